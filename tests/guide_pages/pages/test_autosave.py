"""What Wagtail saves by itself, while an editor types, takes nothing from readers; and no save stores nothing."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.actions import EditPageAction
from wagtail.models import Page

from guide_pages.models import Delivery, GuidePage
from guide_pages.publishing.refusals import PublishedSince
from tests import factories
from tests.guide_pages.agreement import in_agreement
from tests.guide_pages.pages.test_forms import faq, form, question, section

pytestmark = pytest.mark.django_db


@pytest.fixture
def page() -> GuidePage:
    """A draft with newer words in a revision."""
    return factories.draft(factories.guide(live=False, title="A guide", slug="a-guide"), title="Published")


def opened(page: GuidePage, **fields: str) -> object:
    """The form of a page as the edit view reads it, with what was typed."""
    edited = GuidePage.objects.get(pk=page.pk).get_latest_revision_as_object()
    data = form(section(), faq(question()), slug="a-guide", **fields)
    return GuidePage.get_edit_handler().get_form_class()(data, instance=edited, parent_page=edited.get_parent())


def publish(page: GuidePage) -> None:
    GuidePage.objects.get(pk=page.pk).get_latest_revision().publish()


def test_an_autosave_that_began_before_a_page_was_published_does_not_unpublish_it(page: GuidePage) -> None:
    typed = opened(page, title="Typed meanwhile")
    publish(page)
    EditPageAction(typed.instance, form=typed).execute(skip_permission_checks=True)
    page.refresh_from_db()
    assert (page.live, page.title) == (True, "Published")
    assert page.has_unpublished_changes
    assert page.get_latest_revision_as_object().title == "Typed meanwhile"
    assert Delivery.objects.public().get().edition.compiled.title == "Published"
    page.unpublish()
    assert not GuidePage.objects.get(pk=page.pk).live
    in_agreement()


def test_a_form_of_a_draft_that_nobody_published_is_saved_as_ever(page: GuidePage) -> None:
    typed = opened(page, title="Typed")
    EditPageAction(typed.instance, form=typed).execute(skip_permission_checks=True)
    page.refresh_from_db()
    assert (page.live, page.title) == (False, "Typed")


@pytest.mark.parametrize("read", [lambda pk: GuidePage.objects.get(pk=pk), lambda pk: Page.objects.get(pk=pk)])
def test_a_save_of_a_draft_that_was_published_meanwhile_says_so_and_stores_nothing(
    page: GuidePage, read: object
) -> None:
    stale = read(page.pk)
    publish(page)
    before = GuidePage.objects.filter(pk=page.pk).values().get()
    stale.slug = "another"
    with pytest.raises(PublishedSince, match="“A guide” has been published since it was read here"):
        stale.save()
    assert GuidePage.objects.filter(pk=page.pk).values().get() == before
    in_agreement()


def test_what_a_save_names_is_stored_and_the_guide_stays_with_its_readers(page: GuidePage) -> None:
    stale = GuidePage.objects.get(pk=page.pk)
    publish(page)
    stale.slug = "another"
    stale.save(update_fields=["slug", "url_path"])
    page.refresh_from_db()
    assert (page.live, page.title, page.slug) == (True, "Published", "another")
    assert in_agreement() == {"/guides/another/"}


def test_a_revision_of_a_draft_that_was_published_meanwhile_is_stored(page: GuidePage) -> None:
    stale = GuidePage.objects.get(pk=page.pk)
    publish(page)
    stale.title = "From a script"
    stale.save_revision()
    page.refresh_from_db()
    assert (page.live, page.title, page.has_unpublished_changes) == (True, "Published", True)
    assert page.get_latest_revision_as_object().title == "From a script"


def test_a_guide_is_taken_from_readers_by_who_means_it(page: GuidePage) -> None:
    publish(page)
    read = GuidePage.objects.get(pk=page.pk)
    read.live = False
    read.save()
    assert not GuidePage.objects.get(pk=page.pk).live
    assert in_agreement() == set()


def test_an_editors_request_stores_what_was_typed(page: GuidePage, admin_client: Client) -> None:
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    sent = form(section("Typed"), faq(question()), slug="a-guide")
    response = admin_client.post(edit, sent, headers={"Accept": "application/json"})
    assert response.json()["success"]
    assert GuidePage.objects.get(pk=page.pk).get_latest_revision_as_object().body[0].value["heading"] == "Typed"
