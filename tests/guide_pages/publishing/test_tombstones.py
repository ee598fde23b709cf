"""For how long readers are told that a guide is gone, and who has to begin again after that."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.management import call_command
from django.db.models.signals import pre_delete
from django.utils import timezone
from wagtail.models import Site

from guide_pages.models import FeedHorizon, Guide, GuidePage, Tombstone
from guide_pages.publishing.tombstones import forget_old_tombstones
from home.models import HomePage
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


def test_what_waits_to_be_told_is_not_forgotten() -> None:
    factories.guide().unpublish()
    Tombstone.objects.update(sequence=None)
    with time_machine.travel(timezone.now() + KEPT + timedelta(days=1)):
        assert forget_old_tombstones() == 0
    assert Tombstone.objects.exists()


def test_each_site_notes_how_far_back_its_own_tombstones_go() -> None:
    other = another_site()
    pages = [factories.guide(), factories.guide(parent=other.root_page)]
    for now in (timezone.now(), timezone.now() + KEPT):
        with time_machine.travel(now):
            for page in pages:
                GuidePage.objects.get(pk=page.pk).unpublish()
            told = {row.site_id: row.sequence for row in Tombstone.objects.all()}
            assert told[factories.site().pk] != told[other.pk]
        with time_machine.travel(now + KEPT + timedelta(days=1)):
            assert forget_old_tombstones() == 2
            assert dict(FeedHorizon.objects.values_list("site", "sequence")) == told
            for page in pages:
                factories.publish(GuidePage.objects.get(pk=page.pk))


def test_the_horizon_of_a_site_stays_where_only_another_forgets() -> None:
    other = another_site()
    here, there = factories.guide(), factories.guide(parent=other.root_page)
    here.unpublish()
    with time_machine.travel(timezone.now() + KEPT + timedelta(days=1)):
        forget_old_tombstones()
        before = FeedHorizon.objects.get(site=factories.site()).sequence
        there.unpublish()
        Tombstone.objects.update(sequence=before + 1000)
    FeedHorizon.objects.create(site=other, sequence=before + 10)
    with time_machine.travel(timezone.now() + 2 * KEPT + timedelta(days=2)):
        assert forget_old_tombstones() == 1
    assert FeedHorizon.objects.get(site=factories.site()).sequence == before
    assert FeedHorizon.objects.get(site=other).sequence == before + 1000


def test_how_far_back_tombstones_go_never_goes_back() -> None:
    """What was written first need not be told first."""
    factories.guide().unpublish()
    told = Tombstone.objects.get().sequence
    FeedHorizon.objects.create(site=factories.site(), sequence=told + 5)
    with time_machine.travel(timezone.now() + KEPT + timedelta(days=1)):
        assert forget_old_tombstones() == 1
    assert FeedHorizon.objects.get().sequence == told + 5


def test_what_fails_halfway_forgets_nothing() -> None:
    factories.guide().unpublish()
    pre_delete.connect(refuse, sender=Tombstone)
    try:
        with time_machine.travel(timezone.now() + KEPT + timedelta(days=1)), pytest.raises(RuntimeError):
            forget_old_tombstones()
    finally:
        pre_delete.disconnect(refuse, sender=Tombstone)
    assert Tombstone.objects.exists()
    assert not FeedHorizon.objects.exists()


def refuse(**kwargs: Any) -> None:
    raise RuntimeError("The disk is full.")


def another_site() -> Site:
    home = factories.site().root_page.get_parent().add_child(instance=HomePage(title="Second", slug="second"))
    return Site.objects.create(hostname="second.example", root_page=factories.guide_index(parent=home))


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
