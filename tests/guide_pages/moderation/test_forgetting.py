"""What is erased for a person, what stays for others, and on which day what was refused is gone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from faq_blocks.models import FaqEntry
from guide_pages.models import Delivery, Guide, GuidePage, Reply
from guide_pages.moderation.forgetting import due_to_forget, erase, export, purge
from guide_pages.moderation.moderating import answer, moderate
from guide_pages.moderation.questions import make_question
from tests import factories

pytestmark = pytest.mark.django_db

EMAIL = "ada@example.org"
KEPT = timedelta(days=30)  # as docs/replies.md promises
A_WHILE = timedelta(minutes=1)


def later(days: timedelta) -> Any:
    return time_machine.travel(timezone.now() + days)


def there() -> set[str]:
    return set(Reply.objects.values_list("text", flat=True))


# What was refused.


def seen_and_refused(page: GuidePage, state: str) -> Reply:
    """A moderator refused it a while after it came."""
    reply = factories.reply(page, f"Refused as {state}.")
    Reply.objects.filter(pk=reply.pk).update(created_at=timezone.now() - timedelta(days=20))
    moderate([reply.pk], state, None)
    return reply


@pytest.mark.parametrize("state", ["rejected", "spam", "deleted"])
def test_what_was_refused_is_gone_thirty_days_after_that(page: GuidePage, state: str) -> None:
    seen_and_refused(page, state)
    with later(KEPT - A_WHILE):
        assert Reply.objects.exclude(network="").count() == 0
        purge()
        assert there() == {f"Refused as {state}."}
    with later(KEPT + A_WHILE):
        assert purge() == 1
    assert there() == set()
    assert Guide.objects.get().page_id == page.pk, "the guide is there, and takes replies"


def test_spam_that_nobody_looked_at_is_gone_after_thirty_days_while_its_guide_stays(page: GuidePage) -> None:
    Reply.objects.create(guide=page.guide, name="x", text="Buy pills.", state="spam")
    factories.reply(page, "Shown.", state="approved")
    factories.reply(page, "Waiting.")
    with later(KEPT - A_WHILE):
        assert purge() == 0
    with later(KEPT + A_WHILE):
        assert purge() == 1
    assert there() == {"Shown.", "Waiting."}


@pytest.mark.parametrize("state", ["waiting", "approved"])
def test_what_waits_or_is_shown_stays_for_years(page: GuidePage, state: str) -> None:
    factories.reply(page, "Of value.", state=state)
    with later(timedelta(days=3650)):
        assert purge() == 0
    assert there() == {"Of value."}


@pytest.mark.parametrize("state", Reply.State.values)
def test_replies_to_a_guide_that_is_gone_are_gone_after_thirty_days(page: GuidePage, state: str) -> None:
    factories.reply(page, "Of no guide.", state=state)
    GuidePage.objects.get().delete()
    with later(KEPT - A_WHILE):
        assert purge() == 0
    with later(KEPT + A_WHILE):
        assert purge() == 1
    assert there() == set()


def test_answers_to_what_was_refused_go_with_it(page: GuidePage) -> None:
    parent = factories.reply(page, "Refused.")
    factories.reply(page, "An answer to it.", parent=parent)
    moderate([parent.pk], "rejected", None)
    with later(KEPT + A_WHILE):
        purge()
    assert there() == set()


def test_the_minutes_command_does_it_for_each_guide(page: GuidePage) -> None:
    for guide in (page, factories.guide()):
        seen_and_refused(guide, "spam")
    with later(KEPT + A_WHILE):
        call_command("publish_scheduled")
    assert there() == set()


@pytest.mark.parametrize(("extra", "kept"), [(-A_WHILE, True), (A_WHILE, False)])
def test_a_network_is_known_for_thirty_days(page: GuidePage, extra: timedelta, kept: bool) -> None:
    for state in Reply.State.values:
        Reply.objects.create(guide=page.guide, name="x", text="x", state=state, network="a hash")
    Reply.objects.update(moderated_at=timezone.now() + timedelta(days=60))
    with later(KEPT + extra):
        assert purge() == (0 if kept else 5)
    assert set(Reply.objects.values_list("network", flat=True)) == ({"a hash"} if kept else {""})


def test_where_nothing_has_been_kept_long_enough_there_is_nothing_to_do(page: GuidePage) -> None:
    factories.reply(page, network="a hash")
    seen_and_refused(page, "spam")
    assert list(due_to_forget()) == []


def test_each_guides_are_forgotten_by_themselves(page: GuidePage) -> None:
    """So that one guide whose replies cannot be removed keeps no other's."""
    guides = [page.guide, factories.guide().guide]
    for guide in guides:
        for n in range(2):
            Reply.objects.create(guide=guide, name="x", text=f"{guide.pk} {n}", state="spam")
    with later(KEPT + A_WHILE):
        due = dict(due_to_forget())
        assert set(due) == {f"replies to guide {guide.pk}" for guide in guides}
        assert len(list(due_to_forget())) == 2
        assert due[f"replies to guide {guides[0].pk}"]() == 2
    assert there() == {f"{guides[1].pk} {n}" for n in range(2)}


# What is erased, and what stays.


def test_the_question_that_was_published_from_a_reply_stays(client: Client, page: GuidePage) -> None:
    """It is the publisher's now: with their answer, and other people read it."""
    entry = make_question(factories.reply(page, "Is it safe?", email=EMAIL), factories.moderator())
    entry.get_latest_revision().publish()
    assert FaqEntry.objects.get().live
    assert entry.revisions.count() == 1, "nobody has edited it"
    erased = erase(EMAIL)
    assert (erased.replies, [kept.pk for kept in erased.entries]) == (1, [entry.pk])
    assert FaqEntry.objects.filter(pk=entry.pk, live=True).exists()
    assert there() == set()


def test_a_question_that_nobody_worked_on_goes(page: GuidePage) -> None:
    make_question(factories.reply(page, "Is it safe?", email=EMAIL), factories.moderator())
    erased = erase(EMAIL)
    assert (erased.replies, erased.entries) == (1, [])
    assert not FaqEntry.objects.exists()


def test_a_question_that_somebody_edited_stays_as_a_draft(page: GuidePage) -> None:
    entry = make_question(factories.reply(page, "Is it safe?", email=EMAIL), factories.moderator())
    entry.answer = "<p>Yes.</p>"
    entry.save_revision()
    assert [kept.pk for kept in erase(EMAIL).entries] == [entry.pk]
    assert FaqEntry.objects.filter(live=False).count() == 1


@pytest.mark.parametrize(
    ("who", "state", "place"),
    [
        ("another@example.org", "approved", True),
        ("another@example.org", "waiting", True),
        ("another@example.org", "rejected", False),
        ("another@example.org", "spam", False),
        ("another@example.org", "deleted", False),
        (EMAIL, "approved", False),
        (EMAIL, "waiting", False),
        (EMAIL.upper(), "approved", False),
    ],
)
def test_an_empty_place_stays_only_where_somebody_else_has_answered(
    page: GuidePage, who: str, state: str, place: bool
) -> None:
    mine = factories.reply(page, "Mine.", email=EMAIL, state="approved")
    theirs = factories.reply(page, "An answer.", email=who, parent=mine)
    if state != "waiting":
        moderate([theirs.pk], state, None)
    erase(EMAIL)
    assert there() == ({"", "An answer."} if place else set())


def test_nothing_of_a_person_is_left_in_an_empty_place(page: GuidePage) -> None:
    sent = {"network": "a hash", "suspicion": "The same words.", "key": "k", "name": "Ada", "email": EMAIL}
    mine = factories.reply(page, "Mine.", state="approved", **sent)
    entry = make_question(mine, factories.moderator())
    entry.get_latest_revision().publish()
    factories.reply(page, "An answer.", parent=mine, state="approved")
    erase(EMAIL)
    empty = Reply.objects.get(pk=mine.pk)
    emptied = ("name", "email", "text", "network", "fingerprint", "suspicion")
    assert [getattr(empty, name) for name in emptied] == [""] * 6
    assert (empty.key, empty.faq_entry) == (None, None)
    assert (empty.state, empty.guide_id, empty.created_at) == ("approved", mine.guide_id, mine.created_at)


def test_the_publishers_answer_goes_and_other_readers_stay(page: GuidePage) -> None:
    mine = factories.reply(page, "Mine.", email=EMAIL, state="approved")
    answer(mine, "To Ada alone.", "The editors", factories.moderator())
    factories.reply(page, "Same here.", parent=mine, state="approved")
    erase(EMAIL)
    assert there() == {"", "Same here."}


def test_an_answer_of_theirs_to_somebody_else_goes_and_what_it_answered_stays(page: GuidePage) -> None:
    theirs = factories.reply(page, "Theirs.", state="approved")
    factories.reply(page, "My answer.", parent=theirs, email=EMAIL, state="approved")
    erase(EMAIL)
    assert there() == {"Theirs."}


def test_nobody_elses_answer_from_the_publisher_goes(page: GuidePage) -> None:
    theirs = factories.reply(page, "Theirs.", state="approved")
    answer(theirs, "To Bea.", "The editors", factories.moderator())
    mine = factories.reply(page, "Mine.", email=EMAIL, state="approved")
    factories.reply(page, "Same here.", parent=mine, state="approved")
    erase(EMAIL)
    assert "To Bea." in there()


def test_what_others_say_to_each_other_stays_as_it_is(page: GuidePage) -> None:
    theirs = factories.reply(page, "Theirs.", state="approved")
    factories.reply(page, "An answer to it.", parent=theirs, state="approved")
    answer(theirs, "To both.", "The editors", factories.moderator())
    factories.reply(page, "Mine.", email=EMAIL, state="approved")
    before = list(Reply.objects.exclude(email=EMAIL).order_by("pk").values())
    erase(EMAIL)
    assert list(Reply.objects.order_by("pk").values()) == before


@pytest.mark.parametrize("act", [lambda: erase(EMAIL), lambda: erase(f" {EMAIL.upper()} ")])
def test_it_is_gone_from_every_guide_in_the_same_moment(act: Callable[[], Any]) -> None:
    pages = [factories.guide() for _ in range(2)]
    for page in pages:
        factories.reply(page, "Mine, and shown.", email=EMAIL, state="approved")
    assert act().replies == 2
    assert all(b"Mine, and shown." not in bytes(delivery.html) for delivery in Delivery.objects.all())


def test_what_is_told_is_whole(page: GuidePage) -> None:
    parent = factories.reply(page, "Theirs.", state="approved")
    mine = factories.reply(
        page, "Mine.", email=EMAIL, parent=parent, network="a hash", suspicion="Why not.", state="rejected"
    )
    gone = factories.guide(title="Gone")
    factories.reply(gone, "Under what is gone.", email=EMAIL)
    gone.delete()
    first, second = export(EMAIL)
    assert first == {
        "id": str(mine.pk),
        "guide": str(page.guide.pk),
        "page": "Sleep well",
        "in_reply_to": str(parent.pk),
        "state": "rejected",
        "name": "Ada Example",
        "email": EMAIL,
        "text": "Mine.",
        "created_at": mine.created_at.isoformat(),
        "moderated_at": mine.moderated_at.isoformat(),
        "suspicion": "Why not.",
        "about": None,
        "is_private": False,
        "network_hash": "a hash",
        "words_hash": mine.fingerprint,
        "became_faq_entry": None,
    }
    unset = ("page", "in_reply_to", "moderated_at", "suspicion", "network_hash")
    assert [second[name] for name in unset] == [None] * 5
    assert second["text"] == "Under what is gone."


def test_it_is_told_from_the_oldest_on(page: GuidePage) -> None:
    for days in (2, 3, 1):
        sent = timezone.now() - timedelta(days=days)
        factories.reply(page, f"{days} days ago.", email=EMAIL, created_at=sent)
    assert [told["text"] for told in export(EMAIL)] == ["3 days ago.", "2 days ago.", "1 days ago."]
