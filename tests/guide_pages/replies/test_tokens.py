"""How long somebody may take to write a reply, and what a form's token is worth."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from guide_pages.models import GuidePage
from guide_pages.replies.tokens import Verdict, fresh_token, page_token, read_token
from tests import factories
from tests.guide_pages.replies.leaving import leave, token

GUIDE = uuid4()
HOUR = 60 * 60


def after(seconds: float) -> Verdict:
    now = timezone.now()
    with time_machine.travel(now, tick=False):
        given = fresh_token(GUIDE)
    with time_machine.travel(now + timedelta(seconds=seconds), tick=False):
        return read_token(given, GUIDE).verdict


@pytest.mark.parametrize(
    ("seconds", "verdict"),
    [
        (0, Verdict.TOO_QUICK),
        (2.9, Verdict.TOO_QUICK),
        (3.1, Verdict.GOOD),
        (10, Verdict.GOOD),
        (HOUR, Verdict.GOOD),
        (23.9 * HOUR, Verdict.GOOD),
        (24.1 * HOUR, Verdict.OLD),
        (7 * 24 * HOUR, Verdict.OLD),
    ],
)
def test_three_seconds_are_too_few_and_a_day_is_too_long(seconds: float, verdict: Verdict) -> None:
    assert after(seconds) is verdict


def test_a_pages_token_says_nothing_of_time_and_is_always_the_same() -> None:
    with time_machine.travel(timezone.now() - timedelta(days=400)):
        given = page_token(GUIDE)
    assert given == page_token(GUIDE)
    assert read_token(given, GUIDE).verdict is Verdict.UNTIMED


def test_each_fresh_token_names_another_reply() -> None:
    with time_machine.travel(timezone.now() - timedelta(minutes=1)):
        first, second = fresh_token(GUIDE), fresh_token(GUIDE)
    nonces = {read_token(given, GUIDE).nonce for given in (first, second)}
    assert len(nonces) == 2
    assert "" not in nonces


@pytest.mark.parametrize("forge", [page_token, fresh_token])
def test_a_token_of_another_guide_is_none(forge: object) -> None:
    assert callable(forge)
    with time_machine.travel(timezone.now() - timedelta(minutes=1)):
        given = forge(uuid4())
    assert read_token(given, GUIDE).verdict is Verdict.FORGED


@pytest.mark.parametrize("words", ["", "x", ":", "a:b:c", "\x00", "x" * 10_000])
def test_what_nobody_signed_is_none(words: str) -> None:
    assert read_token(words, GUIDE).verdict is Verdict.FORGED


def test_what_was_signed_for_the_page_is_no_fresh_token() -> None:
    given = page_token(GUIDE)
    assert read_token(given[:-1], GUIDE).verdict is Verdict.FORGED
    assert read_token(f"{given}x", GUIDE).verdict is Verdict.FORGED


@pytest.mark.django_db
@pytest.mark.parametrize(("seconds", "status"), [(HOUR, 303), (20 * HOUR, 303), (30 * HOUR, 422)])
def test_a_reader_may_take_an_hour_to_write_and_most_of_a_day(client: Client, seconds: float, status: int) -> None:
    page: GuidePage = factories.guide()
    assert leave(client, page, token=token(page, seconds)).status_code == status
