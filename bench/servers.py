"""Starting and stopping what is measured."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from bench import machine

ROOT = Path(__file__).resolve().parents[1]
CONFIG = Path(__file__).with_name("gunicorn.conf.py")
PATIENCE = 90  # seconds until a server must answer


class Server:
    """A WSGI application under gunicorn, on a port of its own."""

    def __init__(self, application: str, environment: dict[str, str]) -> None:
        self.port = free_port()
        variables = {**environment, "BENCH_BIND": f"127.0.0.1:{self.port}"}
        self._process = subprocess.Popen(
            [sys.executable, "-m", "gunicorn", "-c", str(CONFIG), application], cwd=ROOT, env=with_path(variables)
        )
        self._wait()

    def _wait(self) -> None:
        deadline = time.monotonic() + PATIENCE
        while not answers(self.port) or len(self.workers) < 2:
            if self._process.poll() is not None or time.monotonic() > deadline:
                self.stop()
                raise SystemExit("A server did not start; what it said is above.")
            time.sleep(0.1)

    @property
    def workers(self) -> list[int]:
        """The processes that answer."""
        return machine.children(self._process.pid)

    @property
    def processes(self) -> list[int]:
        return [self._process.pid, *self.workers]

    def memory(self) -> int:
        """Return the bytes of one worker, on average."""
        workers = self.workers
        return sum(machine.memory(pid) for pid in workers) // len(workers)

    def stop(self) -> None:
        """End it and wait for that."""
        self._process.terminate()
        try:
            self._process.wait(15)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


def python(module: str, *arguments: object, environment: dict[str, str]) -> str:
    """Run a module in an environment; return what it printed. Raises SystemExit if it failed."""
    return finish(start_python(module, *arguments, environment=environment))


def start_python(module: str, *arguments: object, environment: dict[str, str]) -> subprocess.Popen[str]:
    """Start a module in an environment, to be finished with `finish`."""
    command = [sys.executable, "-m", module, *map(str, arguments)]
    return subprocess.Popen(command, cwd=ROOT, env=with_path(environment), stdout=subprocess.PIPE, text=True)


def start_ready(module: str, *arguments: object, environment: dict[str, str]) -> subprocess.Popen[str]:
    """Start a module that says when it is ready, and wait for that. It begins, or ends, with `finish`."""
    command = [sys.executable, "-m", module, *map(str, arguments)]
    process = subprocess.Popen(
        command, cwd=ROOT, env=with_path(environment), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    if process.stdout is None or process.stdout.readline() != "ready\n":
        finish(process)
        raise SystemExit(f"{' '.join(command[1:])} was never ready.")
    return process


def begin(processes: list[subprocess.Popen[str]]) -> None:
    """Let all that are ready begin at the same time."""
    for process in processes:
        if process.stdin:
            process.stdin.close()
            process.stdin = None


def finish(process: subprocess.Popen[str]) -> str:
    """Return what a module printed, when it has ended."""
    said, _ = process.communicate()
    if process.returncode != 0:
        command: Any = process.args
        raise SystemExit(f"{' '.join(command[1:])} ended with {process.returncode}; what it said is above.")
    return said


def with_path(variables: dict[str, str]) -> dict[str, str]:
    """Return the environment of a process that finds this repository's packages."""
    path = os.pathsep.join([str(ROOT), str(ROOT / "site")])
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "TMPDIR") if name in os.environ}
    return {**kept, "PYTHONPATH": path, **variables}


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def answers(port: int) -> bool:
    """Return True if somebody listens on a port."""
    with socket.socket() as client:
        return client.connect_ex(("127.0.0.1", port)) == 0
