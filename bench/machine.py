"""What the machine does, read from /proc: who is busy, who holds which memory, what it is."""

from __future__ import annotations

import os
import platform
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

PROC = Path("/proc")
TICKS = os.sysconf("SC_CLK_TCK")
CPUS = os.cpu_count() or 1
#: Columns of /proc/stat that are somebody's work. Interrupts are the load's own packets; stolen time is a neighbor's.
_USER, _NICE, _SYSTEM, _STOLEN = 0, 1, 2, 7


class Watch:
    """Measures what part of the machine others used: from its making until `foreign` is asked.

    `ours` are the processes whose work is not foreign; this process and the benchmark's database backends are not
    either.
    """

    def __init__(self, ours: Iterable[int], database: str) -> None:
        self._pids = {*ours, os.getpid()}
        self._database = database
        self._before = self._read()
        self._start = time.monotonic()

    def foreign(self, finished: float = 0) -> float:
        """Return the part, from 0 to 1. `finished` is CPU seconds of a process of ours that has ended."""
        busy, own = self._read()
        elapsed = time.monotonic() - self._start
        mine = sum(ticks - self._before[1].get(pid, 0) for pid, ticks in own.items()) / TICKS + finished
        return max(0.0, (busy - self._before[0]) / TICKS - mine) / (elapsed * CPUS)

    def _read(self) -> tuple[int, dict[int, int]]:
        columns = [int(column) for column in PROC.joinpath("stat").read_text().split("\n", 1)[0].split()[1:]]
        busy = columns[_USER] + columns[_NICE] + columns[_SYSTEM] + columns[_STOLEN]
        pids = self._pids | backends(self._database)
        return busy, {pid: ticks for pid in pids if (ticks := cpu_ticks(pid)) is not None}


def cpu_ticks(pid: int) -> int | None:
    """Return the CPU time of a process in ticks, or None if it has ended."""
    try:
        fields = PROC.joinpath(str(pid), "stat").read_text().rpartition(")")[2].split()
    except OSError:
        return None
    return int(fields[11]) + int(fields[12])


def backends(database: str) -> set[int]:
    """Return PostgreSQL's processes that serve databases whose names begin so, if they are on this machine."""
    if not database:
        return set()
    return {int(path.parent.name) for path in PROC.glob("[0-9]*/cmdline") if _serves(path, database)}


def _serves(path: Path, database: str) -> bool:
    try:
        line = path.read_bytes()
    except OSError:
        return False
    return line.startswith(b"postgres:") and f" {database}".encode() in line


def children(pid: int) -> list[int]:
    """Return the processes that this one has started."""
    try:
        return [int(child) for child in PROC.joinpath(str(pid), "task", str(pid), "children").read_text().split()]
    except OSError:
        return []


def memory(pid: int) -> int:
    """Return the bytes of a process, what it shares divided among those who share it (PSS)."""
    for line in PROC.joinpath(str(pid), "smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) * 1024
    return 0


def describe() -> dict[str, Any]:
    """Return what the machine is."""
    model = [line for line in PROC.joinpath("cpuinfo").read_text().splitlines() if line.startswith("model name")]
    total = PROC.joinpath("meminfo").read_text().split("\n", 1)[0].split()[1]
    release = platform.freedesktop_os_release()
    return {
        "cpu": model[0].partition(": ")[2] if model else platform.machine(),
        "cpus": CPUS,
        "memory_gb": round(int(total) / 1024**2),
        "system": release.get("PRETTY_NAME", ""),
        "kernel": platform.release(),
    }
