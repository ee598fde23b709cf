"""Who sends a reply waits for who has its guide, and for nobody else: what the locks of PostgreSQL are for here."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from multiprocessing.connection import Connection
from typing import Any
from uuid import UUID

import pytest
import time_machine
from django.db import transaction
from django.utils import timezone

from guide_pages.models import Edition, GuidePage, Reply
from guide_pages.moderation.forgetting import erase, purge
from guide_pages.replies.limits import TooMany
from guide_pages.replies.receiving import NoParent, Sent, receive
from tests import factories
from tests.guide_pages.agreement import in_agreement
from tests.guide_pages.processes import Process, wait_until_blocked

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)

EMAIL = "ada@example.org"
OF_A_NETWORK = 5  # as docs/replies.md promises


@pytest.fixture
def page() -> GuidePage:
    return factories.guide(title="Sleep", slug="sleep")


@pytest.fixture
def guide(page: GuidePage) -> UUID:
    return page.guide.pk


def send(guide: UUID, text: str, **fields: Any) -> str:
    """Send it; return what became of it."""
    try:
        receive(guide, Sent("Bea", "bea@example.org", text, network="one", key=text, **fields))
    except (TooMany, NoParent) as refusal:
        return type(refusal).__name__
    return "taken"


def sending(guide: UUID, text: str, **fields: Any) -> Callable[[Connection], str]:
    return lambda pipe: send(guide, text, **fields)


def test_who_sends_while_the_last_of_five_is_stored_waits_for_it_and_is_refused(guide: UUID) -> None:
    with Process(sending(guide, "One too many.")) as process:
        with transaction.atomic():
            for n in range(OF_A_NETWORK):
                assert send(guide, f"Message {n}.") == "taken"
            process.go()
            wait_until_blocked()
        assert process.says() == "TooMany"
    assert Reply.objects.count() == OF_A_NETWORK


def test_what_is_sent_twice_at_once_is_one_reply(guide: UUID) -> None:
    with Process(sending(guide, "Sent twice.")) as process:
        with transaction.atomic():
            send(guide, "Sent twice.")
            process.go()
            wait_until_blocked()
        assert process.says() == "taken"
    assert Reply.objects.count() == 1


def test_a_guide_is_published_while_a_reply_to_it_is_stored(page: GuidePage, guide: UUID) -> None:
    def publish(pipe: Connection) -> None:
        factories.publish(GuidePage.objects.get(pk=page.pk), title="Sleep better")

    with Process(publish) as process, transaction.atomic():
        send(guide, "Does it help?")
        process.go()
        assert process.failure() == ""
    assert Edition.objects.count() == 2


def test_an_answer_to_what_is_erased_in_that_moment_waits_and_is_refused(page: GuidePage, guide: UUID) -> None:
    parent = factories.reply(page, "Mine.", email=EMAIL, state="approved")
    with Process(sending(guide, "An answer.", parent=parent.pk)) as process:
        with transaction.atomic():
            erase(EMAIL)
            process.go()
            wait_until_blocked()
        assert process.says() == "NoParent"
    assert not Reply.objects.exists()
    in_agreement()


def test_an_answer_to_what_is_forgotten_in_that_moment_waits_and_is_refused(page: GuidePage, guide: UUID) -> None:
    """The page was deleted while a reader wrote it."""
    parent = factories.reply(page, "Shown.", state="approved")
    page.delete()
    later = time_machine.travel(timezone.now() + timedelta(days=31))
    with later, Process(sending(guide, "An answer.", parent=parent.pk)) as process:
        with transaction.atomic():
            assert purge() == 1
            process.go()
            wait_until_blocked()
        assert process.says() == "NoParent"
    assert not Reply.objects.exists()


def test_other_guides_take_replies_while_something_is_erased(page: GuidePage) -> None:
    factories.reply(page, "Mine.", email=EMAIL, state="approved")
    other = factories.guide().guide.pk
    with Process(sending(other, "Does it help?")) as process, transaction.atomic():
        erase(EMAIL)
        process.go()
        assert process.says() == "taken"
