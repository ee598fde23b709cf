"""Whatever changes what a guide's readers are told waits for its page, and holds no row meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Site

from guide_pages.models import Delivery, Edition, FeedCounter, Guide, GuidePage, Reply, Tombstone
from guide_pages.moderation.forgetting import due_to_forget, erase
from guide_pages.moderation.moderating import answer, moderate, undo
from guide_pages.publishing.in_step import bring_in_step
from guide_pages.publishing.rows import lock_pages
from guide_pages.publishing.sequences import give_all_sequences
from guide_pages.publishing.taking_away import take_page_away
from guide_pages.publishing.tombstones import forget_old_tombstones
from guide_pages.publishing.withdrawing import mark_withdrawn
from home.models import HomePage
from tests import factories
from tests.guide_pages.processes import Process, wait_until_blocked

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


def reply(**fields: Any) -> Reply:
    return Reply.objects.filter(**fields).order_by("created_at")[0]


def long_after(act: Callable[[], Any]) -> Callable[[], Any]:
    def later() -> Any:
        with time_machine.travel(timezone.now() + timedelta(days=200)):
            return act()

    return later


def forget(what: str) -> None:
    for name, act in due_to_forget():
        if what in name:
            act()


def undo_the_last() -> None:
    undo(_UNDONE[0], None)


_UNDONE: list[Any] = []

ACTS: dict[str, Callable[[], Any]] = {
    "bring in step": lambda: bring_in_step(GuidePage.objects.get(slug="sleep").pk),
    "save a draft": lambda: GuidePage.objects.get(slug="sleep").save_revision(),
    "save": lambda: GuidePage.objects.get(slug="sleep").save(),
    "publish": lambda: GuidePage.objects.get(slug="sleep").get_latest_revision().publish(),
    "unpublish": lambda: GuidePage.objects.get(slug="sleep").unpublish(),
    "take away": lambda: take_page_away(GuidePage.objects.get(slug="sleep").pk),
    "withdraw": lambda: mark_withdrawn(Edition.objects.get(guide__page__slug="sleep", number=1), "Wrong."),
    "forget what was refused": long_after(lambda: forget("replies to guide")),
    "moderate": lambda: moderate([reply(state="waiting").pk], "approved", None),
    "undo": undo_the_last,
    "answer": lambda: answer(reply(state="approved"), "Yes.", "The editors", None),
    "erase": lambda: erase("ada@example.org"),
}


@pytest.fixture
def page() -> GuidePage:
    page = factories.guide(title="Sleep", slug="sleep")
    factories.publish(page, title="Sleep better")
    factories.guide(slug="gone").unpublish()
    factories.reply(page, "Mine.", email="ada@example.org", state="approved", network="a hash")
    factories.reply(page, "Refused.", state="spam")
    waiting = factories.reply(page, "Waiting.")
    factories.reply(page, "Decided.")
    act = moderate([reply(text="Decided.").pk], "rejected", None)
    assert act is not None
    assert waiting.state == "waiting"
    _UNDONE[:] = [act.uuid]
    return page


@pytest.mark.parametrize("name", ACTS)
def test_it_waits_for_the_page_and_holds_nothing(page: GuidePage, name: str) -> None:
    with Process(lambda pipe: ACTS[name]() and None) as process:
        with transaction.atomic():
            lock_pages([page.pk])
            process.go()
            wait_until_blocked()
            for model in (Guide, Reply, Tombstone, GuidePage):
                list(model.objects.select_for_update(nowait=True, of=("self",)))
        assert process.failure() == ""


WITHOUT_WAITING: dict[str, Callable[[], Any]] = {
    "another guide is published": lambda: factories.publish(GuidePage.objects.get(slug="rest"), title="Rest well"),
    "another guide's draft is saved": lambda: GuidePage.objects.get(slug="rest").save_revision(),
    "a guide is born": lambda: factories.guide(slug="new"),
    "sequences are given": give_all_sequences,
    "tombstones are forgotten": long_after(forget_old_tombstones),
    "networks are forgotten": long_after(lambda: forget("networks")),
}


@pytest.mark.parametrize("name", WITHOUT_WAITING)
def test_what_concerns_other_guides_waits_for_nobody(page: GuidePage, name: str) -> None:
    factories.guide(slug="rest")
    with Process(lambda pipe: WITHOUT_WAITING[name]() and None) as process, transaction.atomic():
        lock_pages([page.pk])
        bring_in_step(page.pk, was_hidden=True)  # all that publishing writes, and does not commit yet
        process.go()
        assert process.failure() == ""


def test_a_site_does_not_wait_for_another(page: GuidePage) -> None:
    home = factories.site().root_page.get_parent().add_child(instance=HomePage(title="Second", slug="second"))
    second = Site.objects.create(hostname="second.example", root_page=home)
    elsewhere = factories.guide_index(parent=home)
    with (
        Process(lambda pipe: factories.guide(parent=elsewhere, slug="theirs") and None) as process,
        transaction.atomic(),
    ):
        FeedCounter.lock(factories.site().pk)
        assert process.go().failure() == ""
    assert Delivery.objects.get(site=second).sequence is not None


def test_what_is_just_being_written_gets_its_sequence_from_who_writes_it(page: GuidePage) -> None:
    """Others are left to it, also where it writes only the page, and what waits is another's."""
    Delivery.objects.update(sequence=None, html_digest="of the templates before")
    with Process(lambda pipe: give_all_sequences() and None) as other, transaction.atomic():
        bring_in_step(page.pk)
        assert other.go().failure() == ""
    assert Delivery.objects.get(guide__page=page.pk).sequence is not None


def test_a_transaction_of_many_gives_sequences_once(page: GuidePage) -> None:
    pages = [page, *(factories.guide() for _ in range(5))]
    with CaptureQueriesContext(connection) as queries, transaction.atomic():
        for each in pages:
            bring_in_step(each.pk, was_hidden=True)
    locked = [query["sql"] for query in queries if 'FROM "guide_pages_feedcounter"' in query["sql"]]
    assert len(locked) == 1
    assert not Delivery.objects.filter(sequence=None).exists()
