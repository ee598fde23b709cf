"""Follows docs/installing.md in a new site, with what is installed here: to its first guide, read by page and API.

Run it in an environment that has the wheel and nothing of this repository. Usage: python -m tools.first_guide
"""

from __future__ import annotations

import json
import os
import platform
import re
import socket
import subprocess
import sys
import tempfile
import time
from importlib.metadata import version
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

from tools.new_site import blocks, start

API = "/api/guides/v1"
#: How long the site has to answer for the first time, on a machine with much else to do.
PATIENCE = 180
OURS = re.compile(r"^.*/(?:guide_pages|faq_blocks)/.*Warning: .*$", re.MULTILINE)


class NotSo(Exception):
    """What the site did not answer as the document says."""


def main() -> None:
    print(f"Python {platform.python_version()}, Django {version('Django')}, Wagtail {version('wagtail')}", flush=True)
    with tempfile.TemporaryDirectory(prefix="guidepost-") as folder:
        site = start(Path(folder))
        manage(site, "check", "--fail-level", "WARNING")
        manage(site, "makemigrations", "--check", "--dry-run")
        manage(site, "migrate", "--verbosity", "0")
        manage(site, "shell", "--command", blocks("A first guide")[0])
        manage(site, "reconcile")
        read(site)
    print("The first guide of docs/installing.md is published, and read by page and API")


def manage(site: Path, *arguments: str) -> None:
    """Runs a command of the site. What fails, or warns of what Django or Python are going to take away, ends this."""
    print(f"manage.py {arguments[0]}", flush=True)
    command = [sys.executable, "manage.py", *arguments]
    done = subprocess.run(command, cwd=site, env=environment(), capture_output=True, text=True, check=False)
    told = done.stdout + done.stderr
    if done.returncode:
        raise SystemExit(f"manage.py {arguments[0]} failed:\n{told}")
    if warned := OURS.findall(told):
        raise SystemExit("\n".join(["Warned of:", *warned]))


def environment() -> dict[str, str]:
    """What the site's processes are given: nothing of this repository, and every warning."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    return kept | {"DJANGO_SETTINGS_MODULE": "mysite.settings.ours", "PYTHONWARNINGS": "always"}


def read(site: Path) -> None:
    """Asks the site's own server for the guide, as a reader and as an app do."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with (site / "server.log").open("w+") as log:
        server = subprocess.Popen(
            [sys.executable, "manage.py", "runserver", "--noreload", str(port)],
            cwd=site,
            env=environment(),
            stdout=log,
            stderr=log,
        )
        try:
            page, headers = ask(server, port, "/guides/bread-at-home/")
            hold(all(words in page for words in ("Before you start", "Why did it not rise?")), page)
            hold("ETag" in headers, headers)
            found = json.loads(ask(server, port, f"{API}/guides")[0])
            hold([row["title"] for row in found["items"]] == ["Bread at home"], found)
            guide = ask(server, port, f"{API}/guides/{found['items'][0]['id']}")[0]
            hold("Flour, water, salt and yeast." in guide, guide)
            hold("/guides" in ask(server, port, f"{API}/openapi.json")[0], "no schema")
        except NotSo as wrong:
            log.seek(0)
            raise SystemExit(f"{wrong}\n{log.read()}") from None
        finally:
            server.terminate()
            server.wait()
        log.seek(0)
        if warned := OURS.findall(log.read()):
            raise SystemExit("\n".join(["Warned of:", *warned]))


def ask(server: subprocess.Popen[bytes], port: int, path: str) -> tuple[str, dict[str, str]]:
    """What the server answers, as soon as it does."""
    print(f"GET {path}", flush=True)
    end = time.monotonic() + PATIENCE
    while True:
        try:
            with urlopen(Request(f"http://127.0.0.1:{port}{path}", headers={"Host": "localhost"})) as answer:
                return answer.read().decode(), dict(answer.headers)
        except HTTPError as error:
            raise NotSo(f"{path} answers {error.code}: {error.read().decode(errors='replace')}") from None
        except URLError as error:
            if server.poll() is not None or time.monotonic() > end:
                raise NotSo(f"{path} answers nothing: {error}") from None
            time.sleep(0.2)


def hold(is_so: bool, told: object) -> None:
    if not is_so:
        raise NotSo(f"Not what was published: {told}")


if __name__ == "__main__":
    main()
