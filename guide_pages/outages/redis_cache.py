"""A cache in Redis that a site can do without: while Redis is away, each process has one of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, cast

from django.core.cache.backends import redis as django_redis
from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.locmem import LocMemCache
from redis import exceptions
from redis.backoff import NoBackoff
from redis.retry import Retry

from .standby import Outage

#: Seconds that a request waits for a Redis that does not answer.
TIMEOUT = 0.5
#: How many entries a process keeps of its own.
MAX_ENTRIES = 10_000
#: The answers of a Redis that is there and takes nothing: a replica, a full one, one that cannot write to its disk.
_REFUSALS = (exceptions.ReadOnlyError, exceptions.OutOfMemoryError, exceptions.MasterDownError)
_REFUSED = ("MISCONF", "NOREPLICAS")


def redis_is_away(error: Exception) -> bool:
    """Return True if something is wrong with Redis, and not with what it was asked."""
    if isinstance(error, exceptions.ResponseError):
        return isinstance(error, _REFUSALS) or str(error).startswith(_REFUSED)
    return isinstance(error, exceptions.RedisError | OSError)


class RedisCache(django_redis.RedisCache):
    """Django's, which goes on in this process while Redis is away, and asks for it again every few seconds.

    Keys that are written meanwhile are forgotten when Redis is back: here, because other processes wrote them, too, and
    in Redis, because what it has under them is old.
    """

    def __init__(self, server: Any, params: dict[str, Any]) -> None:
        super().__init__(server, params)
        self._options: dict[str, Any] = {
            "socket_connect_timeout": TIMEOUT,
            "socket_timeout": TIMEOUT,
            # Once more where a connection that was kept has been closed; not where Redis has kept us waiting.
            "retry": Retry(NoBackoff(), 1, supported_errors=(exceptions.ConnectionError,)),
            **params.get("OPTIONS", {}),
        }
        name = str(server)
        self._outage = Outage.of(name)
        self._standby = LocMemCache(f"standby for {name}", {**params, "OPTIONS": {"MAX_ENTRIES": MAX_ENTRIES}})

    def add(self, key: Any, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        return bool(self._do("add", key, value, timeout, version, writes=self._keys([key], version)))

    def get(self, key: Any, default: Any = None, version: int | None = None) -> Any:
        return self._do("get", key, default, version)

    def set(self, key: Any, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> None:
        self._do("set", key, value, timeout, version, writes=self._keys([key], version))

    def touch(self, key: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        return bool(self._do("touch", key, timeout, version, writes=self._keys([key], version)))

    def delete(self, key: Any, version: int | None = None) -> bool:
        return bool(self._do("delete", key, version, writes=self._keys([key], version)))

    def get_many(self, keys: Iterable[Any], version: int | None = None) -> dict[Any, Any]:
        return cast("dict[Any, Any]", self._do("get_many", list(keys), version))

    def has_key(self, key: Any, version: int | None = None) -> bool:
        return bool(self._do("has_key", key, version))

    def incr(self, key: Any, delta: int = 1, version: int | None = None) -> int:
        return cast("int", self._do("incr", key, delta, version, writes=self._keys([key], version)))

    def set_many(
        self, data: Mapping[Any, Any], timeout: Any = DEFAULT_TIMEOUT, version: int | None = None
    ) -> list[Any]:
        return cast("list[Any]", self._do("set_many", data, timeout, version, writes=self._keys(data, version)))

    def delete_many(self, keys: Iterable[Any], version: int | None = None) -> None:
        keys = list(keys)
        self._do("delete_many", keys, version, writes=self._keys(keys, version))

    def clear(self) -> None:
        self._do("clear", writes=None)

    def _keys(self, keys: Iterable[Any], version: int | None) -> list[str]:
        return [self.make_and_validate_key(key, version=version) for key in keys]

    def _do(self, name: str, *arguments: Any, writes: Iterable[str] | None = ()) -> Any:
        """Do it in Redis, or else here. `writes` are the keys that it writes, None for all there are."""
        operation: Callable[..., Any] = getattr(super(), name)
        while True:
            if not self._outage.is_on or self._end_if_back():
                try:
                    return operation(*arguments)
                except Exception as error:
                    if not redis_is_away(error):
                        raise
                    if self._outage.begin(error):
                        self._standby.clear()
            if self._outage.note(writes):  # else another thread has found Redis back just now
                return getattr(self._standby, name)(*arguments)

    def _end_if_back(self) -> bool:
        """Return True if Redis is back. One thread at a time asks; what is old there is forgotten before it is read."""
        if not self._outage.take_turn():
            return False
        try:
            while True:
                written = self._outage.written()
                if written is None:
                    self._cache.clear()
                elif written:
                    self._cache.delete_many(written)
                self._cache.set(self.make_key("guide_pages.outages.is_back"), 1, 1)  # one that is full only reads
                if self._outage.end(written):
                    self._standby.clear()
                    return True
        except Exception as error:
            if not redis_is_away(error):
                raise
            return False
