"""Links to guides and their parts, and copies of parts: each editor is told what they may edit, and what is public."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse
from wagtail.models import GroupPagePermission, PageViewRestriction

from guide_pages.models import GuidePage
from guide_pages.pages.copying import copy_parts
from tests import factories
from tests.guide_pages.admin.roles import signed_in, somebody

if TYPE_CHECKING:
    from django.test import Client

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("roles")]


@pytest.fixture
def hidden() -> GuidePage:
    """A guide that readers have by a password, in a part of the site where few may write."""
    index = factories.guide_index(title="Staff", slug="staff")
    page = factories.guide(factories.section("The code of the door"), parent=index, title="Hidden", slug="hidden")
    PageViewRestriction.objects.create(page=index, restriction_type=PageViewRestriction.PASSWORD, password="not told")
    return page


@pytest.fixture
def elsewhere(hidden: GuidePage) -> Client:
    """A writer who may write guides, but not where the hidden one is."""
    group = factories.Group.objects.create(name="Elsewhere")
    group.permissions.set(factories.Group.objects.get(name="Writers").permissions.all())
    own = factories.guide_index(title="Own", slug="own")
    for permission in GroupPagePermission.objects.filter(group__name="Writers"):
        GroupPagePermission.objects.get_or_create(group=group, page=own, permission=permission.permission)
    return signed_in(somebody("Elsewhere"))


def test_a_link_is_offered_to_public_guides_and_to_ones_own(hidden: GuidePage, elsewhere: Client) -> None:
    factories.guide(title="Public", slug="public")
    address = reverse("guidepost_choose_link")
    offered = elsewhere.get(address).json()["html"]
    assert "Public" in offered
    assert "Hidden" not in offered
    assert elsewhere.get(address, {"page": hidden.pk}).status_code == 404
    editor = signed_in(somebody("Editors"))
    assert "The code of the door" in editor.get(address, {"page": hidden.pk}).json()["html"]


def test_parts_are_copied_of_public_guides_and_of_ones_own(hidden: GuidePage, elsewhere: Client) -> None:
    factories.guide(factories.section("Doses"), title="Public", slug="public")
    own = factories.guide(
        parent=factories.GuideIndexPage.objects.get(slug="own"), title="Mine", slug="mine", live=False
    )
    address = reverse("guidepost_copy_parts", args=[own.pk])
    offered = elsewhere.get(address).content.decode()
    assert "Public" in offered
    assert "Hidden" not in offered
    assert elsewhere.get(address, {"source": hidden.pk}).status_code == 404
    assert elsewhere.post(address, {"source": hidden.pk, "part": [hidden.body[0].id]}).status_code == 404


def test_what_somebody_saved_since_the_page_was_read_stays_in_the_copy(admin_user: Any) -> None:
    source = factories.guide(factories.section("Doses", block_id="s1"), title="Source", slug="source")
    read_before = factories.guide(factories.section("First", block_id="a"))
    body = factories.body(factories.section("First", block_id="a"), factories.section("Written meanwhile"))
    factories.draft(GuidePage.objects.get(pk=read_before.pk), body=body)
    copy_parts(source, read_before, {"s1"}, "a", admin_user)
    draft = GuidePage.objects.get(pk=read_before.pk).get_latest_revision_as_object()
    assert [part.value["heading"] for part in draft.body] == ["First", "Doses", "Written meanwhile"]


def test_a_guides_links_are_there_to_be_copied(admin_client: Client) -> None:
    page = factories.guide(factories.section("Doses"), title="Sleep", slug="sleep")
    shown = admin_client.get(reverse("guidepost_anchors", args=[page.pk])).content.decode()
    assert f'value="{page.full_url}#doses"' in shown


@pytest.mark.parametrize("state", ["never published", "unpublished", "restricted"])
def test_a_guide_that_readers_cannot_have_says_why_it_has_no_links(admin_client: Client, state: str) -> None:
    page = factories.guide(title="Sleep", slug="sleep", live=state != "never published")
    if state == "unpublished":
        page.unpublish()
    shown = admin_client.get(reverse("guidepost_anchors", args=[page.pk]))
    assert shown.status_code == 200
    if state == "restricted":
        PageViewRestriction.objects.create(page=page, restriction_type="login")
        assert "#a-section" in admin_client.get(reverse("guidepost_anchors", args=[page.pk])).content.decode()
    else:
        assert "Readers cannot have this guide now" in shown.content.decode()
