"""Processes are killed between a change and what follows it: nothing is lost, and nobody has to reconcile."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from datetime import timedelta
from multiprocessing.connection import Connection

import pytest
import time_machine
from django.core.management import call_command
from django.db.models.signals import post_save
from django.utils import timezone
from wagtail.models import PageViewRestriction

from guide_pages.models import Delivery, Due, Guide, Topic
from guide_pages.publishing.reconciling import reconcile
from guide_pages.publishing.signal_handlers import restriction_changed
from guide_pages.publishing.working_off import BATCH, work_off
from guide_pages.records.due import LEASE
from guide_pages.records.editions import Cause
from tests import factories
from tests.guide_pages.processes import (
    Process,
    at_once,
    can_be_stopped,
    wait_for,
    wait_until_stopped,
    writes_stopping,
)

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)

DELIVERIES = "guide_pages_delivery"
GUIDES = BATCH + 5


@pytest.fixture
def topic() -> Topic:
    topic = factories.TopicFactory(name="Old")
    for n in range(GUIDES):
        factories.guide(topics=[topic], title=f"Guide {n}")
    return topic


def renaming(topic: Topic, *names: str) -> Callable[[Connection], None]:
    def act(pipe: Connection) -> None:
        can_be_stopped(pipe)
        for name in names:
            again = Topic.objects.get(pk=topic.pk)
            again.name = name
            again.save()

    return act


def working(pipe: Connection) -> int:
    can_be_stopped(pipe)
    return work_off()


def saying(name: str) -> int:
    return sum(f'"{name}"'.encode() in bytes(delivery.json) for delivery in Delivery.objects.all())


def when_leases_are_over() -> time_machine.travel:
    return time_machine.travel(timezone.now() + LEASE + timedelta(seconds=1))


def test_a_process_killed_right_after_its_commit_leaves_its_guides_due(topic: Topic) -> None:
    with Process(renaming(topic, "New")) as process, writes_stopping(DELIVERIES):
        process.go()
        wait_until_stopped(process)
        assert Topic.objects.get().name == "New"  # committed, and no guide says it yet
        process.kill()
    assert saying("New") == 0
    assert set(Due.objects.values_list("key", flat=True)) == set(Delivery.objects.values_list("guide__page", flat=True))
    with when_leases_are_over():
        call_command("publish_scheduled")
    assert saying("New") == GUIDES
    assert not Due.objects.exists()


def test_what_a_killed_worker_had_claimed_is_taken_up_by_another_within_a_minute(topic: Topic) -> None:
    renaming_here(topic, "New")
    with Process(working) as process, writes_stopping(DELIVERIES):
        process.go()
        wait_until_stopped(process)
        process.kill()
    left_to_it = Due.objects.filter(claimed_until__gt=timezone.now()).count()
    assert 0 < left_to_it < GUIDES
    assert timedelta(minutes=1) >= LEASE
    work_off()
    assert saying("New") == GUIDES - left_to_it
    with when_leases_are_over():
        assert work_off() == left_to_it
    assert saying("New") == GUIDES


def latest_sequence() -> int:
    return int(Delivery.objects.latest("sequence").sequence)


def renaming_here(topic: Topic, name: str) -> None:
    """Rename it, and work nothing off."""
    Topic.objects.filter(pk=topic.pk).update(name=name)
    filed = Guide.objects.depending_on("topic", topic.pk)
    Due.objects.ask(filed.page_keys(), cause=Cause.TOPIC, what=f"topic:{topic.pk}")


def test_a_worker_that_watches_does_what_becomes_due(topic: Topic) -> None:
    with Process(lambda pipe: call_command("work_off", watch=True)) as worker:
        worker.go()
        renaming_here(topic, "New")
        wait_for("SELECT count(*) = 0 FROM guide_pages_due")
    assert saying("New") == GUIDES


def test_workers_at_once_share_the_work_and_none_does_what_another_did(topic: Topic) -> None:
    before = latest_sequence()
    renaming_here(topic, "New")
    counts = at_once(working, working, working, working)
    assert sum(counts) == GUIDES
    assert latest_sequence() == before + GUIDES
    assert saying("New") == GUIDES
    assert not Due.objects.exists()


def test_a_restriction_is_due_though_it_is_saved_in_no_transaction() -> None:
    """As Wagtail's view saves it. Whoever does is killed before it is asked who has to follow."""
    page = factories.guide(title="Sleep", slug="sleep")
    handler = {"sender": PageViewRestriction, "dispatch_uid": f"guide_pages.restriction_changed.{PageViewRestriction}"}
    assert post_save.disconnect(**handler)
    try:
        PageViewRestriction.objects.create(page=page.get_parent(), restriction_type="login")
    finally:
        post_save.connect(restriction_changed, **handler)
    work_off()
    assert Delivery.objects.exists()
    with time_machine.travel(timezone.now() + timedelta(minutes=1)):
        work_off()
    assert not Delivery.objects.exists()
    page.get_parent().view_restrictions.all().delete()
    assert Delivery.objects.exists()
    assert not Due.objects.exists()


@pytest.mark.parametrize("seed", range(4))
def test_whenever_processes_are_killed_nothing_is_lost(topic: Topic, seed: int) -> None:
    """Some save, some work, each is killed at some time. Whoever comes then finds all that is left to do."""
    chance = random.Random(seed)
    for n in range(4):
        names = [f"Name {n}.{m}" for m in range(50)]
        with Process(renaming(topic, *names)) as saver, Process(working) as worker:
            saver.go()
            worker.go()
            for process in chance.sample([saver, worker], 2):
                time.sleep(chance.uniform(0, 0.4))
                process.kill()
    name = Topic.objects.get().name
    with when_leases_are_over():
        call_command("publish_scheduled")
    assert saying(name) == GUIDES
    assert not Due.objects.exists()
    assert list(reconcile(check=True)) == []
