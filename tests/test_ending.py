"""Every test ends by itself: one that hangs fails, says where it stood, and the next one runs."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

#: How tests hang: on themselves, a thread, another program, a lock, a socket, and a client that is led in a circle.
HANGING = """
import socket, subprocess, threading, time

def test_that_sleeps():
    time.sleep(600)

def test_that_goes_round_and_round():
    while True:
        pass

def test_that_waits_for_a_thread():
    threading.Thread(target=time.sleep, args=(600,), daemon=True).start()
    threading.Event().wait()

def test_that_waits_for_a_lock():
    lock = threading.Lock()
    lock.acquire()
    lock.acquire()

def test_that_waits_for_a_program():
    subprocess.run(["sleep", "600"])

def test_that_waits_for_an_answer():
    one, other = socket.socketpair()
    one.recv(1)

def test_that_passes():
    pass
"""


@pytest.mark.parametrize("workers", ["0", "2"], ids=["alone", "with others"])
def test_a_test_that_hangs_is_ended_and_the_others_go_on(tmp_path: Path, workers: str) -> None:
    file = tmp_path / "test_hanging.py"
    file.write_text(HANGING)
    plugins = ["-p", "pytest_timeout", "-p", "xdist.plugin"]  # the site's own would take longer than all the rest
    command = [sys.executable, "-m", "pytest", "-c", str(ROOT / "pyproject.toml"), *plugins, "-n", workers, "-q"]
    options = ["--rootdir", str(tmp_path), "-o", "addopts=", "-o", "timeout=2", str(file)]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    environment["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    done = subprocess.run(
        command + options, cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=300, check=False
    )
    assert "6 failed, 1 passed" in done.stdout, done.stdout + done.stderr
    assert done.stdout.count("Failed: Timeout") >= 6


def test_each_test_has_its_end(request: pytest.FixtureRequest) -> None:
    """Minutes: the first of a process pays for its database, on a slow machine with much else to do. Never for ever."""
    general = float(request.config.getini("timeout"))
    assert 300 <= general <= 1800
    for item in request.session.items:
        mark = item.get_closest_marker("timeout")
        seconds = mark.args[0] if mark else general
        assert 0 < seconds <= 3600, item.nodeid
