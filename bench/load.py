"""One round of load: wrk against one contender."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from bench.machine import Watch
from bench.recording import Request

SCRIPT = Path(__file__).with_name("requests.lua")
TIMEOUT = 60  # seconds


class Round(NamedTuple):
    """What one round found. Times in milliseconds; `size` is bytes on the wire a request; `foreign` as in Watch."""

    rate: float
    p50: float
    p99: float
    size: float
    foreign: float


class LoadFailed(Exception):
    """Some answers were not what they should be: the round says nothing."""


def wrk() -> str:
    """Return the load tool's path, or raise SystemExit with the way to it."""
    found = shutil.which("wrk")
    if found is None:
        raise SystemExit("The benchmark needs wrk, which is not here: apt-get install wrk")
    return found


def run(
    port: int, requests: Sequence[Request], *, connections: int, seconds: float, ours: Sequence[int], database: str
) -> Round | None:
    """Send the requests in turn, over and over, for so long; None if not one was answered in it.

    Raises LoadFailed if any came back as an error.
    """
    with tempfile.NamedTemporaryFile("w", suffix=".tsv") as file:
        file.writelines(f"{request.path}\t{request.etag}\n" for request in requests)
        file.flush()
        headers = [f"-H{name}: {value}" for name, value in requests[0]._replace(etag="").headers.items()]
        command = [wrk(), "-t1", f"-c{connections}", f"-d{max(1, round(seconds))}s", f"--timeout={TIMEOUT}s"]
        command += [*headers, f"-s{SCRIPT}", f"http://127.0.0.1:{port}"]
        watch = Watch(ours, database)
        process = subprocess.Popen(
            command, env={**os.environ, "BENCH_REQUESTS": file.name}, stdout=subprocess.PIPE, text=True
        )
        said = process.stdout.read() if process.stdout else ""
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    foreign = watch.foreign(finished=usage.ru_utime + usage.ru_stime)
    if process.returncode != 0:
        raise LoadFailed(said)
    found = json.loads(said.strip().splitlines()[-1])
    if found["errors"]:
        raise LoadFailed(f"{requests[0].path}: {found}")
    if not found["requests"]:
        return None
    return Round(
        rate=found["requests"] / found["seconds"],
        p50=found["p50"],
        p99=found["p99"],
        size=found["bytes"] / found["requests"],
        foreign=foreign,
    )
