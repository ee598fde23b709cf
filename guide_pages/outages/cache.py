"""The site's cache, of whatever kind, for what must go on without it."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

from django.core.cache import cache
from django.core.cache.backends.locmem import LocMemCache

logger = logging.getLogger(__name__)

_own = LocMemCache("guide_pages", {"OPTIONS": {"MAX_ENTRIES": 10_000}})


class Cache:
    """Django's default cache; where that fails, one that this process has of its own."""

    def get(self, key: str, default: Any = None) -> Any:
        return _or_here(lambda: cache.get(key, default), lambda: _own.get(key, default))

    def set(self, key: str, value: Any, timeout: float) -> None:
        _or_here(lambda: cache.set(key, value, timeout), lambda: _own.set(key, value, timeout))

    def get_or_set(self, key: str, make: Callable[[], Any], timeout: float) -> Any:
        """Return what is kept under the key; else what `make` makes, which is then kept for so many seconds."""
        value = self.get(key)
        if value is None:
            value = make()
            self.set(key, value, timeout)
        return value

    def count(self, key: str, delta: int, timeout: float) -> int:
        """Add to the number under the key, kept for so many seconds from its first; return the sum.

        Exact for what is counted at once.
        """
        return int(_or_here(lambda: _count(cache, key, delta, timeout), lambda: _count(_own, key, delta, timeout)))


def _count(where: Any, key: str, delta: int, timeout: float) -> int:
    where.add(key, 0, timeout)
    try:
        return int(where.incr(key, delta))
    except ValueError:  # it went in this instant
        where.set(key, delta, timeout)
        return delta


def _or_here(there: Callable[[], Any], here: Callable[[], Any]) -> Any:
    try:
        return there()
    except Exception as error:  # each kind of cache has its own
        logger.warning("The cache is away, and this process goes on with its own: %s: %s", type(error).__name__, error)
        return here()
