"""Tries Guidepost on the versions of noxfile.py, and says of each what came of it: passed, failed or not run.

A Python that is not here is fetched (tools/interpreters.py). A corner whose Python is not to be had is said to be not
run: it never counts as passed. Usage: python -m tools.matrix SESSION [--newest] [--only WORDS] [-- ARGUMENTS OF PYTEST]
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from tools.interpreters import UV, NotToBeHad, bring

ROOT = Path(__file__).parents[1]
NOX = [*UV, "tool", "run", "--quiet", "--from", "nox==2026.10.20", "nox", "--noxfile", str(ROOT / "noxfile.py")]


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("session", choices=["suite", "first_guide"])
    asked.add_argument("--newest", action="store_true", help="the last corner whose versions are all released")
    asked.add_argument("--only", default="", help="the corners with these words, as django6.1 or 3.13-django5.2")
    asked.add_argument("pytest", nargs="*")
    options = asked.parse_args()
    corners = [row for row in listed() if row["name"] == options.session and options.only in row["session"]]
    if options.newest:
        corners = [row for row in corners if "rc" not in row["session"]][-1:]
    if not corners:
        print(f"No corner of noxfile.py has “{options.only}” in its name", file=sys.stderr)
        return 1
    pythons, why_not = interpreters(sorted({row["python"] for row in corners}, key=lambda name: name.split(".")))
    done = run([row["session"] for row in corners if row["python"] in pythons], pythons, options.pytest)
    return told(corners, done, why_not)


def listed() -> list[dict[str, Any]]:
    """The corners, as nox knows them."""
    found = subprocess.run([*NOX, "--list", "--json"], stdout=subprocess.PIPE, text=True, check=True)
    rows: list[dict[str, Any]] = json.loads(found.stdout)
    return rows


def interpreters(versions: list[str]) -> tuple[dict[str, Path], dict[str, str]]:
    """The Pythons that are here or can be fetched, and why the others are not."""
    pythons, why_not = {}, {}
    for version in versions:
        try:
            pythons[version] = bring(version)
        except NotToBeHad as reason:
            why_not[version] = str(reason)
    return pythons, why_not


def run(sessions: list[str], pythons: dict[str, Path], arguments: list[str]) -> dict[str, dict[str, Any]]:
    """Lets nox run them, and returns what it reports of each."""
    if not sessions:
        return {}
    with tempfile.TemporaryDirectory() as folder:
        names, report = Path(folder) / "bin", Path(folder) / "report.json"
        names.mkdir()
        for version, python in pythons.items():
            # A script, not a link: what a Python needs stands beside where it really is.
            (names / f"python{version}").write_text(f'#!/bin/sh\nexec "{python}" "$@"\n')
            (names / f"python{version}").chmod(0o755)
        subprocess.run(
            [*NOX, "--report", str(report), "--download-python", "never", "--sessions", *sessions, "--", *arguments],
            cwd=ROOT,
            env={**os.environ, "PATH": f"{names}{os.pathsep}{os.environ['PATH']}"},
            check=False,
        )
        rows = json.loads(report.read_text())["sessions"] if report.exists() else []
        return {signature: row for row in rows for signature in row["signatures"]}


def told(corners: list[dict[str, Any]], done: dict[str, dict[str, Any]], why_not: dict[str, str]) -> int:
    """Prints a line for each corner. Returns 1 if one failed or none was run."""
    print()
    results = []
    for corner in corners:
        row = done.get(corner["session"], {})
        result = {"success": "passed", "failed": "failed"}.get(str(row.get("result")), "not run")
        results.append(result)
        why = why_not.get(corner["python"], row.get("reason") or "")
        after = f"after {row['duration']:.0f} s" if result != "not run" and "duration" in row else why
        print(f"{result:8}{corner['session']:50}{after}")
    print(" ".join(f"{results.count(each)} {each}," for each in ("passed", "failed", "not run")).rstrip(","))
    return int("failed" in results or "passed" not in results)


if __name__ == "__main__":
    sys.exit(main())
