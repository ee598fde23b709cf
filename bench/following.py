"""What follows a change, by number of guides: how long it takes, and how readers and editors fare meanwhile."""

from __future__ import annotations

import json
import math
import threading
import time
from collections.abc import Callable
from statistics import median
from types import TracebackType
from typing import Any

from bench.recording import Request, ask
from bench.rounds import Plan, say
from bench.servers import Server, begin, finish, python, start_python, start_ready

WORK = "bench.following_work"
#: What is done, and what it is called in the table.
ACTS = {
    "page_body": "a page of the menu published with other words in its body",
    "page_renamed": "a page of the menu renamed",
    "answer_draft": "a draft of a library answer saved",
    "answer_published": "a library answer published that twelve guides show",
    "topic_renamed": "a topic renamed",
    "picture": "a picture of 6 megapixels uploaded that no guide shows",
}
SIDE_BY_SIDE, PUBLISHED = 8, 40
READING_PAUSE = 0.02  # seconds between an answer and the next request
QUIET = 4  # times the seconds of a round
ANEW = 2_000  # more guides than this are not all made anew: their rate is known, and their digests are written instead

Times = list[tuple[float, float]]  # when each began, and its milliseconds


class Readers:
    """Reads guides' pages in turn from a thread, until it is left."""

    def __init__(self, port: int, paths: list[str]) -> None:
        self.times: Times = []
        self._port, self._paths = port, paths
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._read, daemon=True)

    def __enter__(self) -> Readers:
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._stop.set()
        self._thread.join()

    def _read(self) -> None:
        while not self._stop.wait(READING_PAUSE):
            path = self._paths[len(self.times) % len(self._paths)]
            began, start = time.time(), time.perf_counter()
            ask(self._port, Request(path))
            self.times.append((began, (time.perf_counter() - start) * 1000))


class Following:
    """Changes what guides share while a worker, a reader and an editor of drafts are at work."""

    def __init__(self, plan: Plan, site: Callable[[int], dict[str, str]], peer: dict[str, str]) -> None:
        self.plan, self.site, self.peer = plan, site, peer

    def measure(self, sizes: list[int]) -> dict[str, Any]:
        """Return what follows each act at each number of guides, and how publishing goes side by side."""
        alone = median(
            json.loads(python("bench.peer.work", "upload", environment=self.peer))["seconds"]
            for _ in range(self.plan.rounds)
        )
        found = {str(size): self._size(size) for size in sizes}
        return {"acts": found, "upload_alone": alone, "side_by_side": self._side_by_side(sizes[len(sizes) // 2])}

    def _size(self, size: int) -> dict[str, Any]:
        say(f"following, {size} guides: bringing all in step")
        environment = self.site(size)
        found: dict[str, Any] = {
            "guides": json.loads(python(WORK, "prepare", environment=environment))["guides"],
            "anew": _seconds(environment, "--anew", "--processes", 2) if size <= ANEW else None,
        }
        if size > ANEW:
            python(WORK, "digests", environment=environment)
        found["nothing"] = _seconds(environment)
        paths = [
            guide["path"]
            for guide in json.loads(python("bench.site_work", "addresses", environment=environment))["guides"]
        ]
        server = Server("config.wsgi", environment)
        worker = start_python("django", "work_off", "--watch", environment=environment)
        editor = start_ready(WORK, "drafts", environment=environment)
        try:
            with Readers(server.port, paths) as readers:
                self._rest(QUIET)  # the first reads and drafts import and connect
                quiet = (time.time(), self._rest(QUIET))
                acts = {name: self._act(name, environment) for name in ACTS}
        finally:
            begin([editor])
            said = finish(editor)
            worker.terminate()
            worker.wait()
            server.stop()
        saved = json.loads(said)["saved"]
        found["quiet"] = {**_during(readers.times, quiet, "reads"), **_during(saved, quiet, "drafts")}
        for act in acts.values():
            window = act.pop("window")
            act |= {**_during(readers.times, window, "reads"), **_during(saved, window, "drafts")}
        return {**found, "acts": acts}

    def _act(self, name: str, environment: dict[str, str]) -> dict[str, Any]:
        """Do it, and look on for as long as a round at least."""
        say(f"following: {ACTS[name]}")
        process = start_ready(WORK, "act", name, environment=environment)
        begin([process])
        found: dict[str, Any] = json.loads(finish(process))
        self._rest(1)
        began, ended = found.pop("began"), found.pop("ended")
        return {**found, "in_step": ended - began, "window": (began, max(ended, began + self.plan.seconds))}

    def _rest(self, times: int) -> float:
        time.sleep(times * self.plan.seconds)
        return time.time()

    def _side_by_side(self, size: int) -> dict[str, Any]:
        """Return how many guides a second one process publishes, and how many eight do together."""
        say("publishing side by side")
        rates: dict[int, list[float]] = {1: [], SIDE_BY_SIDE: []}
        for _ in range(self.plan.rounds):
            for processes, found in rates.items():
                found.append(self._published(size, processes))
        return {"one": median(rates[1]), "eight": median(rates[SIDE_BY_SIDE]), "guides": size}

    def _published(self, size: int, processes: int) -> float:
        each = PUBLISHED // processes
        started = [
            start_ready(WORK, "publish", place * each, each, environment=self.site(size)) for place in range(processes)
        ]
        begin(started)
        said = [json.loads(finish(process)) for process in started]
        seconds = max(found["ended"] for found in said) - min(found["began"] for found in said)
        return float(sum(found["published"] for found in said) / seconds)


def _seconds(environment: dict[str, str], *options: object) -> float:
    """Return the seconds of `manage.py reconcile`, its start included."""
    start = time.monotonic()
    python("django", "reconcile", *options, environment=environment)
    return time.monotonic() - start


def _during(times: Times, window: tuple[float, float], name: str) -> dict[str, Any]:
    """Return the percentiles of what began in the window, in milliseconds; nothing where nothing did."""
    taken = sorted(milliseconds for began, milliseconds in times if window[0] <= began <= window[1])
    if not taken:
        return {}
    p99 = taken[math.ceil(0.99 * len(taken)) - 1]
    return {f"{name}_p50": median(taken), f"{name}_p99": p99, f"{name}_count": len(taken)}
