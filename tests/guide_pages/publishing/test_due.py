"""What is due is written down with the change, and worked off: a few guides at once, the rest by who has the time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from itertools import pairwise
from typing import Any

import pytest
import time_machine
from django.core.management import call_command
from django.db import connection, transaction
from django.db.models import F
from django.db.models.signals import post_save, pre_save
from django.test import Client, TestCase
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.images import get_image_model
from wagtail.models import Page

from guide_pages.models import Delivery, Due, Guide, GuidePage, Topic
from guide_pages.publishing import working_off
from guide_pages.publishing.reconciling import reconcile
from guide_pages.publishing.working_off import AT_ONCE, work_off
from guide_pages.records.due import LEASE
from tests import factories
from tests.guide_pages.pages.test_forms import form, section

pytestmark = pytest.mark.django_db

LATER = timedelta(hours=1, seconds=1)


def committed(act: Callable[[], Any]) -> Any:
    """Do it, with what follows in the same request."""
    with TestCase.captureOnCommitCallbacks(execute=True):
        return act()


def filed(count: int) -> Topic:
    """A topic with so many guides, and a new name that is not saved yet."""
    topic = factories.TopicFactory(name="Old")
    for n in range(count):
        factories.guide(topics=[topic], title=f"Guide {n}")
    topic.name = "New"
    return topic


def followed() -> int:
    return sum(b'"New"' in bytes(delivery.json) for delivery in Delivery.objects.all())


def rolled_back(act: Callable[[], Any]) -> None:
    with transaction.atomic():
        act()
        assert Due.objects.exists()
        transaction.set_rollback(True)


@contextmanager
def on_delivery(act: Callable[[Delivery], None]) -> Iterator[None]:
    """Something of the site around us happens whenever a guide is delivered."""

    def receiver(instance: Delivery, **kwargs: object) -> None:
        act(instance)

    pre_save.connect(receiver, sender=Delivery)
    try:
        yield
    finally:
        pre_save.disconnect(receiver, sender=Delivery)


def refuse(delivery: Delivery) -> None:
    raise RuntimeError("The disk is full.")


# Written down


def test_each_guide_is_due_in_the_transaction_of_the_change_with_its_cause() -> None:
    topic = filed(3)
    factories.guide()
    topic.save()
    rows = Due.objects.values_list("key", "kind", "cause", "what")
    guides = GuidePage.objects.filter(guide_topics__topic=topic).values_list("pk", flat=True)
    assert set(rows) == {(pk, "guide", "topic", f"topic:{topic.pk}") for pk in guides}
    assert followed() == 0


def test_what_a_change_that_is_rolled_back_asked_for_is_not_due() -> None:
    topic = filed(1)
    rolled_back(topic.save)
    assert not Due.objects.exists()


def test_it_is_written_down_by_as_many_queries_for_many_guides_as_for_one() -> None:
    few, many = filed(1), filed_beside(20)
    counts = []
    for topic in (few, many):
        with CaptureQueriesContext(connection) as queries:
            topic.save()
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert Due.objects.count() == 21


def filed_beside(count: int) -> Topic:
    topic = factories.TopicFactory(name="Beside", slug="beside")
    for n in range(count):
        factories.guide(topics=[topic], title=f"Beside {n}")
    topic.name = "Not beside"
    return topic


@pytest.mark.parametrize("pages", [1, 12])
def test_a_subtree_is_one_query_however_many_pages_stand_there(pages: int) -> None:
    """A list of them would be more than SQLite takes."""
    index = factories.guide_index()
    for n in range(pages):
        factories.guide(title=f"Guide {n}")
    with CaptureQueriesContext(connection) as queries:
        committed_slug(index)
    inserts = [query["sql"] for query in queries if "guide_pages_due" in query["sql"] and "INSERT" in query["sql"]]
    keys = [str(pk) for pk in GuidePage.objects.values_list("pk", flat=True)]
    assert inserts
    assert not any(f" {key}," in sql or f"'{key}'" in sql for sql in inserts for key in keys)
    assert set(Due.objects.values_list("key", flat=True)) == set(GuidePage.objects.values_list("pk", flat=True))


def committed_slug(index: Page) -> None:
    index.slug = "elsewhere"
    index.save()


@pytest.mark.parametrize(
    "act",
    [
        lambda of: of.entry.save_revision(),
        lambda of: of.page.save_revision(),
        lambda of: of.autosave(),
        lambda of: of.topic.save(),
    ],
    ids=["a draft of an answer", "a draft of a guide", "an autosave", "a topic as it was"],
)
def test_what_nobody_shows_writes_nothing_down_and_works_nothing_off(
    act: Callable[[Any], Any], client: Client, admin_user: Any
) -> None:
    class Of:
        topic = factories.TopicFactory(name="Sleep")
        entry = factories.FaqEntryFactory(answer="<p>Shared.</p>")
        page = factories.guide(
            factories.section(), factories.faq(factories.from_library(entry)), slug="sleep", topics=[topic]
        )

        def autosave(self) -> None:
            sent = form(section("Typed meanwhile"), slug="sleep", title="Typed meanwhile")
            address = f"/admin/pages/{self.page.pk}/edit/"
            assert client.post(address, sent, headers={"Accept": "application/json"}).status_code == 200

    client.force_login(admin_user)
    of = Of()
    of.entry.answer = "<p>Not yet.</p>"
    with CaptureQueriesContext(connection) as queries:
        committed(lambda: act(of))
    assert [query["sql"] for query in queries if "guide_pages_due" in query["sql"]] == []


# Worked off


@pytest.mark.parametrize("count", [AT_ONCE, 63])
def test_no_editor_waits_for_more_than_a_few_guides_and_the_rest_stays_due(count: int) -> None:
    topic = filed(count)
    committed(topic.save)
    assert followed() == AT_ONCE
    assert Due.objects.count() == count - AT_ONCE
    assert work_off() == count - AT_ONCE
    assert followed() == count
    assert not Due.objects.exists()


def test_no_editor_waits_for_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(working_off, "SECONDS_AT_ONCE", 0.02)
    topic = filed(3)
    committed(topic.save)
    assert followed() == 1
    assert Due.objects.free().count() == 2


def test_one_transaction_works_off_once_however_many_changes_it_makes() -> None:
    first, second = filed(AT_ONCE), filed_beside(AT_ONCE)

    def both() -> None:
        with transaction.atomic():
            first.save()
            second.save()

    committed(both)
    assert Due.objects.count() == AT_ONCE


def test_what_was_rolled_back_since_keeps_nothing_from_being_worked_off() -> None:
    first, second = filed(1), filed_beside(1)

    def one_of_two() -> None:
        with transaction.atomic():
            first.save()
            rolled_back(second.save)

    committed(one_of_two)
    assert followed() == 1
    assert not Due.objects.exists()


def test_what_many_changes_ask_for_is_done_once() -> None:
    topic = filed(1)
    topic.save()
    topic.name = "Newest"
    topic.save()
    assert Due.objects.count() == 2
    assert work_off() == 1
    assert not Due.objects.exists()


def test_what_is_asked_while_it_is_being_done_stays_due() -> None:
    topic = filed(1)
    topic.save()

    def change_meanwhile(delivery: Delivery) -> None:
        Topic.objects.filter(pk=topic.pk).update(name="Newest")
        asked = GuidePage.objects.filter(pk=delivery.guide.page_id)
        Due.objects.ask(asked.values(key=F("pk")), cause="topic", what=f"topic:{topic.pk}")

    with on_delivery(change_meanwhile):
        assert work_off(1) == 1
    assert Due.objects.count() == 1
    assert work_off() == 1
    assert b'"Newest"' in bytes(Delivery.objects.get().json)


def test_guides_that_were_published_before_the_commit_are_asked_for_after_it() -> None:
    """On PostgreSQL another transaction may commit a guide that reads the topic, after it was looked who does."""
    topic = filed(0)

    def change_while_another_publishes() -> None:
        with transaction.atomic():
            topic.save()
            Topic.objects.filter(pk=topic.pk).update(name="Old")  # as the other sees it
            factories.guide(topics=[topic])
            Topic.objects.filter(pk=topic.pk).update(name="New")

    committed(change_while_another_publishes)
    assert followed() == 1


def test_nobody_does_what_somebody_else_has_claimed_until_the_lease_is_over() -> None:
    topic = filed(2)
    topic.save()
    [mine] = Due.objects.claim(1, Due.GUIDE)
    assert work_off() == 1
    topic.name = "Newest"
    topic.save()  # asked for anew, and still another's to do
    assert work_off() == 1
    with time_machine.travel(timezone.now() + LEASE + timedelta(seconds=1)):
        assert work_off() == 1
    assert not Due.objects.filter(key=mine.key).exists()
    assert list(reconcile(check=True)) == []


def test_what_fails_is_put_off_for_longer_each_time_and_keeps_nothing_else_waiting() -> None:
    topic = filed(1)
    topic.save()
    now = timezone.now()
    waits = []
    with on_delivery(refuse):
        for _ in range(12):
            with time_machine.travel(now, tick=False):
                assert work_off() == 1
                assert work_off() == 0
            [row] = Due.objects.all()
            waits.append(row.not_before - now)
            now = row.not_before
    assert all(after == min(2 * before, timedelta(hours=1)) for before, after in pairwise(waits))
    assert waits[-1] == timedelta(hours=1)
    assert row.error == Guide.objects.get().problem == "RuntimeError: The disk is full."
    topic.name = "Newest"
    topic.save()  # who asks anew does not wait for that
    assert work_off() == 1
    assert not Due.objects.exists()
    assert Guide.objects.get().problem == ""


def test_what_has_been_tried_comes_last() -> None:
    """It may be what killed the worker before."""
    topic = filed(2)
    topic.save()
    [first] = Due.objects.claim(1, Due.GUIDE)
    with time_machine.travel(timezone.now() + LEASE + timedelta(seconds=1)):
        [second] = Due.objects.claim(1, Due.GUIDE)
    assert first.key != second.key


def test_publish_scheduled_works_off_what_is_due() -> None:
    topic = filed(2)
    topic.save()
    call_command("publish_scheduled")
    assert followed() == 2
    assert not Due.objects.exists()


def test_a_worker_of_its_own_works_off_what_is_due(capsys: pytest.CaptureFixture[str]) -> None:
    filed(2).save()
    call_command("work_off")
    assert followed() == 2
    assert "6 done." in capsys.readouterr().out  # two follow the topic, get a picture, and follow that


def test_reconcile_forgets_what_it_has_brought_in_step() -> None:
    topic = filed(2)
    topic.save()
    differences = list(reconcile())
    assert len(differences) == 2
    assert not Due.objects.exists()


def test_a_page_that_is_gone_is_due_no_more() -> None:
    topic = filed(1)
    topic.save()
    GuidePage.objects.get().delete()
    work_off()
    assert not Due.objects.exists()


# Pictures


def test_no_upload_waits_for_its_smaller_files(admin_client: Client) -> None:
    picture = factories.ImageFactory.build().file
    fields = {"title": "Lamp", "file": picture.file}
    with CaptureQueriesContext(connection) as queries:
        committed(lambda: admin_client.post("/admin/images/add/", fields))
    image = get_image_model().objects.get()
    made = set(image.renditions.values_list("filter_spec", flat=True))
    assert [spec for spec in made if "format-" in spec] == []
    assert [query for query in queries if "guide_pages_delivery" in query["sql"]] == []
    assert work_off() == 1
    assert image.renditions.filter(filter_spec__contains="format-webp").exists()


def test_pictures_are_made_before_guides_follow() -> None:
    topic = filed(1)
    topic.save()
    committed(factories.ImageFactory)
    Due.objects.update(claimed_until=None)
    topic.name = "Newest"
    topic.save()
    assert Due.objects.claim(1, Due.IMAGE, Due.GUIDE)[0].kind == Due.IMAGE


# A move that failed


def test_a_move_that_failed_is_forgotten_at_once() -> None:
    page = factories.guide(title="Sleep", slug="sleep")
    elsewhere = factories.guide_index(title="Elsewhere", slug="elsewhere")

    def fail(sender: Any, instance: Page, **kwargs: Any) -> None:
        raise RuntimeError("The disk is full.")

    pre_save.connect(fail, sender=Page)
    try:
        with pytest.raises(RuntimeError), transaction.atomic():
            page.move(elsewhere, pos="last-child")
    finally:
        pre_save.disconnect(fail, sender=Page)
    Page.objects.get(pk=page.pk).unpublish(set_expired=True)
    assert not Delivery.objects.exists()
    Page.objects.get(pk=page.pk).save()
    assert not Due.objects.exists()


def test_a_move_is_due_in_its_own_transaction() -> None:
    page = factories.guide(title="Sleep", slug="sleep")
    linking = factories.guide(
        factories.section("Linking", factories.text(f'<a linktype="page" id="{page.pk}">there</a>'))
    )
    elsewhere = factories.guide_index(title="Elsewhere", slug="elsewhere")
    found: list[set[int]] = []

    def look(sender: Any, **kwargs: Any) -> None:
        found.append(set(Due.objects.values_list("key", flat=True)))

    post_save.connect(look, sender=Page)
    try:
        page.move(elsewhere, pos="last-child")
    finally:
        post_save.disconnect(look, sender=Page)
    assert found == [{page.pk, linking.pk}]
