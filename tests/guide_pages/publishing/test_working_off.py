"""How what is due is worked off: so much at a time, pictures first, by one at a time, and the rest by others."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import Settings

from guide_pages.models import Due, Guide
from guide_pages.publishing import many, working_off
from guide_pages.publishing.working_off import (
    AT_ONCE,
    BATCH,
    SECONDS_AT_ONCE,
    follow_at_once,
    leave_the_rest,
    work_off,
    work_off_everything,
)
from guide_pages.records.due import LEASE
from guide_pages.records.editions import Cause
from tests import factories
from tests.guide_pages.outages.test_queue import Queue

pytestmark = pytest.mark.django_db

#: The key of the first page that is not there: bringing it in step takes no time.
NOWHERE = 10**6


def due(count: int, kind: str = Due.GUIDE) -> None:
    Due.objects.bulk_create(Due(kind=kind, key=NOWHERE + n, cause=Cause.TOPIC, what="topic:1") for n in range(count))


def left(kind: str = Due.GUIDE) -> int:
    return Due.objects.filter(kind=kind).count()


@pytest.fixture
def doing(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[int], Any]], None]:
    """Let this happen whenever a guide is made."""
    make = many.make

    def doing(act: Callable[[int], Any]) -> None:
        def acting(page_id: int, *args: Any, **kwargs: Any) -> Any:
            act(page_id)
            return make(page_id, *args, **kwargs)

        monkeypatch.setattr(many, "make", acting)

    return doing


@pytest.mark.parametrize("things", [0, 1, BATCH, BATCH + 2, None])
def test_so_much_is_done_and_no_more(things: int | None) -> None:
    all_of_it = 2 * BATCH + 5
    due(all_of_it)
    done = all_of_it if things is None else things
    assert work_off(things) == done
    assert left() == Due.objects.free().count() == all_of_it - done


def test_in_no_time_nothing_is_done_and_in_enough_everything() -> None:
    due(3)
    assert work_off(None, 0) == 0
    with CaptureQueriesContext(connection) as queries:
        assert work_off(None, 600) == 3
    claims = [query["sql"] for query in queries if query["sql"].startswith("UPDATE") and '"tries" + 1' in query["sql"]]
    assert len(claims) == 1


def test_what_there_was_no_time_for_is_as_if_nobody_had_claimed_it() -> None:
    due(3)
    assert work_off(None, 0.000_1) == 1
    assert list(Due.objects.values_list("tries", "claimed_until")) == [(0, None)] * 2


def test_pictures_come_first_and_only_what_is_asked_for() -> None:
    due(2)
    due(2, Due.IMAGE)
    assert work_off(2) == 2
    assert (left(), left(Due.IMAGE)) == (2, 0)
    due(1, Due.IMAGE)
    assert work_off(None, None, Due.GUIDE) == 2
    assert (left(), left(Due.IMAGE)) == (0, 1)


def test_nobody_begins_what_was_claimed_half_a_lease_ago(doing: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    due(BATCH)
    ages = []
    for module in (working_off, many):
        monkeypatch.setattr(module, "time", SimpleNamespace(monotonic=lambda: timezone.now().timestamp()))
    with time_machine.travel(timezone.now(), tick=False) as clock:

        def take_long(key: int) -> None:
            claimed_until = Due.objects.get(key=key).claimed_until
            assert claimed_until is not None
            ages.append(LEASE - (claimed_until - timezone.now()))
            clock.shift(timedelta(seconds=11))

        doing(take_long)
        assert work_off() == BATCH
    assert set(ages) == {timedelta(seconds=seconds) for seconds in (0, 11, 22)}
    assert max(ages) < LEASE / 2


def test_what_is_interrupted_is_given_back(doing: Any) -> None:
    due(3)

    def interrupt(key: int) -> None:
        if key == NOWHERE + 1:
            raise KeyboardInterrupt

    doing(interrupt)
    with pytest.raises(KeyboardInterrupt):
        work_off()
    assert left() == Due.objects.free().count() == 3


def test_a_picture_that_fails_is_no_problem_of_a_guide(monkeypatch: pytest.MonkeyPatch) -> None:
    """Not of the one, either, whose page happens to have the picture's number."""

    def fail(image_id: int) -> None:
        raise OSError("The file is gone.")

    monkeypatch.setattr(working_off, "refresh_image", fail)
    page = factories.guide()
    Due.objects.create(kind=Due.IMAGE, key=page.pk, cause=Cause.IMAGE, what="image:1")
    assert work_off() == 1
    assert Due.objects.get().error == "OSError: The file is gone."
    assert Guide.objects.get().problem == ""


def test_what_a_guide_asks_for_while_it_is_brought_in_step_is_no_work_within_the_work(doing: Any) -> None:
    done: list[int] = []

    def ask_and_follow(key: int) -> None:
        follow_at_once()
        done.append(key)

    doing(ask_and_follow)
    due(3)
    assert work_off(1) == len(done) == 1
    follow_at_once()
    assert len(done) == 3


# The rest


@pytest.mark.parametrize(("count", "is_left"), [(AT_ONCE, 0), (AT_ONCE + 1, 1)])
def test_what_does_not_follow_at_once_is_left_to_the_queue(settings: Settings, count: int, is_left: int) -> None:
    settings.TASKS = {"default": {"BACKEND": "tests.guide_pages.outages.test_queue.Queue"}}
    Queue.left.clear()
    due(count)
    follow_at_once()
    assert (left(), len(Queue.left)) == (is_left, is_left)
    for task in Queue.left:
        task.call()
    assert left() == 0


def test_no_picture_is_made_while_an_editor_waits(settings: Settings) -> None:
    settings.TASKS = {"default": {"BACKEND": "tests.guide_pages.outages.test_queue.Queue"}}
    Queue.left.clear()
    due(1, Due.IMAGE)
    follow_at_once()
    assert (left(Due.IMAGE), len(Queue.left)) == (1, 1)


@pytest.fixture
def followed_in_development(settings: Settings) -> Callable[[], int]:
    """Leaves the rest as a server in development does. Returns how many threads that took."""
    settings.DEBUG = True

    def followed() -> int:
        before = set(threading.enumerate())
        leave_the_rest()
        mine = [thread for thread in threading.enumerate() if thread not in before]
        assert all(thread.daemon and thread.name == working_off.THREAD for thread in mine)
        for thread in mine:
            thread.join(30)
        return len(mine)

    return followed


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_in_development_a_thread_does_it_and_does_it_again(
    followed_in_development: Callable[[], int], doing: Any, caplog: pytest.LogCaptureFixture
) -> None:
    doing(lambda key: None)
    for _ in range(2):
        due(2)
        followed_in_development()
        assert left() == 0
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(working_off, "work_off", lambda: 1 // 0)
        followed_in_development()
    assert "could not be worked off" in caplog.text
    due(2)
    followed_in_development()
    assert left() == 0


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_a_thread_leaves_it_to_the_one_that_works_already(
    followed_in_development: Callable[[], int], doing: Any
) -> None:
    doing(lambda key: None)
    with working_off._thread:
        due(2)
        followed_in_development()
        assert left() == 2
        assert working_off._more.is_set()  # it is told that there is more
    followed_in_development()
    assert left() == 0


def test_no_editor_waits_for_a_second() -> None:
    assert 0 < SECONDS_AT_ONCE < 1


def test_a_command_works_alone_and_says_how_much(doing: Any) -> None:
    due(2)
    alone: list[bool] = []
    doing(lambda key: alone.append(working_off._thread.locked()))
    assert work_off_everything() == 2
    assert alone == [True, True]
    assert not working_off._thread.locked()
