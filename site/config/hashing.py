"""Passwords are hashed one at a time in each process: it takes a third of a second of a core that readers want, too."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from django.contrib.auth.hashers import PBKDF2PasswordHasher

#: How many may wait for their turn: each keeps one of the process's threads from readers.
WAITING = 2
#: Seconds that one waits.
PATIENCE = 5

_turn = threading.BoundedSemaphore(1)
_places = threading.BoundedSemaphore(1 + WAITING)


class HashingBusy(Exception):
    """Too many passwords are being hashed. Nothing was decided: the same again will do, in `seconds`."""

    seconds = 5


class OneAtATimeHasher(PBKDF2PasswordHasher):
    """Django's, behind a door. Raises HashingBusy where too many wait already."""

    def encode(self, password: str, salt: str, iterations: int | None = None) -> str:
        with _in_turn():
            return super().encode(password, salt, iterations)


@contextmanager
def _in_turn() -> Iterator[None]:
    if not _places.acquire(blocking=False):
        raise HashingBusy
    try:
        if not _turn.acquire(timeout=PATIENCE):
            raise HashingBusy
        try:
            yield
        finally:
            _turn.release()
    finally:
        _places.release()
