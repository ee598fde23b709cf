"""For how long readers are told that a guide is gone, and who has to begin again after that."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.utils import timezone

from guide_pages.models import FeedHorizon, Guide, Tombstone
from guide_pages.publishing.tombstones import forget_old_tombstones
from tests import factories
from tests.guide_pages.api.asking import id_of
from tests.guide_pages.api.following import Follower, public_set

pytestmark = pytest.mark.django_db

KEPT = timedelta(days=180)  # as docs/api.md promises


def follower() -> Follower:
    return Follower(factories.site().pk).catch_up()


@pytest.mark.parametrize("days", [1, 100, 179])
def test_who_was_away_for_months_learns_what_is_gone(days: int) -> None:
    page = factories.guide()
    client = follower()
    page.unpublish()
    with time_machine.travel(timezone.now() + timedelta(days=days)):
        call_command("reconcile")
        assert client.catch_up().reasons == {id_of(page): "unpublished"}
    assert client.begun_again == 0


@pytest.mark.parametrize(("late", "removed"), [(-60, 0), (60, 1)])
def test_a_tombstone_is_kept_for_180_days_and_no_longer(late: int, removed: int) -> None:
    factories.guide().unpublish()
    with time_machine.travel(timezone.now() + KEPT + timedelta(seconds=late)):
        assert forget_old_tombstones() == removed
    assert Tombstone.objects.count() == 1 - removed


@pytest.mark.parametrize(("told", "begins_again"), [(0, 1), (1, 1), (2, 0)])
def test_who_was_told_of_all_that_is_forgotten_goes_on_and_who_was_not_begins_again(
    told: int, begins_again: int
) -> None:
    pages = [factories.guide() for _ in range(3)]
    client = follower()
    for n, page in enumerate(pages[:2], start=1):
        page.unpublish()
        if told == n:
            client.catch_up()
    with time_machine.travel(timezone.now() + KEPT + timedelta(days=1)):
        assert forget_old_tombstones() == 2
        assert client.catch_up().documents == public_set(client.site_id)
    assert client.begun_again == begins_again
    assert set(client.documents) == {id_of(pages[2])}


def test_what_is_forgotten_later_counts_too() -> None:
    first, second, _stays = (factories.guide() for _ in range(3))
    first.unpublish()
    client = follower()
    with time_machine.travel(timezone.now() + timedelta(days=100)):
        second.unpublish()
    with time_machine.travel(timezone.now() + KEPT + timedelta(days=1)):
        assert forget_old_tombstones() == 1
        assert Tombstone.objects.count() == 1
        assert client.twin().catch_up().begun_again == 0
    with time_machine.travel(timezone.now() + KEPT + timedelta(days=101)):
        assert forget_old_tombstones() == 1
        assert client.catch_up().begun_again == 1
    assert FeedHorizon.objects.count() == 1


def test_forgetting_what_is_not_there_moves_nothing() -> None:
    factories.guide()
    assert forget_old_tombstones() == 0
    assert not FeedHorizon.objects.exists()


def test_a_guide_stays_when_its_tombstone_goes() -> None:
    """Its id is never given to another: the guide may come back."""
    page = factories.guide()
    client = follower()
    page.unpublish()
    with time_machine.travel(timezone.now() + KEPT + timedelta(days=1)):
        forget_old_tombstones()
        known = Guide.objects.get().pk
        factories.publish(page)
        assert Guide.objects.get().pk == known
        assert set(client.catch_up().documents) == {id_of(page)}


def test_a_tombstone_tells_when_and_why_it_was_set() -> None:
    page = factories.guide()
    later = timezone.now() + timedelta(days=3)
    with time_machine.travel(later, tick=False):
        page.unpublish()
    tombstone = Tombstone.objects.get()
    assert (tombstone.reason, tombstone.created_at, tombstone.site) == ("unpublished", later, factories.site())
