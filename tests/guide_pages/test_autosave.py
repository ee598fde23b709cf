"""What Wagtail saves by itself, while an editor types, takes nothing from readers."""

from __future__ import annotations

import pytest

from guide_pages.models import Delivery, GuidePage
from tests import factories

from .agreement import in_agreement

pytestmark = pytest.mark.django_db


def test_an_autosave_that_began_before_a_page_was_published_does_not_unpublish_it() -> None:
    """Wagtail saves the whole row of a page that was a draft when the edit view read it."""
    page = factories.draft(factories.guide(live=False, title="A guide", slug="a-guide"), title="Published")
    edited = GuidePage.objects.get(pk=page.pk).get_latest_revision_as_object()
    read = GuidePage.objects.get(pk=page.pk)
    page.get_latest_revision().publish()
    for stale, title in ((edited, "Typed meanwhile"), (read, "Typed elsewhere")):
        stale.title = title
        stale.save()
        stale.save_revision()
    page.refresh_from_db()
    assert (page.live, page.title) == (True, "Published")
    assert page.has_unpublished_changes
    assert page.get_latest_revision_as_object().title == "Typed elsewhere"
    assert Delivery.objects.public().get().edition.compiled.title == "Published"
    page.unpublish()
    assert not GuidePage.objects.get(pk=page.pk).live
    in_agreement()
