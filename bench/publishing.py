"""How long it takes to publish, by number of guides."""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from statistics import median
from typing import Any

from bench.rounds import Plan
from bench.servers import python

BATCHES, TIMES = 3, 10
TRIES = 3


class Publishing:
    """Publishes a guide of twenty pictures anew, again and again, on the site and on the peer in turn."""

    def __init__(
        self,
        plan: Plan,
        say: Callable[[str], None],
        site: Callable[[int], dict[str, str]],
        peer: Callable[[int], dict[str, str]],
    ) -> None:
        self.plan, self.say, self.site, self.peer = plan, say, site, peer
        self.discarded = 0

    def measure(self, sizes: list[int], peers: list[int]) -> dict[str, Any]:
        """Return the milliseconds of publishing, by contender and number of guides."""
        taken: dict[str, list[float]] = {}
        for batch in range(BATCHES):
            self.say(f"publishing, batch {batch + 1} of {BATCHES}")
            turn = batch * 100
            for size in sizes:
                found = self._quietly("bench.site_work", "publish", TIMES, turn, environment=self.site(size))
                taken.setdefault(f"site {size}", []).extend(found["milliseconds"])
                if size in peers:
                    found = self._quietly("bench.peer.work", "publish", TIMES, turn, environment=self.peer(size))
                    taken.setdefault(f"peer {size}", []).extend(found["milliseconds"])
        return {
            "publishing": {name: {**_summary(times), "times": len(times)} for name, times in taken.items()},
            "publishing_discarded": self.discarded,
        }

    def _quietly(self, module: str, *arguments: object, environment: dict[str, str]) -> dict[str, Any]:
        """Run it, again if others were busy meanwhile; the last time counts."""
        for _ in range(TRIES):
            said: dict[str, Any] = json.loads(python(module, *arguments, environment=environment))
            if said["foreign"] <= self.plan.noise or self.plan.patience <= 0:
                break
            self.discarded += 1
            self.plan.patience -= 5
        return said


def _summary(times: list[float]) -> dict[str, float]:
    ordered = sorted(times)
    return {"p50": median(ordered), "p95": ordered[math.ceil(0.95 * len(ordered)) - 1]}
