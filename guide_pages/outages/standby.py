"""That a service is away, as all threads of a process know it."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Iterable
from typing import ClassVar

logger = logging.getLogger(__name__)

#: Seconds until a service that was away is asked again.
PAUSE = 5.0
#: How many keys that were written meanwhile are remembered; of more, the latest.
REMEMBERED = 10_000


class Outage:
    """Whether a cache is away, since when, and which keys were written without it. Logged when it begins and ends."""

    _known: ClassVar[dict[str, Outage]] = {}

    @classmethod
    def of(cls, name: str) -> Outage:
        """Return a cache's outage, one for all threads. The cache's name is not logged: it may have a password."""
        return cls._known.setdefault(name, cls())

    def __init__(self) -> None:
        self.is_on = False
        self._lock = threading.Lock()
        self._since = self._next = 0.0
        self._written: dict[str, None] | None = {}

    def begin(self, error: Exception) -> bool:
        """Note that the cache is away. Return True if that is news."""
        with self._lock:
            self._next = time.monotonic() + PAUSE
            if self.is_on:
                return False
            self.is_on, self._since, self._written = True, time.monotonic(), {}
        logger.error("The cache is away, and this process goes on with its own: %s: %s", type(error).__name__, error)
        return True

    def take_turn(self) -> bool:
        """Return True for the one caller whose turn it is to look."""
        with self._lock:
            if time.monotonic() < self._next:
                return False
            self._next = time.monotonic() + PAUSE
            return True

    def note(self, keys: Iterable[str] | None) -> bool:
        """Remember keys that are written without the cache; None for all there are. Return False if it is back."""
        with self._lock:
            if not self.is_on:
                return False
            if keys is None or self._written is None:
                self._written = None
                return True
            for key in keys:
                self._written.pop(key, None)
                self._written[key] = None
            while len(self._written) > REMEMBERED:
                del self._written[next(iter(self._written))]
            return True

    def written(self) -> list[str] | None:
        """Return the keys that were written without the cache; None for all there are."""
        with self._lock:
            return None if self._written is None else list(self._written)

    def end(self, forgotten: list[str] | None) -> bool:
        """Note that the cache is back and has forgotten these keys. Return False if others have been written since."""
        with self._lock:
            if forgotten is None:
                self._written = {}
            elif self._written is None:
                return False
            else:
                for key in forgotten:
                    self._written.pop(key, None)
            if self._written:
                return False
            self.is_on = False
        logger.warning("The cache is back after %.0f s.", time.monotonic() - self._since)
        return True
