"""Working off what is due: a few guides after each commit, the rest by whoever has the time."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.conf import settings
from django.db import connections
from django_tasks import task
from django_tasks.backends.dummy import DummyBackend
from django_tasks.backends.immediate import ImmediateBackend

from guide_pages.outages.queue import leave
from guide_pages.records import Due, Guide, SharePicture
from guide_pages.records.due import LEASE, Claim

from .many import Wanted, bring_all_in_step
from .pictures import refresh_image
from .share_pictures import make_share_pictures

logger = logging.getLogger(__name__)

#: So much follows while an editor waits. No picture does: to make its files takes seconds.
AT_ONCE, SECONDS_AT_ONCE = 10, 0.3
#: So many are claimed, made and written at a time.
BATCH = 20
#: The name of the thread that works for a server in development.
THREAD = "guide_pages.work_off"

_is_working: ContextVar[bool] = ContextVar("_is_working", default=False)
_thread, _more = threading.Lock(), threading.Event()


def follow_at_once() -> None:
    """Work off a few guides, and leave the rest to others. For what has just been committed."""
    if _is_working.get():
        return  # what a guide asks for that is just being brought in step is claimed next
    work_off(AT_ONCE, SECONDS_AT_ONCE, Due.GUIDE)
    if Due.objects.free().exists():
        leave_the_rest()


def work_off(things: int | None = None, seconds: float | None = None, *kinds: str) -> int:
    """Do what is due, images first, until nothing is, or so much is done. Return how many things were tried.

    What fails is logged, and put off; it keeps nothing else waiting.
    """
    tried, began = 0, time.monotonic()
    with _working():
        while (things is None or tried < things) and (seconds is None or time.monotonic() - began < seconds):
            limit = BATCH if things is None else min(BATCH, things - tried)
            claims = Due.objects.claim(limit, *(kinds or (Due.IMAGE, Due.GUIDE)))
            if not claims:
                break
            done = _do_all(claims, began + seconds if seconds is not None else None)
            tried += done
    return tried


def _do_all(claims: list[Claim], deadline: float | None) -> int:
    """Do what was claimed, all of one kind, while there is time, and give back the rest. Return how many were tried."""
    end = time.monotonic() + LEASE.total_seconds() / 2
    end = min(end, deadline) if deadline is not None else end
    done: dict[int, object] = {}
    try:
        if claims[0].kind == Due.IMAGE:
            for claim in claims:
                if not done or time.monotonic() < end:
                    done[claim.key] = _refresh(claim.key)
        else:
            done |= bring_all_in_step(
                [Wanted(claim.key, claim.cause, claim.was_hidden, claim.what) for claim in claims], end
            )
    finally:
        if rest := [claim for claim in claims if claim.key not in done]:
            Due.objects.give_back(rest)
    _note([(claim, done[claim.key]) for claim in claims if claim.key in done])
    return len(done)


def _refresh(image_id: int) -> Exception | None:
    """Make an image's files. Return what went wrong."""
    try:
        refresh_image(image_id)
    except Exception as error:  # whatever it is: its guides keep what they have
        return error
    return None


def _note(done: list[tuple[Claim, object]]) -> None:
    """Forget what was done, and put off what failed: it is logged, and listed. In a transaction of its own: a save asks
    while it locks a page."""
    Due.objects.done([claim for claim, result in done if not isinstance(result, Exception)])
    for claim, error in done:
        if isinstance(error, Exception):
            logger.error("%s %s could not be brought in step.", claim.kind, claim.key, exc_info=error)
            problem = f"{type(error).__name__}: {error}"
            Due.objects.put_off(claim, problem)
            if claim.kind == Due.GUIDE:
                Guide.objects.filter(page=claim.key).update(problem=problem)


@contextmanager
def _working() -> Iterator[None]:
    token = _is_working.set(True)
    try:
        yield
    finally:
        _is_working.reset(token)


def leave_the_rest() -> None:
    """See to it that somebody works off what is due: a worker of the site's queue, where tasks are left to one.

    Else `publish_scheduled` does, within the minute; in development, where no cron runs, a thread of this process.
    """
    if not isinstance(work_off_what_is_due.get_backend(), (ImmediateBackend, DummyBackend)):
        leave(work_off_what_is_due)
    elif settings.DEBUG:
        _more.set()
        threading.Thread(target=_work_off_in_thread, name=THREAD, daemon=True).start()


@task()
def work_off_what_is_due() -> None:
    """Work off what is due, in the background."""
    work_off_with_pictures()


def work_off_with_pictures(seconds: float | None = None) -> int:
    """Work off what is due, then make the pictures of guides, and let these show them. Return how many were tried."""
    began = time.monotonic()

    def left() -> float | None:
        return None if seconds is None else max(seconds - (time.monotonic() - began), 0)

    tried = work_off(seconds=seconds)
    if SharePicture.objects.due().exists():
        tried += make_share_pictures(left())
        tried += work_off(seconds=left())
    return tried


def _work_off_in_thread() -> None:
    """Work off what is due, unless another thread does: that one goes on for as long as there is more."""
    while _more.is_set() and _thread.acquire(blocking=False):
        try:
            while _more.is_set():
                _more.clear()
                work_off_with_pictures()
        except Exception:  # nobody waits for a thread: what it raises would be lost, and the work with it
            logger.exception("What is due could not be worked off; it stays due.")
        finally:
            connections.close_all()
            _thread.release()


def work_off_everything() -> int:
    """Work off what is due, this process's thread included, before a command ends. Return how many were tried."""
    with _thread:
        return work_off_with_pictures()
