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

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, connection

LOOPS, BEST_OF = 20, 40
PUBLISHED = 6
SHOWN = 25
OURS_AND_WAGTAIL = ("guide_pages.", "faq_blocks.", "wagtail.", "modelsearch.", "modelcluster.", "brotli", "gzip")


def of_request(path: str, etag: str = "", host: str = "") -> dict[str, Any]:
    """Return the microseconds of a request: in all, by middleware, of its queries, by function."""
    environ = _environ(path, etag, host)
    whole = list(settings.MIDDLEWARE)
    handlers = {"URLs, view, query, response": _handler([])}
    for number, name in enumerate(whole, start=1):
        handlers[f"middleware: {name.rpartition('.')[2]}"] = _handler(whole[:number])
    taken = _microseconds(handlers, environ)
    parts = {name: now - before for (name, now), before in zip(taken.items(), [0, *taken.values()], strict=False)}
    handler = _handler(whole)
    return {
        "total": list(taken.values())[-1],
        "parts": parts,
        "queries": _queries(lambda: _repeat(handler, environ, 1)),
        "connection": _connecting(handler, environ),
        "functions": _table(_profiled(lambda: _repeat(handler, environ, 300)), 300, key="tottime"),
    }


def of_publish() -> dict[str, Any]:
    """Return the milliseconds of publishing the guide of twenty pictures anew, by function and of its queries."""
    from bench import site_work

    site_work.publish_again(0, 10_000)
    pages = [site_work.guide_of_pictures(10_100 + number) for number in range(PUBLISHED)]
    revisions = [page.save_revision() for page in pages[:1]]
    queries = _queries(revisions[0].publish, times=1)
    profile = _profiled(lambda: [page.save_revision().publish() for page in pages[1:]])
    return {"queries": queries, "functions": _table(profile, PUBLISHED - 1, key="cumtime", only=OURS_AND_WAGTAIL)}


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


def _microseconds(handlers: dict[str, WSGIHandler], environ: dict[str, Any]) -> dict[str, float]:
    """The least that a request takes in each, measured in turn and in short runs: others are busy, too."""
    best = dict.fromkeys(handlers, float("inf"))
    for handler in handlers.values():
        _repeat(handler, environ, LOOPS)
    for _ in range(BEST_OF):
        for name, handler in handlers.items():
            start = time.perf_counter()
            _repeat(handler, environ, LOOPS)
            best[name] = min(best[name], time.perf_counter() - start)
    return {name: taken / LOOPS * 1e6 for name, taken in best.items()}


def _queries(act: Callable[[], object], times: int = LOOPS) -> dict[str, float]:
    """How many queries it makes, and the least microseconds that they take until their first rows are there."""
    taken: list[float] = []
    best = float("inf")

    def timed(execute: Callable[..., Any], *arguments: Any) -> Any:
        start = time.perf_counter()
        try:
            return execute(*arguments)
        finally:
            taken.append(time.perf_counter() - start)

    for _ in range(times):
        taken.clear()
        with connection.execute_wrapper(timed):
            act()
        best = min(best, sum(taken))
    return {"count": len(taken), "microseconds": best * 1e6}


def _connecting(handler: WSGIHandler, environ: dict[str, Any]) -> float:
    """What a request costs more because connections are closed or checked around it."""
    usual = _microseconds({"": handler}, environ)[""]
    with ExitStack() as stack:
        for signal in (request_started, request_finished):
            signal.disconnect(close_old_connections)
            stack.callback(signal.connect, close_old_connections)
        kept = _microseconds({"": handler}, environ)[""]
    return usual - kept


def _profiled(act: Callable[[], object]) -> cProfile.Profile:
    with cProfile.Profile() as profile:
        act()
    return profile


def _table(profile: cProfile.Profile, times: int, key: str, only: tuple[str, ...] = ("",)) -> list[dict[str, Any]]:
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
    rows = [row for row in rows if row["function"].startswith(only)]
    return sorted(rows, key=lambda row: -row[key])[:SHOWN]


def _short(file: str) -> str:
    """A file as its module, without where it is installed."""
    if file == "~":
        return ""
    parts = Path(file).with_suffix("").parts
    if "site-packages" in parts:
        return ".".join(parts[parts.index("site-packages") + 1 :]) + "."
    root = Path(__file__).resolve().parents[1]
    own = Path(file).with_suffix("")
    return ".".join(own.relative_to(root).parts if own.is_relative_to(root) else parts[-1:]) + "."


if __name__ == "__main__":
    act, arguments = sys.argv[1], sys.argv[2:]
    sys.stdout.write(json.dumps(of_publish() if act == "publish" else of_request(*arguments)))
