"""What was measured: the versions of all that took part."""

from __future__ import annotations

import platform
import subprocess
from importlib.metadata import version

from bench.load import wrk
from bench.servers import ROOT

PACKAGES = ["Django", "wagtail", "django-ninja", "djangorestframework", "psycopg", "gunicorn"]


def versions(database: str) -> dict[str, str]:
    """Return names and versions, the database's as it is given."""
    said = subprocess.run([wrk(), "--version"], capture_output=True, text=True, check=False).stdout
    commit = subprocess.run(["git", "describe", "--always", "--dirty"], cwd=ROOT, capture_output=True, text=True).stdout
    return {
        "Guidepost": commit.strip() or "not from a repository",
        "Python": platform.python_version(),
        **{name: version(name) for name in PACKAGES},
        "database": database,
        "wrk": said.split()[1] if said else "?",
    }
