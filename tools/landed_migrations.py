#!/usr/bin/env python3
"""Holds the migrations that have landed by their SHA-256: somebody's database was made by each of them.

Without arguments it fails if one was edited or removed, or is new and not listed yet. With --add it lists what is new.
The list is `landed_migrations.txt` beside this file, in the form of `sha256sum --check`. Needs no Django.
"""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
LIST = "tools/landed_migrations.txt"
FOLDERS = ("faq_blocks/migrations", "guide_pages/migrations", "site/home/migrations")
ADD = "tools/landed_migrations.py --add"


def landed(root: Path) -> dict[str, str]:
    """The digests that are listed, by path."""
    lines = (root / LIST).read_text(encoding="utf-8").splitlines()
    return {path: digest for digest, _, path in (line.partition("  ") for line in lines)}


def present(root: Path) -> dict[str, str]:
    """The digests of the migrations that are there, by path."""
    files = sorted(file for folder in FOLDERS for file in (root / folder).glob("[0-9]*.py"))
    return {file.relative_to(root).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest() for file in files}


def complaints(listed: dict[str, str], there: dict[str, str]) -> list[str]:
    """A sentence for each landed migration that is not as it was, and for each that is not listed."""
    undo = "databases were made by it: put it back as it was, and write a new migration."
    what = {path: "removed" if path not in there else "edited" for path in listed if there.get(path) != listed[path]}
    found = [f"{path} has landed and was {done}; {undo}" for path, done in what.items()]
    return found + [f"{path} is new; list it when it is finished: {ADD}" for path in there if path not in listed]


def add(root: Path) -> None:
    """List what is new; what is listed stays as it is."""
    digests = present(root) | landed(root)
    lines = [f"{digest}  {path}\n" for path, digest in sorted(digests.items())]
    (root / LIST).write_text("".join(lines), encoding="utf-8")


def main(arguments: list[str], root: Path = ROOT) -> int:
    """Returns the exit code: 1 if there is anything to complain of."""
    if arguments == ["--add"]:
        add(root)
    found = complaints(landed(root), present(root))
    for sentence in found:
        print(sentence, file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
