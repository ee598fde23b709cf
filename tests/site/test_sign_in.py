"""How often a password may be tried, who is locked out for it, and that readers do not wait for it."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from axes.models import AccessAttempt
from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import check_password, make_password
from django.core import mail
from django.core.management import call_command
from django.db import connections
from django.test import Client
from django.utils import timezone

from config import hashing

pytestmark = pytest.mark.django_db

NAME, PASSWORD = "ines", "correct horse battery"
LOGIN = "/admin/login/"
RESET = "/admin/password_reset/"


@pytest.fixture(autouse=True)
def ines() -> Any:
    return get_user_model().objects.create_superuser(NAME, "ines@example.org", PASSWORD)


def sign_in(password: str, name: str = NAME, address: str = "203.0.113.7", path: str = LOGIN, **more: str) -> Any:
    data = {"username": name, "password": password}
    return Client().post(path, data, REMOTE_ADDR=address, HTTP_USER_AGENT=more.pop("agent", "x"), **more)


def fail(times: int, **how: str) -> list[int]:
    return [sign_in("wrong", **how).status_code for _ in range(times)]


def test_after_five_wrong_passwords_the_right_one_is_refused_too() -> None:
    assert fail(60) == [200] * 4 + [429] * 56
    refused = sign_in(PASSWORD)
    assert refused.status_code == 429
    assert "sessionid" not in refused.cookies
    assert 0 < int(refused["Retry-After"]) <= 15 * 60
    assert "no-store" in refused["Cache-Control"]
    words = refused.content.decode()
    assert "Too many wrong passwords" in words
    assert "Try again in 15 minutes." in words


@pytest.mark.parametrize("path", [LOGIN, "/_util/login/"])
def test_every_door_is_one(path: str) -> None:
    fail(5, path="/_util/login/" if path == LOGIN else LOGIN)
    assert sign_in(PASSWORD, path=path).status_code == 429


def test_it_ends_by_itself_and_trying_on_does_not_prolong_it() -> None:
    fail(5)
    with time_machine.travel(timezone.now() + timedelta(minutes=14), tick=False):
        assert set(fail(10)) == {429}
        assert int(sign_in("wrong")["Retry-After"]) <= 60
    with time_machine.travel(timezone.now() + timedelta(minutes=15, seconds=1), tick=False):
        assert sign_in(PASSWORD).status_code == 302


def test_another_browser_or_header_is_no_way_round_it() -> None:
    for number in range(5):
        sign_in("wrong", agent=f"Browser {number}", HTTP_X_FORWARDED_FOR=f"198.51.100.{number}")
    assert sign_in(PASSWORD, agent="Another", HTTP_X_FORWARDED_FOR="198.51.100.99").status_code == 429


def test_behind_a_proxy_the_address_is_the_one_that_the_proxy_wrote(settings: Any) -> None:
    settings.NINJA_NUM_PROXIES = 1
    for number in range(5):
        sign_in("wrong", HTTP_X_FORWARDED_FOR=f"198.51.100.{number}, 203.0.113.9")
    assert sign_in(PASSWORD, HTTP_X_FORWARDED_FOR="192.0.2.1, 203.0.113.9").status_code == 429
    assert sign_in(PASSWORD, HTTP_X_FORWARDED_FOR="203.0.113.9, 192.0.2.1").status_code == 302


def test_addresses_of_one_subscriber_are_one() -> None:
    for number in range(5):
        sign_in("wrong", address=f"2001:db8:1:100:{number}::1")
    assert sign_in(PASSWORD, address="2001:db8:1:1ff::9").status_code == 429
    assert sign_in(PASSWORD, address="2001:db8:1:200::9").status_code == 302


def test_who_knows_an_editors_name_cannot_lock_the_editor_out() -> None:
    fail(5, address="198.51.100.66")
    assert sign_in(PASSWORD, address="203.0.113.7").status_code == 302


def test_one_attacker_does_not_lock_out_all_of_a_carriers_network() -> None:
    for number in range(30):
        fail(5 if number < 2 else 1, name=f"somebody{number}")
    assert sign_in(PASSWORD).status_code == 302


def test_the_right_password_begins_anew() -> None:
    fail(4)
    assert sign_in(PASSWORD).status_code == 302
    assert fail(4) == [200] * 4
    assert AccessAttempt.objects.count() == 1


def test_an_operator_can_lift_it() -> None:
    fail(5)
    call_command("axes_reset_username", NAME, verbosity=0)
    assert sign_in(PASSWORD).status_code == 302


@pytest.mark.parametrize("address", ["", "unix:", "not an address", "fe80::1%eth0"])
def test_whatever_stands_for_an_address_counts(address: str) -> None:
    assert fail(5, address=address)[-1] == 429
    assert sign_in(PASSWORD, address=address).status_code == 429


@pytest.mark.parametrize("name", ["x" * 5000, "\x00", "\u202e" * 400, "'; --", "İ" * 200])
def test_no_name_is_an_error(name: str) -> None:
    assert set(fail(2, name=name)) == {200}


def test_a_locked_name_costs_no_hashing(settings: Any) -> None:
    fail(5)
    settings.PASSWORD_HASHERS = ["tests.site.test_sign_in.NoHasher"]
    assert sign_in(PASSWORD).status_code == 429


class NoHasher(hashing.OneAtATimeHasher):
    """Fails the test that hashes."""

    def encode(self, *args: Any) -> str:
        raise AssertionError("A password was hashed.")


# Reset mails.


@pytest.fixture
def _hour() -> Iterator[None]:
    """What is counted anew every hour is not in the middle of a test."""
    with time_machine.travel(datetime(2026, 11, 27, 9, 1, tzinfo=UTC), tick=False):
        yield


def ask_for_reset(email: str, address: str = "203.0.113.7") -> Any:
    return Client().post(RESET, {"email": email}, REMOTE_ADDR=address)


@pytest.mark.usefixtures("_hour")
def test_nobody_is_sent_more_than_three_reset_mails_an_hour_and_nobody_is_told() -> None:
    answers = [
        ask_for_reset(email, address=f"203.0.113.{number}")
        for number, email in enumerate(
            ["ines@example.org", "INES@example.org", " ines@example.org ", "ines@example.org"]
        )
    ]
    assert {(answer.status_code, answer["Location"]) for answer in answers} == {(302, "/admin/password_reset/done/")}
    assert len(mail.outbox) == 3


@pytest.mark.usefixtures("_hour")
def test_one_network_asks_for_ten_an_hour() -> None:
    statuses = [ask_for_reset(f"{number}@example.org").status_code for number in range(12)]
    assert statuses == [302] * 10 + [429] * 2
    refused = ask_for_reset("ines@example.org")
    assert int(refused["Retry-After"]) <= 3600
    assert not mail.outbox
    assert ask_for_reset("ines@example.org", address="192.0.2.5").status_code == 302
    assert len(mail.outbox) == 1


@pytest.mark.usefixtures("_hour")
def test_the_form_is_shown_to_who_has_had_enough_of_it() -> None:
    for _number in range(12):
        ask_for_reset("x@example.org")
    assert Client().get(RESET, REMOTE_ADDR="203.0.113.7").status_code == 200


# Hashing.


@pytest.fixture
def slow(settings: Any) -> None:
    settings.PASSWORD_HASHERS = ["config.hashing.OneAtATimeHasher"]


def test_a_hash_is_djangos(slow: None) -> None:
    stored = make_password(PASSWORD)
    assert stored.startswith("pbkdf2_sha256$")
    assert check_password(PASSWORD, stored)
    assert not check_password("wrong", stored)


def test_one_is_hashed_at_a_time_and_few_wait(slow: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hashing, "PATIENCE", 60)
    done: list[str] = []
    with hashing._in_turn():
        waiting = [threading.Thread(target=lambda: done.append(make_password("x"))) for _ in range(hashing.WAITING)]
        for thread in waiting:
            thread.start()
        while hashing._places._value:  # until they stand in line
            time.sleep(0.001)
        with pytest.raises(hashing.HashingBusy):
            make_password("x")
        assert not done
    for thread in waiting:
        thread.join()
    assert len(done) == hashing.WAITING
    assert make_password("x")


def test_who_comes_when_too_many_wait_is_told_to_come_again_and_not_counted(slow: None) -> None:
    with hashing._in_turn():
        for _place in range(hashing.WAITING):
            assert hashing._places.acquire(blocking=False)
        busy = sign_in("wrong")
        for _place in range(hashing.WAITING):
            hashing._places.release()
    assert busy.status_code == 503
    assert busy["Retry-After"] == "5"
    assert "Many people are signing in" in busy.content.decode()
    assert not AccessAttempt.objects.exists()
    connections.close_all()
