"""The page's row and its edition commit together, or neither. On the database that the suite runs on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from multiprocessing.connection import Connection
from typing import Any

import pytest
import time_machine
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from django.db import DatabaseError, transaction
from django.utils import timezone
from wagtail.actions import EditPageAction
from wagtail.models import Page

from guide_pages.models import Delivery, Edition, FeedCounter, Guide, GuidePage, Tombstone
from guide_pages.publishing.sequences import left_behind
from guide_pages.publishing.working_off import work_off_with_pictures
from tests import factories
from tests.guide_pages.processes import (
    Process,
    can_be_stopped,
    feed,
    stored,
    wait_until_stopped,
    writes_failing,
    writes_stopping,
)

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)

EDITIONS, DELIVERIES, TOMBSTONES = "guide_pages_edition", "guide_pages_delivery", "guide_pages_tombstone"
COUNTERS = "guide_pages_feedcounter"


@pytest.fixture
def page() -> GuidePage:
    return factories.guide(title="Sleep", slug="sleep", topics=[factories.TopicFactory()])


def publish_revision(page: GuidePage) -> None:
    page.get_latest_revision().publish()


def save(page: GuidePage) -> None:
    page.title = "New words"
    page.save()


def edit_and_publish(page: GuidePage) -> None:
    page.title = "New words"
    EditPageAction(page, publish=True).execute(skip_permission_checks=True)


def unpublish(page: GuidePage) -> None:
    page.unpublish()


def expire(page: GuidePage) -> None:
    Page.objects.get(pk=page.pk).unpublish(set_expired=True)


def everything_works(page: GuidePage, title: str = "Afterwards") -> None:
    """Nothing is to be mended, nothing is locked, and publishing works."""
    call_command("reconcile", "--check")
    factories.publish(GuidePage.objects.get(pk=page.pk), title=title)
    assert Delivery.objects.public().get().edition.compiled.title == title
    call_command("reconcile", "--check")


@pytest.mark.parametrize(
    ("act", "table"),
    [
        (publish_revision, EDITIONS),
        (publish_revision, DELIVERIES),
        (save, EDITIONS),
        (save, DELIVERIES),
        (edit_and_publish, EDITIONS),
        (unpublish, TOMBSTONES),
        (expire, TOMBSTONES),
    ],
)
def test_a_failure_after_the_page_is_saved_leaves_nothing_half_done(
    page: GuidePage, act: Callable[[GuidePage], None], table: str
) -> None:
    page = factories.draft(page, title="New words")
    before = stored(page.pk)
    with writes_failing(table), pytest.raises(DatabaseError, match="forced"):
        act(page)
    assert stored(page.pk) == before
    everything_works(page)


def test_a_failure_while_a_guide_is_born_leaves_no_page() -> None:
    index = factories.guide_index()
    before = (list(Page.objects.order_by("pk").values()), list(FeedCounter.objects.values()))
    with writes_failing(EDITIONS), pytest.raises(DatabaseError, match="forced"):
        index.add_child(instance=GuidePage(title="Born live", summary="S", body=factories.body()))
    assert (list(Page.objects.order_by("pk").values()), list(FeedCounter.objects.values())) == before
    assert not Guide.objects.exists()
    everything_works(factories.guide())


def test_a_failure_while_a_guide_is_deleted_leaves_it(page: GuidePage, client: Any) -> None:
    client.force_login(get_user_model().objects.create_superuser("boss", "boss@example.com", "boss"))
    before = (stored(page.pk), list(Page.objects.order_by("pk").values()))
    with writes_failing(TOMBSTONES), pytest.raises(DatabaseError, match="forced"):
        client.post(f"/admin/pages/{page.pk}/delete/")
    assert (stored(page.pk), list(Page.objects.order_by("pk").values())) == before
    everything_works(page)


def test_a_failed_schedule_is_tried_again(page: GuidePage) -> None:
    soon = timezone.now() + timedelta(hours=1)
    factories.publish(page, title="Later", go_live_at=soon)
    work_off_with_pictures()
    before = stored(page.pk)
    with time_machine.travel(soon + timedelta(hours=1)):
        with writes_failing(EDITIONS), pytest.raises(CommandError, match="forced"):
            call_command("publish_scheduled")
        assert stored(page.pk) == before
        call_command("publish_scheduled")
        assert Delivery.objects.get().edition.compiled.title == "Later"


def test_a_failed_publish_keeps_the_schedule_of_another_revision(page: GuidePage) -> None:
    factories.publish(page, title="Later", go_live_at=timezone.now() + timedelta(hours=1))
    now = factories.draft(GuidePage.objects.get(pk=page.pk), title="Now", go_live_at=None)
    before = stored(page.pk)
    with writes_failing(EDITIONS), pytest.raises(DatabaseError, match="forced"):
        now.get_latest_revision().publish()
    assert stored(page.pk)["revisions"] == before["revisions"]


@pytest.mark.parametrize(
    ("act", "table"),
    [(publish_revision, EDITIONS), (publish_revision, DELIVERIES), (edit_and_publish, EDITIONS), (expire, TOMBSTONES)],
)
def test_a_process_killed_after_the_page_is_saved_leaves_nothing_half_done(
    page: GuidePage, act: Callable[[GuidePage], None], table: str
) -> None:
    page = factories.draft(page, title="New words")
    before = stored(page.pk)

    def act_until_stopped(pipe: Connection) -> None:
        can_be_stopped(pipe)
        act(GuidePage.objects.get(pk=page.pk))

    with Process(act_until_stopped) as process, writes_stopping(table):
        process.go()
        wait_until_stopped(process)
        assert stored(page.pk) == before  # readers are not kept waiting, and are given what was there
        process.kill()
    assert stored(page.pk) == before
    assert Edition.objects.count() == 1
    assert not Tombstone.objects.exists()
    everything_works(page)


@pytest.mark.parametrize(
    "heal",
    [
        lambda: factories.guide(slug="another"),
        lambda: call_command("publish_scheduled"),
        lambda: call_command("reconcile"),
    ],
    ids=["the next who publishes", "publish_scheduled", "reconcile"],
)
def test_what_a_killed_process_published_is_told_by_whoever_comes_next(
    page: GuidePage, heal: Callable[[], Any]
) -> None:
    gone = factories.guide(slug="gone")
    told = feed()

    def publish_until_stopped(pipe: Connection) -> None:
        can_be_stopped(pipe)
        with transaction.atomic():
            gone.unpublish()
            factories.publish(GuidePage.objects.get(pk=page.pk), title="New words")

    with Process(publish_until_stopped) as process, writes_stopping(COUNTERS):
        process.go()
        wait_until_stopped(process)
        process.kill()
    delivery = Delivery.objects.get(guide__page=page.pk)
    assert (delivery.sequence, delivery.edition.compiled.title) == (None, "New words")
    assert Tombstone.objects.get().sequence is None
    assert feed() == []
    assert left_behind() == 2
    with pytest.raises(SystemExit):
        call_command("reconcile", "--check")

    heal()

    latest = max(sequence for sequence, _guide, _is_there in told)
    now = {guide: is_there for sequence, guide, is_there in feed() if sequence > latest}
    assert (now[page.guide.pk], now[gone.guide.pk]) == (True, False)
    call_command("reconcile", "--check")
