"""What a person meets who starts the site where something is missing."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def run(*command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return subprocess.run(
        command, cwd=ROOT, env=kept | environment, capture_output=True, text=True, timeout=60, check=False
    )


def test_a_port_that_is_taken_is_said_in_one_line_with_the_way_out():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        port = listener.getsockname()[1]
        outcome = run(sys.executable, "tools/preflight.py", "--port", str(port))
    assert outcome.returncode == 1
    assert outcome.stderr.count("\n") == 1
    assert f"Port {port}" in outcome.stderr
    assert "make run PORT=" in outcome.stderr


def test_a_python_that_is_too_old_is_said_in_one_line():
    program = (
        "import sys, runpy; sys.version_info = (3, 9, 2); sys.argv = ['preflight.py'];"
        "runpy.run_path('tools/preflight.py', run_name='__main__')"
    )
    outcome = run(sys.executable, "-c", program)
    assert outcome.returncode == 1
    assert outcome.stderr.startswith("Guidepost needs Python 3.11 or newer and found 3.9.2")
    assert outcome.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("missing", "environment"),
    [("SECRET_KEY", {"ALLOWED_HOSTS": "example.org"}), ("ALLOWED_HOSTS", {"SECRET_KEY": "0123456789" * 6})],
)
def test_production_names_the_setting_that_is_missing(missing, environment):
    outcome = run(
        sys.executable, "manage.py", "check", DJANGO_SETTINGS_MODULE="config.settings.production", **environment
    )
    assert outcome.returncode != 0
    assert f"Set the environment variable {missing}:" in outcome.stderr.splitlines()[-1]


@pytest.mark.parametrize(
    "command",
    [
        ("manage.py", "migrate"),
        ("manage.py", "serve_demo"),
        ("manage.py", "reconcile"),
        ("-m", "gunicorn", "--pythonpath", "site", "--bind", "127.0.0.1:0", "config.wsgi"),
    ],
    ids=lambda command: command[1],
)
def test_a_folder_that_keeps_nothing_is_said_in_one_sentence(command, tmp_path):
    (tmp_path / "var").write_text("no folder")
    production = {"SECRET_KEY": "k" * 60, "ALLOWED_HOSTS": "example.org"} if "gunicorn" in command else {}
    outcome = run(sys.executable, *command, VAR_DIR=str(tmp_path / "var"), **production)
    said = [line for line in outcome.stderr.splitlines() if not line.startswith("[")]  # gunicorn tells of itself
    assert outcome.returncode != 0
    assert len(said) == 1, outcome.stderr
    assert said[0].startswith(f"Nothing can be kept in {tmp_path / 'var'} (file exists):")
    assert "VAR_DIR" in said[0]
