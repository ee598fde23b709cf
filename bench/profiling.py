"""Where the time of a request or of a publish goes, in one process. Prints JSON.

Usage: python -m bench.profiling get PATH [ETAG [HOST]] | publish
"""

from __future__ import annotations

import cProfile
import json
import os
import pstats
import sys
import time
from collections.abc import Callable
from contextlib import ExitStack
from io import BytesIO
from pathlib import Path
from typing import Any

import django

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "site"))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.production")
django.setup()

from django.conf import settings  # noqa: E402
from django.core.handlers.wsgi import WSGIHandler  # noqa: E402
from django.core.signals import request_finished, request_started  # noqa: E402
from django.db import close_old_connections, connection, connections, reset_queries  # noqa: E402

LOOPS, BEST_OF = 100, 7
SHOWN = 25


def of_request(path: str, etag: str = "", host: str = "") -> dict[str, Any]:
    """Return the microseconds of a request: in all, by middleware, of its queries, by function."""
    environ = _environ(path, etag, host)
    whole = list(settings.MIDDLEWARE)
    taken = {}
    before = _microseconds(_handler([]), environ)
    taken["view, URL resolving, query, response"] = before
    for end in range(1, len(whole) + 1):
        now = _microseconds(_handler(whole[:end]), environ)
        taken[f"middleware: {whole[end - 1].rpartition('.')[2]}"] = now - before
        before = now
    handler = _handler(whole)
    queries = _queries(handler, environ)
    return {
        "total": before,
        "parts": taken,
        "queries": queries,
        "connection": _connecting(handler, environ),
        "functions": _functions(lambda: _repeat(handler, environ, 300), 300),
    }


def of_publish() -> dict[str, Any]:
    """Return the milliseconds of publishing the guide of twenty pictures anew, by function."""
    from bench.site_work import publish_again

    with cProfile.Profile() as profile:
        publish_again(5, 10_000)
    return {"functions": _table(profile, 7, key="cumtime")}


def _environ(path: str, etag: str, host: str) -> dict[str, Any]:
    path, _, query = path.partition("?")
    return {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "8000",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_HOST": host or "127.0.0.1:8000",
        "HTTP_ACCEPT_ENCODING": "br, gzip",
        "REMOTE_ADDR": "127.0.0.1",
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": "http",
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": False,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
        **({"HTTP_IF_NONE_MATCH": etag} if etag else {}),
    }


def _handler(middleware: list[str]) -> WSGIHandler:
    settings.MIDDLEWARE = middleware
    return WSGIHandler()


def _repeat(handler: WSGIHandler, environ: dict[str, Any], times: int) -> None:
    for _ in range(times):
        response = handler({**environ, "wsgi.input": BytesIO()}, lambda status, headers, *rest: None)
        b"".join(response)
        response.close()


def _microseconds(handler: WSGIHandler, environ: dict[str, Any]) -> float:
    _repeat(handler, environ, LOOPS)
    best = float("inf")
    for _ in range(BEST_OF):
        start = time.perf_counter()
        _repeat(handler, environ, LOOPS)
        best = min(best, time.perf_counter() - start)
    return best / LOOPS * 1e6


def _queries(handler: WSGIHandler, environ: dict[str, Any]) -> dict[str, float]:
    """How many queries a request makes, and the time until their first row is there."""
    taken = 0.0
    count = 0

    def timed(execute: Callable[..., Any], *arguments: Any) -> Any:
        nonlocal taken, count
        start = time.perf_counter()
        try:
            return execute(*arguments)
        finally:
            taken += time.perf_counter() - start
            count += 1

    with connection.execute_wrapper(timed):
        _repeat(handler, environ, LOOPS)
    return {"count": count / LOOPS, "microseconds": taken / LOOPS * 1e6}


def _connecting(handler: WSGIHandler, environ: dict[str, Any]) -> float:
    """What a request costs more because connections are closed or checked around it."""
    usual = _microseconds(handler, environ)
    with ExitStack() as stack:
        for signal, receiver in (
            (request_started, close_old_connections),
            (request_finished, close_old_connections),
            (request_started, reset_queries),
        ):
            signal.disconnect(receiver)
            stack.callback(signal.connect, receiver)
        kept = _microseconds(handler, environ)
    connections.close_all()
    return usual - kept


def _functions(act: Callable[[], None], times: int) -> list[dict[str, Any]]:
    with cProfile.Profile() as profile:
        act()
    return _table(profile, times, key="tottime")


def _table(profile: cProfile.Profile, times: int, key: str) -> list[dict[str, Any]]:
    stats = pstats.Stats(profile).stats  # type: ignore[attr-defined]
    rows = [
        {
            "function": f"{_short(file)}{name}",
            "calls": calls / times,
            "tottime": own / times * 1e6,
            "cumtime": cumulative / times * 1e6,
        }
        for (file, _, name), (_, calls, own, cumulative, _) in stats.items()
    ]
    return sorted(rows, key=lambda row: -row[key])[:SHOWN]


def _short(file: str) -> str:
    """A file as its module, without where it is installed."""
    if file == "~":
        return ""
    parts = Path(file).with_suffix("").parts
    start = parts.index("site-packages") + 1 if "site-packages" in parts else max(0, len(parts) - 2)
    return ".".join(parts[start:]) + "."


if __name__ == "__main__":
    act, arguments = sys.argv[1], sys.argv[2:]
    sys.stdout.write(json.dumps(of_publish() if act == "publish" else of_request(*arguments)))
