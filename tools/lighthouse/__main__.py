"""Asks Lighthouse, on a phone as it simulates one, about the demonstration under production's settings.

    python -m tools.lighthouse [--folder FOLDER] [--only guide]

Performance of 99 and 100 in all else is wanted: not the score for search engines of what is not to be listed, as a
search. Exits with 1 where something is less, and says which audits failed. The first visit of the guide, with its fonts
and the pictures above the fold, is to be 110 kB or less, and nothing on it moves.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
PORT = 8177
PAGES = {
    "home": "/",
    "index": "/guides/",
    "guide": "/guides/ketamine-therapy/",
    "topic": "/guides/topics/depression/",
    "search": "/search/?query=side+effects",
}
WANTED = {"performance": 99, "accessibility": 100, "best-practices": 100, "seo": 100}
#: The demonstration says of itself that it is not to be listed; so does a search.
UNLISTED = "is-crawlable"
FIRST_VISIT = 110_000
CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or "/usr/bin/chromium"


def environment(folder: Path) -> dict[str, str]:
    """Return what production asks for, for a site on this machine."""
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "config.settings.production",
        "PYTHONPATH": f"{ROOT}:{ROOT / 'site'}",
        "ALLOWED_HOSTS": "127.0.0.1",
        "SECRET_KEY": "not-a-secret-but-long-enough-for-a-check-0123456789-abcdefghij",
        "EMAIL_URL": "dummymail://",
        "SECURE_SSL_REDIRECT": "false",
        "SECURE_COOKIES": "false",
        "SECURE_HSTS_SECONDS": "0",
        "VAR_DIR": str(folder),
        "STATIC_ROOT": str(folder / "static"),
    }


def manage(folder: Path, *command: str) -> None:
    subprocess.run([sys.executable, "manage.py", *command], cwd=ROOT, env=environment(folder), check=True)


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Prepare the demonstration where it is not there yet, and serve it; yield its address."""
    folder.mkdir(parents=True, exist_ok=True)
    manage(folder, "migrate", "--verbosity", "0")
    manage(folder, "collectstatic", "--noinput", "--verbosity", "0")  # pages name files by what is in them
    manage(folder, "load_demo")
    placed = f"from home.management.commands.serve_demo import place_site; place_site({PORT})"
    manage(folder, "shell", "--no-imports", "--command", placed)
    manage(folder, "reconcile")
    command = [sys.executable, "-m", "gunicorn", "--bind", f"127.0.0.1:{PORT}", "tools.lighthouse.served:application"]
    with subprocess.Popen(command, cwd=ROOT, env=environment(folder)) as server:
        try:
            wait_for(f"http://127.0.0.1:{PORT}/robots.txt")
            yield f"http://127.0.0.1:{PORT}"
        finally:
            server.terminate()


def wait_for(address: str) -> None:
    for _ in range(120):
        try:
            urllib.request.urlopen(address, timeout=5)
        except OSError:
            time.sleep(0.5)
        else:
            return
    sys.exit(f"{address} does not answer")


def lighthouse() -> Path:
    """Return Lighthouse's command, installed as package-lock.json says."""
    command = HERE / "node_modules" / ".bin" / "lighthouse"
    if not command.exists():
        subprocess.run(["npm", "ci", "--prefix", str(HERE), "--no-audit", "--no-fund"], check=True)
    return command


def report(command: Path, address: str) -> dict[str, Any]:
    """Return what Lighthouse says of a page, in its preset for phones."""
    categories = ",".join(WANTED)
    flags = "--headless=new --no-sandbox --disable-gpu"
    result = subprocess.run(
        [command, address, "--quiet", "--output=json", f"--only-categories={categories}", f"--chrome-flags={flags}"],
        env={**os.environ, "CHROME_PATH": CHROMIUM},
        stdout=subprocess.PIPE,
        check=True,
    )
    said: dict[str, Any] = json.loads(result.stdout)
    return said


def faults(name: str, said: dict[str, Any]) -> list[str]:
    """Return what is less than is wanted of a page."""
    found = []
    scores = {key: round(100 * (category["score"] or 0)) for key, category in said["categories"].items()}
    audits = said["audits"]
    failed = {
        key: sorted(
            audit["id"]
            for audit in category["auditRefs"]
            if audit["weight"] and (audits[audit["id"]]["score"] or 0) < 1 and audits[audit["id"]]["score"] is not None
        )
        for key, category in said["categories"].items()
    }
    sent = round(audits["total-byte-weight"]["numericValue"])
    moved = audits["cumulative-layout-shift"]["numericValue"]
    print(f"{name:8} {scores} {sent:,} bytes, CLS {moved:.3f}", flush=True)
    for key, least in WANTED.items():
        if scores[key] < least and not (key == "seo" and (name == "search" or failed[key] == [UNLISTED])):
            found.append(f"{name}: {key} {scores[key]}, for {', '.join(failed[key])}")
    if moved > 0.001:
        found.append(f"{name}: it moves, {moved:.3f}")
    if name == "guide" and sent > FIRST_VISIT:
        found.append(f"{name}: {sent:,} bytes")
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, help="where a demonstration is, or is to be kept for the next time")
    parser.add_argument("--only", choices=PAGES, action="append")
    options = parser.parse_args()
    command = lighthouse()
    with tempfile.TemporaryDirectory() as scratch, served(options.folder or Path(scratch)) as site:
        found = [
            fault
            for name, path in PAGES.items()
            if not options.only or name in options.only
            for fault in faults(name, report(command, site + path))
        ]
    print("\n".join(found), file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
