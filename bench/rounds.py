"""Rounds of load, interleaved, and what they come to."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from statistics import median
from typing import Any

from bench import load
from bench.load import Round
from bench.recording import Request, ask
from bench.servers import Server

CONNECTIONS = 8
SLOW = 0.1  # seconds: what takes longer is asked over two connections, for long enough to be counted
SLOW_CONNECTIONS = 2
ENOUGH = 25  # answers in a round
LONGEST = 15  # seconds


@dataclass
class Cell:
    """One contender in one scenario, and its rounds."""

    scenario: str
    contender: str
    server: Server
    requests: list[Request]
    status: int = 200
    connections: int = CONNECTIONS
    seconds: float = 0
    rounds: list[Round] = field(default_factory=list)
    discarded: list[Round] = field(default_factory=list)


@dataclass
class Plan:
    """How much is measured. `noise` is what part of the machine others may use in a round that counts."""

    rounds: int
    seconds: float
    noise: float
    database: str
    patience: float  # seconds that repeated rounds may take in all

    def run(self, cells: list[Cell], say: Callable[[str], None]) -> list[dict[str, Any]]:
        """Measure all cells, a round of each in turn. Return what each came to."""
        for cell in cells:
            self._warm_up(cell)
        for number in range(self.rounds):
            say(f"round {number + 1} of {self.rounds}")
            for cell in cells if number % 2 == 0 else reversed(cells):
                self._round(cell)
        return [self._result(cell) for cell in cells]

    def _warm_up(self, cell: Cell) -> None:
        """Ask once for each worker and address, check what comes, and see how long it takes."""
        taken = []
        for request in [*cell.requests, *cell.requests[:4]][:12]:
            start = time.perf_counter()
            answer = ask(cell.server.port, request)
            taken.append(time.perf_counter() - start)
            if answer.status != cell.status:
                raise SystemExit(f"{cell.contender}: {request.path} answered {answer.status}, not {cell.status}")
        each = median(taken)
        cell.seconds = self.seconds
        if each > SLOW:
            cell.connections = SLOW_CONNECTIONS
            cell.seconds = min(max(self.seconds, each * ENOUGH / SLOW_CONNECTIONS), LONGEST)
        self._measure(cell, seconds=1)

    def _round(self, cell: Cell) -> None:
        found = self._measure(cell)
        while found.foreign > self.noise and self.patience > 0:
            cell.discarded.append(found)
            self.patience -= cell.seconds
            found = self._measure(cell)
        cell.rounds.append(found)

    def _measure(self, cell: Cell, seconds: float = 0) -> Round:
        seconds = seconds or cell.seconds
        while True:
            found = load.run(
                cell.server.port,
                cell.requests,
                connections=cell.connections,
                seconds=seconds,
                ours=cell.server.processes,
                database=self.database,
            )
            if found:
                return found
            seconds *= 2
            cell.seconds = max(cell.seconds, seconds)
            if seconds > 4 * LONGEST:
                raise load.LoadFailed(f"{cell.contender}: {cell.requests[0].path} is never answered")

    def _result(self, cell: Cell) -> dict[str, Any]:
        """Medians of the quiet rounds; of the less noisy half, and marked, where there are too few."""
        quiet = [found for found in cell.rounds if found.foreign <= self.noise]
        enough = len(quiet) * 2 > self.rounds
        loud = sorted([*cell.rounds, *cell.discarded], key=lambda found: found.foreign)
        kept = quiet if enough else loud[: self.rounds]
        return {
            "scenario": cell.scenario,
            "contender": cell.contender,
            **{name: median(getattr(found, name) for found in kept) for name in ("rate", "p50", "p99", "size")},
            "spread": (max(found.rate for found in kept) - min(found.rate for found in kept)) / median_rate(kept),
            "connections": cell.connections,
            "rounds": len(kept),
            "discarded": len(cell.discarded),
            "is_quiet": enough,
        }


def median_rate(rounds: Iterable[Round]) -> float:
    return median(found.rate for found in rounds)


def say(words: str) -> None:
    """Tell whoever waits how far it is."""
    sys.stderr.write(f"{time.strftime('%H:%M:%S')} {words}\n")
    sys.stderr.flush()
