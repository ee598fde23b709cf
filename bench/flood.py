"""How readers fare while replies flood in: the public page beside posts from one network, and from many."""

from __future__ import annotations

import http.client
import json
import re
import threading
import time
from collections import Counter
from statistics import median
from types import TracebackType
from typing import Any
from urllib.parse import urlencode

from bench import load
from bench.recording import Request
from bench.rounds import CONNECTIONS, Plan, say
from bench.scenarios import API
from bench.servers import Server

#: What is sent: from how many networks, and how many posts a minute; as many as are answered, if None.
FLOODS: dict[str, tuple[int, int | None]] = {
    "nobody posts": (0, 0),
    "500 posts a minute from one network": (1, 500),
    "500 posts a minute from 500 networks": (500, 500),
    "as many posts as are answered, one after the other, from one network": (1, None),
    "as many posts as are answered, one after the other, from 500 networks": (500, None),
}
SECONDS = 6
TOKENS = 40


class Flood:
    """Posts to a guide from a thread, by the form and by the API in turn, until it is left. Counts what is answered."""

    def __init__(self, port: int, guide: dict[str, Any], networks: int, a_minute: int | None) -> None:
        self.statuses: Counter[int] = Counter()
        self._tokens: list[str] = []
        self._port, self._guide, self._networks = port, guide, networks
        self._pause = 60 / a_minute if a_minute else 0
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._post_all, daemon=True)

    def __enter__(self) -> Flood:
        if self._networks:
            self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._stop.set()
        if self._networks:
            self._thread.join()

    def prepare(self) -> Flood:
        """Fetch what robots with patience have: tokens, each good for one reply once it is some seconds old."""
        if self._networks:
            address = f"/_util/replies/{self._guide['id']}/token/"
            self._tokens = [self._ask("GET", address, None, {})[1].decode() for _ in range(TOKENS)]
        return self

    def _post_all(self) -> None:
        _, page = self._ask("GET", self._guide["path"], None, {})
        in_page = re.search(rb'name="token" value="([^"]+)"', page)
        number, due = 0, time.monotonic()
        while not self._stop.wait(max(0.0, due - time.monotonic())):
            words = {"name": "Robot", "email": f"{number}@example.org", "text": f"Message {number} of very many."}
            if number % 2:
                token = self._tokens.pop() if self._tokens else in_page[1].decode() if in_page else ""
                body, kind = urlencode({**words, "token": token}), "application/x-www-form-urlencoded"
                path = f"/_util/replies/{self._guide['id']}/"
            else:
                body, kind = json.dumps({**words, "parent": None}), "application/json"
                path = f"{API}/guides/{self._guide['id']}/replies"
            network = number % self._networks
            headers = {"Content-Type": kind, "X-Forwarded-For": f"10.0.{network // 250}.{network % 250 + 1}"}
            self.statuses[self._ask("POST", path, body, headers)[0]] += 1
            number, due = number + 1, due + self._pause

    def _ask(self, method: str, path: str, body: str | None, headers: dict[str, str]) -> tuple[int, bytes]:
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=60)
        try:
            connection.request(method, path, body, headers)
            response = connection.getresponse()
            return response.status, response.read()
        finally:
            connection.close()


def measure(server: Server, guides: list[dict[str, Any]], plan: Plan) -> list[dict[str, Any]]:
    """Return the page's rate and times under each flood, as medians of its rounds, and what the posts were answered."""
    requests = [Request(guide["path"]) for guide in guides]
    rounds: dict[str, list[load.Round]] = {name: [] for name in FLOODS}
    statuses: dict[str, Counter[int]] = {name: Counter() for name in FLOODS}
    for number in range(plan.rounds):
        say(f"flood, round {number + 1} of {plan.rounds}")
        prepared = {
            name: Flood(server.port, guides[(number * len(FLOODS) + place) % len(guides)], *wanted).prepare()
            for place, (name, wanted) in enumerate(FLOODS.items())
        }
        time.sleep(4)  # longer than a token has to be old
        for name, flood in prepared.items():
            with flood:
                found = load.run(
                    server.port,
                    requests,
                    connections=CONNECTIONS,
                    seconds=SECONDS,
                    ours=server.processes,
                    database=plan.database,
                )
            statuses[name] += flood.statuses
            if found:
                rounds[name].append(found)
    return [
        {
            "flood": name,
            **{field: median(getattr(found, field) for found in founds) for field in ("rate", "p50", "p99")},
            "posts": sum(statuses[name].values()) / (SECONDS * plan.rounds) * 60,
            "statuses": {str(status): count for status, count in sorted(statuses[name].items())},
        }
        for name, founds in rounds.items()
    ]
