"""docs/operating.md, followed to the letter, as far as a machine without systemd can."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
DOCUMENT = (ROOT / "docs/operating.md").read_text(encoding="utf-8")
FOLDER = "/srv/guidepost"  # where the document has the site
PATIENCE = 540  # seconds: `collectstatic` compresses every file


def section(heading: str) -> str:
    """The words under a heading."""
    return re.split(r"^## ", DOCUMENT.split(f"\n## {heading}\n", 1)[1], maxsplit=1, flags=re.MULTILINE)[0]


def blocks(heading: str, kind: str) -> list[str]:
    return re.findall(rf"^```{kind}\n(.*?)^```", section(heading), re.DOTALL | re.MULTILINE)


def commands(heading: str) -> list[str]:
    """What the site's user is told to type; what root does to the machine is left out."""
    lines = "".join(blocks(heading, "console")).splitlines()
    return [line[2:] for line in lines if line.startswith("$ ")]


class Machine:
    """A fresh copy of the repository, in place of /srv/guidepost, and an environment with nothing in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "guidepost"
        self.programs = folder / "bin"
        self.programs.mkdir()
        self.environment = {"PATH": f"{self.programs}:/usr/sbin:/usr/bin:/sbin:/bin", "HOME": str(folder)}
        self._copy()
        self._program("editor", "exit 0")  # a person, who finds everything filled in
        if shutil.which("sqlite3", path=self.environment["PATH"]) is None:
            script = "import sqlite3, sys; sqlite3.connect(sys.argv[1], isolation_level=None).execute(sys.argv[2])"
            self._program("sqlite3", f'exec {sys.executable} -c "{script}" "$@"')

    def _copy(self) -> None:
        listed = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
        names = subprocess.run(listed, cwd=ROOT, capture_output=True, check=True).stdout.decode().split("\0")
        for name in filter(None, names):
            if (ROOT / name).is_file():
                (self.folder / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(ROOT / name, self.folder / name)

    def _program(self, name: str, script: str) -> None:
        (self.programs / name).write_text(f"#!/bin/sh\n{script}\n")
        (self.programs / name).chmod(0o755)

    def here(self, text: str) -> str:
        """What the document says, with this machine's folder."""
        return text.replace(FOLDER, str(self.folder))

    def run(self, command: str, cwd: Path | None = None, **environment: str) -> str:
        """Do what a line says; return what it printed. A line that fails fails the test."""
        done = subprocess.run(
            ["/bin/bash", "-c", self.here(command)],
            cwd=cwd or self.folder,
            env=self.environment | environment,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )
        assert done.returncode == 0, f"{command}\n{done.stdout[-2000:]}{done.stderr[-4000:]}"
        return done.stdout

    def follow(self, heading: str) -> list[str]:
        """Do what a section says. The virtual environment is the tests' own, and a password is not typed."""
        return [self._follow(command) for command in commands(heading)]

    def _follow(self, command: str) -> str:
        if command == "python3 -m venv .venv":
            (self.folder / ".venv").symlink_to(sys.prefix)
            return ""
        if " -m pip " in command or "/pip " in command:
            return self.run(f"{command} --dry-run --no-index")  # everything is installed, or this fails
        if command.endswith(" collectstatic --noinput") and (self.folder / "staticfiles/staticfiles.json").exists():
            return self.run(f"{command} --no-post-process")  # of the same release: to compress all again takes a minute
        if command.endswith("createsuperuser"):
            secrets = {"USERNAME": "admin", "EMAIL": "admin@example.org", "PASSWORD": "a long pass phrase"}
            return self.run(f"{command} --noinput", **{f"DJANGO_SUPERUSER_{name}": it for name, it in secrets.items()})
        return self.run(command)
