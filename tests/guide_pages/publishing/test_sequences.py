"""When what was published gets its place in a site's feed: after the commit, once, and of each site by itself."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.models.signals import pre_save
from django.test import TestCase
from django.test.utils import CaptureQueriesContext
from wagtail.models import Site

from guide_pages.models import Delivery, FeedCounter, GuidePage, Tombstone
from guide_pages.publishing import sequences
from guide_pages.publishing.in_step import bring_in_step
from guide_pages.publishing.sequences import (
    after_commit,
    give_all_sequences,
    give_sequences,
    left_behind,
    waiting_sites,
)
from home.models import HomePage
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def second() -> Site:
    home = factories.site().root_page.get_parent().add_child(instance=HomePage(title="Second", slug="second"))
    return Site.objects.create(hostname="second.example", root_page=factories.guide_index(parent=home))


def nobody_gives() -> None:
    """Everything waits, as if all who published had been killed right after their commits."""
    Delivery.objects.update(sequence=None)
    Tombstone.objects.update(sequence=None)


def given() -> list[int | None]:
    rows = [rows.values_list("sequence", flat=True) for rows in (Delivery.objects.all(), Tombstone.objects.all())]
    return [sequence for each in rows for sequence in each]


def test_where_nothing_waits_no_counter_is_made() -> None:
    assert give_sequences(factories.site().pk) == 0
    assert not FeedCounter.objects.exists()


def test_what_waits_gets_the_next_ones_and_the_counter_knows() -> None:
    pages = [factories.guide() for _ in range(3)]
    before = FeedCounter.objects.get().value
    nobody_gives()
    assert give_sequences(factories.site().pk) == 3
    assert sorted(given()) == [before + 1, before + 2, before + 3]
    order = Delivery.objects.order_by("sequence").values_list("pk", flat=True)
    assert list(order) == sorted(order)
    for page in pages[:2]:
        page.unpublish()
    nobody_gives()
    assert give_sequences(factories.site().pk) == 3
    assert Tombstone.objects.filter(sequence__gt=before + 5).count() == 2
    assert FeedCounter.objects.get().value == before + 8


@pytest.mark.parametrize("act", [GuidePage.save, GuidePage.unpublish], ids=["a guide", "a tombstone"])
def test_one_that_waits_is_enough(act: Callable[[GuidePage], Any]) -> None:
    act(factories.guide())
    nobody_gives()
    assert give_sequences(factories.site().pk) == 1
    assert None not in given()


def test_each_site_is_given_its_own(second: Site) -> None:
    factories.guide()
    there = [factories.guide(parent=second.root_page) for _ in range(2)]
    there[0].unpublish()
    nobody_gives()
    sites = sorted([factories.site().pk, second.pk])
    assert waiting_sites() == sites
    assert give_sequences(second.pk) == 2
    assert waiting_sites() == [factories.site().pk]
    assert Delivery.objects.get(sequence=None).site == factories.site()
    nobody_gives()
    assert give_all_sequences() == 3
    assert (waiting_sites(), give_all_sequences()) == ([], 0)


def test_what_fails_halfway_gives_nothing_and_no_sequence_twice() -> None:
    pages = [factories.guide() for _ in range(2)]
    nobody_gives()
    pre_save.connect(refuse, sender=FeedCounter)
    try:
        with pytest.raises(RuntimeError):
            give_sequences(factories.site().pk)
    finally:
        pre_save.disconnect(refuse, sender=FeedCounter)
    assert given() == [None] * len(pages)
    assert give_sequences(factories.site().pk) == 2


def refuse(**kwargs: Any) -> None:
    raise RuntimeError("The disk is full.")


# Left behind


def test_what_nobody_gives_is_left_behind() -> None:
    assert left_behind() == 0
    page, _stays = factories.guide(), factories.guide()
    page.unpublish()
    nobody_gives()
    began = time.monotonic()
    assert left_behind() == 2
    assert time.monotonic() - began > 0.9  # whoever has just published has the time to give theirs


def test_what_somebody_gives_meanwhile_is_not_and_nobody_waits_where_nothing_does(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    looked = []

    def meanwhile(seconds: float) -> None:
        looked.append(seconds)
        give_all_sequences()
        Delivery.objects.filter(guide=factories.guide().guide).update(sequence=None)

    factories.guide()
    monkeypatch.setattr(time, "sleep", meanwhile)
    assert (left_behind(), looked) == (0, [])
    nobody_gives()
    assert left_behind() == 0
    assert looked == [1]


# In one transaction


@pytest.fixture
def after_commits(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sequences are given after the commit, as they are outside of tests."""
    monkeypatch.setattr(sequences, "after_commit", after_commit)


def times_looked(act: Callable[[], Any]) -> int:
    """How often it is looked whether anything waits, by who gives sequences after the commit."""
    with CaptureQueriesContext(connection) as queries, TestCase.captureOnCommitCallbacks(execute=True):
        act()
    looks = [query["sql"] for query in queries if '"sequence" IS NULL' in query["sql"] and "LIMIT 1" in query["sql"]]
    return len(looks)


def send_again(*pages: GuidePage) -> None:
    for page in pages:
        bring_in_step(page.pk, was_hidden=True)


def test_a_transaction_gives_those_of_each_site_once(second: Site, after_commits: None) -> None:
    here = [factories.guide() for _ in range(2)]
    there = [factories.guide(parent=second.root_page) for _ in range(2)]
    give_all_sequences()
    assert times_looked(lambda: send_again(here[0], there[0], here[1], there[1])) == 2
    assert None not in given()


def test_nothing_is_given_before_the_commit(after_commits: None) -> None:
    page = factories.guide()
    give_all_sequences()
    with TestCase.captureOnCommitCallbacks(execute=True):
        send_again(page)
        assert given() == [None]
    assert None not in given()


def test_what_was_rolled_back_keeps_nothing_waiting(after_commits: None) -> None:
    stays, rolled_back = factories.guide(), factories.guide()
    give_all_sequences()

    def publish() -> None:
        send_again(stays)
        with transaction.atomic():
            send_again(rolled_back)
            transaction.set_rollback(True)

    assert times_looked(publish) == 1
    assert None not in given()


def test_a_failure_after_the_commit_is_logged_and_hinders_nothing_else(
    after_commits: None, caplog: pytest.LogCaptureFixture
) -> None:
    done = []

    with TestCase.captureOnCommitCallbacks(execute=True):
        after_commit(refuse)
        after_commit(lambda: done.append(True))
    assert done == [True]
    assert "The disk is full." in caplog.text
