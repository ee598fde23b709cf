"""Many at once: processes that send, decide and publish. On the database that the suite runs on."""

from __future__ import annotations

from collections.abc import Callable
from multiprocessing.connection import Connection

import pytest
from django.db import transaction

from guide_pages.models import Guide, GuidePage, Reply
from guide_pages.moderation.forgetting import erase
from guide_pages.moderation.moderating import moderate
from guide_pages.replies.limits import TooMany
from guide_pages.replies.receiving import NoParent, Sent, receive
from tests import factories
from tests.guide_pages.agreement import in_agreement
from tests.guide_pages.processes import Process, at_once, can_be_stopped, wait_until_stopped, writes_stopping

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)

PROCESSES = 8
#: As docs/replies.md promises them.
OF_A_NETWORK, UNDER_A_GUIDE = 5, 60


def sending(page: GuidePage, *, times: int, name: str, network: str = "", key: str = "") -> Callable[[Connection], int]:
    guide = page.guide.pk

    def act(pipe: Connection) -> int:
        taken = 0
        for n in range(times):
            text = "The same words." if key else f"Message {n} of {name}"
            where = network or f"{name} {n}"
            sent = Sent(name=name, email="a@example.org", text=text, network=where, key=key or f"{name} {n}")
            try:
                receive(guide, sent)
                taken += 1
            except TooMany:
                pass
        return taken

    return act


def test_a_double_submit_from_many_processes_is_one_reply() -> None:
    page = factories.guide()
    taken = at_once(*(sending(page, times=3, name="Ada", network="one", key="once") for _ in range(PROCESSES)))
    assert taken == [3] * PROCESSES
    assert Reply.objects.count() == 1


def test_the_limits_hold_for_many_processes() -> None:
    page, other = factories.guide(), factories.guide()
    one_network = at_once(*(sending(page, times=4, name=f"P{n}", network="one") for n in range(PROCESSES)))
    assert sum(one_network) == Reply.objects.count() == OF_A_NETWORK
    each = -(-UNDER_A_GUIDE // PROCESSES) + 4
    many = at_once(*(sending(other, times=each, name=f"P{n}") for n in range(PROCESSES)))
    assert sum(many) == Reply.objects.filter(guide=other.guide).count() == UNDER_A_GUIDE


def test_who_has_sent_too_much_is_refused_without_a_lock() -> None:
    """A flood waits for nobody, and nobody waits for it."""
    page = factories.guide()
    assert at_once(sending(page, times=OF_A_NETWORK, name="Ada", network="one")) == [OF_A_NETWORK]
    with Process(sending(page, times=1, name="Bob", network="one")) as process, transaction.atomic():
        Guide.objects.select_for_update().get(pk=page.guide.pk)
        process.go()
        assert process.says() == 0


def test_sending_deciding_and_publishing_at_once_loses_nothing_and_locks_nobody_out() -> None:
    page = factories.guide()
    replies = [factories.reply(page, f"Reply {n}") for n in range(12)]

    def deciding(mine: list[Reply]) -> Callable[[Connection], int]:
        def act(pipe: Connection) -> int:
            for state in ("approved", "rejected", "approved"):
                for reply in mine:
                    moderate([reply.pk], state, None)
            return len(mine)

        return act

    def answering(pipe: Connection) -> int:
        for n, reply in enumerate(replies):
            answer = Sent(
                name="Bea", email="b@example.org", text=f"Answer {n}", network=f"n{n}", key=f"k{n}", parent=None
            )
            receive(reply.guide_id, answer)
        return len(replies)

    def publishing(pipe: Connection) -> int:
        for n in range(4):
            factories.publish(GuidePage.objects.get(pk=page.pk), title=f"Title {n}")
        return 4

    assert at_once(deciding(replies[:6]), deciding(replies[6:]), answering, publishing) == [6, 6, 12, 4]
    assert Reply.objects.filter(state="approved").count() == 12
    assert Reply.objects.filter(state="waiting").count() == 12
    in_agreement()


def test_what_is_answered_may_be_erased_in_the_same_moment() -> None:
    page = factories.guide()
    parents = [factories.reply(page, f"Reply {n}", email="ada@example.org", state="approved") for n in range(10)]

    def answering(pipe: Connection) -> int:
        taken = 0
        for n, parent in enumerate(parents):
            sent = Sent("Bea", "b@example.org", f"Answer {n}", network=f"n{n}", key=f"k{n}", parent=parent.pk)
            try:
                receive(parent.guide_id, sent)
                taken += 1
            except NoParent:
                pass
        return taken

    def erasing(pipe: Connection) -> int:
        return erase("ada@example.org").replies

    taken, erased = at_once(answering, erasing)
    assert erased == 10
    assert Reply.objects.filter(name="Bea").count() == taken
    assert not Reply.objects.of_email("ada@example.org").exists()
    in_agreement()


def test_a_process_killed_while_it_decides_has_decided_nothing() -> None:
    page = factories.guide()
    reply = factories.reply(page)

    def act(pipe: Connection) -> None:
        can_be_stopped(pipe)
        moderate([reply.pk], "approved", None)

    with Process(act) as process, writes_stopping("guide_pages_delivery"):
        process.go()
        wait_until_stopped(process)
        process.kill()
    reply.refresh_from_db()
    assert reply.state == "waiting"
    in_agreement()
    moderate([reply.pk], "approved", None)
    in_agreement()
