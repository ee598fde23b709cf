"""The versions that Guidepost is tried on, each in an environment of its own that uv makes. `make matrix` runs it.

The corners name every version that is promised: the oldest of all, the newest of all, and each between them once. What
else is installed is what requirements.txt locks; for the first guide, the newest there is.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

import nox

nox.options.default_venv_backend = "uv"
nox.options.reuse_venv = "no"
nox.options.stop_on_first_error = False
nox.options.envdir = "var/nox"

#: Python, Django, Wagtail. Django 6 needs Python 3.12; 8.1 of Wagtail is a release candidate.
CORNERS = [
    ("3.11", "5.2", "8.0"),
    ("3.12", "6.0", "8.0"),
    ("3.13", "5.2", "8.0"),
    ("3.13", "6.0", "8.0"),
    ("3.14", "6.1", "8.0"),
    ("3.14", "6.1", "8.1rc1"),
]
NOT_HERE = "not browser and not clients and not services"
#: What Django or Python are going to take away is an error where our own code asks for it.
WARNINGS = "filterwarnings=" + "".join(
    f"\nerror::{kind}:(guide_pages|faq_blocks|config|demo|home|search|tests)(\\.|$)"
    for kind in ("DeprecationWarning", "PendingDeprecationWarning")
)

corners = nox.parametrize(
    "python,django,wagtail",
    [nox.param(*corner, id="{}-django{}-wagtail{}".format(*corner)) for corner in CORNERS],
)


@nox.session
@corners
def first_guide(session: nox.Session, django: str, wagtail: str) -> None:
    """The wheel in a site that is made anew: checks, migrations, the first guide, read by page and API."""
    wheel = sorted(Path("dist").glob("*.whl"), key=lambda path: path.stat().st_mtime)[-1]
    session.install("--prerelease", "if-necessary", str(wheel), *wanted(django, wagtail))
    session.run("python", "-m", "tools.first_guide")


@nox.session
@corners
def suite(session: nox.Session, django: str, wagtail: str) -> None:
    """The default suite, and whether models and migrations agree."""
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as overrides:
        overrides.write("\n".join(wanted(django, wagtail)))
        overrides.flush()
        locked = [part for name in ("requirements.txt", "requirements-dev.txt") for part in ("-r", name)]
        session.install("--overrides", overrides.name, *locked)
    session.env["DJANGO_SETTINGS_MODULE"] = "config.settings.test"
    session.run("python", "manage.py", "check")
    session.run("python", "manage.py", "makemigrations", "--check", "--dry-run")
    session.run("python", "-m", "pytest", "-m", NOT_HERE, "-o", WARNINGS, *(session.posargs or ["-n", "auto"]))


def wanted(django: str, wagtail: str) -> list[str]:
    return [f"Django=={django}.*", f"wagtail=={wagtail}" + ("" if "rc" in wagtail else ".*")]
