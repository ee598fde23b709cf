"""Whatever is done to a page, the public set, the editions and the feed agree afterwards."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import (
    GroupApprovalTask,
    Locale,
    Page,
    PageViewRestriction,
    Site,
    Workflow,
    WorkflowTask,
)

from guide_pages.models import Delivery, Edition, Guide, GuidePage, Tombstone
from tests import factories
from tests.guide_pages.agreement import editor, in_agreement

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


def test_publishing_a_revision(page: GuidePage) -> None:
    assert in_agreement() == {"/guides/sleep/"}


@pytest.fixture
def page() -> GuidePage:
    return factories.guide(title="Sleep", slug="sleep")


@pytest.fixture
def other_index() -> Page:
    return factories.guide_index(title="Elsewhere", slug="elsewhere")


def test_publishing_new_words(page: GuidePage) -> None:
    factories.publish(page, title="Sleep better")
    assert in_agreement() == {"/guides/sleep/"}
    assert Edition.objects.count() == 2


def test_publishing_the_same_words_makes_no_edition(page: GuidePage) -> None:
    before = Delivery.objects.get().sequence
    factories.publish(page)
    assert Edition.objects.count() == 1
    assert Delivery.objects.get().sequence == before


def test_publishing_a_new_slug(page: GuidePage) -> None:
    factories.publish(page, slug="rest")
    assert in_agreement() == {"/guides/rest/"}
    assert Edition.objects.count() == 1


def test_saving_the_page_itself(page: GuidePage) -> None:
    page.title = "Saved"
    page.save()
    assert in_agreement()


def test_creating_a_live_page() -> None:
    factories.guide_index().add_child(
        instance=GuidePage(title="Born live", slug="born", summary="S", body=factories.body())
    )
    assert in_agreement() == {"/guides/born/"}


def test_unpublishing(page: GuidePage) -> None:
    page.unpublish()
    assert in_agreement() == set()
    assert Tombstone.objects.get().reason == "unpublished"


def test_publishing_again_after_unpublishing(page: GuidePage) -> None:
    page.unpublish()
    factories.publish(page)
    assert in_agreement() == {"/guides/sleep/"}
    assert Edition.objects.count() == 1


def test_expiry(page: GuidePage) -> None:
    factories.publish(page, expire_at=timezone.now() + timedelta(hours=1))
    with time_machine.travel(timezone.now() + timedelta(hours=2)):
        call_command("publish_scheduled")
        assert in_agreement() == set()


def test_a_schedule() -> None:
    page = factories.guide(title="Later", slug="later", live=False)
    factories.publish(page, go_live_at=timezone.now() + timedelta(hours=1))
    assert in_agreement() == set()
    with time_machine.travel(timezone.now() + timedelta(hours=2)):
        call_command("publish_scheduled")
        assert in_agreement() == {"/guides/later/"}


def test_deleting(page: GuidePage) -> None:
    page.delete()
    assert in_agreement() == set()
    assert Tombstone.objects.get().reason == "deleted"
    assert Guide.objects.get().page is None


def test_deleting_an_ancestor(page: GuidePage) -> None:
    page.get_parent().delete()
    assert in_agreement() == set()
    assert Tombstone.objects.get().reason == "deleted"


def test_deleting_by_queryset(page: GuidePage) -> None:
    Page.objects.filter(pk=page.pk).delete()
    assert in_agreement() == set()


def test_moving(page: GuidePage, other_index: Page) -> None:
    page.move(other_index, pos="last-child")
    assert in_agreement() == {"/elsewhere/sleep/"}
    assert Edition.objects.count() == 1


def test_a_move_that_failed_leaves_no_trace(page: GuidePage, other_index: Page) -> None:
    factories.guide(slug="sleep", parent=other_index)
    with pytest.raises(ValidationError):
        page.move(other_index, pos="last-child")
    Page.objects.get(pk=page.pk).unpublish()
    assert in_agreement() == {"/elsewhere/sleep/"}


def test_moving_an_ancestor(page: GuidePage, other_index: Page) -> None:
    below = factories.site().root_page.add_child(instance=Page(title="Deep", slug="deep"))
    page.get_parent().move(below, pos="last-child")
    assert in_agreement() == {"/deep/guides/sleep/"}


def test_a_new_slug_of_an_ancestor(page: GuidePage) -> None:
    index = page.get_parent().specific
    index.slug = "advice"
    index.save_revision().publish()
    assert in_agreement() == {"/advice/sleep/"}


def test_an_alias(page: GuidePage, other_index: Page) -> None:
    page.create_alias(parent=other_index)
    assert in_agreement() == {"/guides/sleep/", "/elsewhere/sleep/"}
    assert Guide.objects.count() == 2


def test_an_alias_follows_its_original(page: GuidePage, other_index: Page) -> None:
    page.create_alias(parent=other_index)
    factories.publish(page, title="New words")
    in_agreement()
    assert {delivery.edition.compiled.title for delivery in Delivery.objects.all()} == {"New words"}


def test_an_alias_has_the_people_and_topics_of_its_original(other_index: Page) -> None:
    page = factories.guide(topics=[factories.TopicFactory()], authors=[factories.ContributorFactory()])
    page.create_alias(parent=other_index)
    first, second = (edition.compiled for edition in Edition.objects.all())
    assert first.topics == second.topics != []
    assert first.authors == second.authors != []


def test_a_copy_is_a_guide_of_its_own(page: GuidePage) -> None:
    copy = page.copy(update_attrs={"slug": "copy", "title": "Copy"}, keep_live=False)
    assert in_agreement() == {"/guides/sleep/"}
    factories.publish(copy)
    assert in_agreement() == {"/guides/sleep/", "/guides/copy/"}
    assert Guide.objects.count() == 2


def test_a_live_copy(page: GuidePage) -> None:
    page.copy(update_attrs={"slug": "copy", "title": "Copy"})
    assert in_agreement() == {"/guides/sleep/", "/guides/copy/"}


def test_a_translation(page: GuidePage) -> None:
    spanish = Locale.objects.create(language_code="es")
    translated = page.copy_for_translation(spanish, copy_parents=True)
    assert in_agreement() == {"/guides/sleep/"}
    factories.publish(translated, title="Dormir")
    assert in_agreement() == {"/guides/sleep/", "/es/guides/sleep/"}
    by_locale = {d.guide.locale.language_code: d for d in Delivery.objects.select_related("guide__locale")}
    assert b'"locale":"es"' in bytes(by_locale["en"].json).split(b'"translations"')[1].split(b"]")[0]
    translated.refresh_from_db()
    translated.unpublish()
    assert b'"translations":[]' in bytes(Delivery.objects.get().json)


def test_a_view_restriction_on_an_ancestor(page: GuidePage) -> None:
    restriction = PageViewRestriction.objects.create(page=page.get_parent(), restriction_type="login")
    assert in_agreement() == set()
    assert Tombstone.objects.get().reason == "restricted"
    restriction.delete()
    assert in_agreement() == {"/guides/sleep/"}
    assert Edition.objects.count() == 1


def test_moving_under_a_restriction(page: GuidePage, other_index: Page) -> None:
    PageViewRestriction.objects.create(page=other_index, restriction_type="login")
    page.move(other_index, pos="last-child")
    assert in_agreement() == set()


def test_another_root_page_of_the_site(page: GuidePage) -> None:
    site = factories.site()
    site.root_page = page.get_parent()
    site.save()
    assert in_agreement() == {"/sleep/"}


def test_a_root_page_that_leaves_the_guide_out(page: GuidePage, other_index: Page) -> None:
    site = factories.site()
    site.root_page = other_index
    site.save()
    assert in_agreement() == set()
    assert Tombstone.objects.get().reason == "elsewhere"


def test_another_site_takes_the_guide(page: GuidePage, other_index: Page) -> None:
    first = factories.site()
    second = Site.objects.create(hostname="two.example", root_page=other_index)
    page.move(other_index, pos="last-child")
    in_agreement()
    assert Delivery.objects.get().site == second
    assert (Tombstone.objects.get().site, Tombstone.objects.get().reason) == (first, "elsewhere")


def test_reverting_to_an_old_revision(page: GuidePage) -> None:
    old = page.save_revision()
    factories.publish(page, title="New")
    old.as_object().save_revision(previous_revision=old).publish()
    in_agreement()
    assert [edition.compiled.title for edition in Edition.objects.all()] == ["Sleep", "New", "Sleep"]


def review() -> Workflow:
    workflow = Workflow.objects.create(name="Review")
    task = GroupApprovalTask.objects.create(name="Approve")
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=1)
    return workflow


def test_workflow_approval() -> None:
    user = editor()
    page = factories.guide(live=False, slug="reviewed")
    page.save_revision()
    state = review().start(page, user)
    state.current_task_state.approve(user=user)
    assert in_agreement() == {"/guides/reviewed/"}


def test_an_approval_that_is_refused_is_a_message_and_changes_nothing(client: Client) -> None:
    user = editor()
    client.force_login(user)
    page = factories.guide(title="Unready", live=False)
    page.body = factories.body(factories.section("Only", block_id="same"), factories.section("Twice", block_id="same"))
    page.save_revision()
    state = review().start(page, user)
    address = reverse("wagtailadmin_pages:workflow_action", args=(page.pk, "approve", state.current_task_state.pk))
    modal = client.post(address, headers={"x-requested-with": "XMLHttpRequest"})
    assert modal.json()["step"] == "success"
    response = client.post(address, follow=True)
    said = [str(message) for message in response.context["messages"]]
    assert any("“Unready” cannot be published" in message and "Twice" in message for message in said)
    state.refresh_from_db()
    assert state.status == "in_progress"
    assert in_agreement() == set()


def test_bulk_publishing(client: Client) -> None:
    client.force_login(editor())
    pages = [factories.guide(live=False, slug=f"page-{n}") for n in range(3)]
    address = "/admin/bulk/wagtailcore/page/publish/?" + "&".join(f"id={page.pk}" for page in pages) + "&next=/admin/"
    response = client.post(address, {"include_descendants": ""})
    assert response.status_code == 302
    assert len(in_agreement()) == 3


def test_bulk_publishing_goes_on_after_a_refusal(client: Client) -> None:
    client.force_login(editor())
    good, bad = (
        factories.guide(live=False, slug="good"),
        factories.guide(live=False, slug="bad", title="Bad", summary=""),
    )
    last = factories.guide(live=False, slug="last")
    address = f"/admin/bulk/wagtailcore/page/publish/?id={good.pk}&id={bad.pk}&id={last.pk}&next=/admin/"
    response = client.post(address, {"include_descendants": ""}, follow=True)
    assert in_agreement() == {"/guides/good/", "/guides/last/"}
    said = [str(message) for message in response.context["messages"]]
    assert any("“Bad” cannot be published" in message and "summary" in message for message in said)


def test_bulk_unpublishing(client: Client, page: GuidePage) -> None:
    client.force_login(editor())
    client.post(f"/admin/bulk/wagtailcore/page/unpublish/?id={page.pk}&next=/admin/", {"include_descendants": ""})
    assert in_agreement() == set()


def test_bulk_moving_and_deleting(client: Client, page: GuidePage, other_index: Page) -> None:
    client.force_login(editor())
    client.post(f"/admin/bulk/wagtailcore/page/move/?id={page.pk}&next=/admin/", {"chooser": other_index.pk})
    assert in_agreement() == {"/elsewhere/sleep/"}
    client.post(f"/admin/bulk/wagtailcore/page/delete/?id={page.pk}&next=/admin/")
    assert in_agreement() == set()


def test_the_schedule_goes_on_after_a_refusal() -> None:
    soon = timezone.now() + timedelta(hours=1)
    bad = factories.guide(live=False, slug="bad", title="Bad")
    factories.publish(bad, go_live_at=soon)
    revision = bad.get_latest_revision()
    revision.content["summary"] = ""
    revision.save()
    factories.publish(factories.guide(live=False, slug="good"), go_live_at=soon + timedelta(minutes=1))
    with time_machine.travel(soon + timedelta(hours=1)):
        with pytest.raises(CommandError, match=r"“Bad”.*summary"):
            call_command("publish_scheduled")
        assert in_agreement() == {"/guides/good/"}
