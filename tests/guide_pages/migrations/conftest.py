"""Databases of their own for programs that migrate them: migrations open the connection that settings name."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from .old_database import WITHOUT_GUIDES

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def without_guides(
    tmp_path_factory: pytest.TempPathFactory, django_db_setup: None, django_db_blocker: Any
) -> Iterator[str]:
    """A database of the kind that the tests run on, with all that does not build on guides: that part takes long."""
    with django_db_blocker.unblock(), database(tmp_path_factory.mktemp("base"), "base") as url:
        run(url, "old_database.py", WITHOUT_GUIDES)
        yield url


@pytest.fixture
def database_url(without_guides: str, tmp_path: Path) -> Iterator[str]:
    """A copy of it."""
    with database(tmp_path, "old", copied=without_guides) as url:
        yield url


@contextmanager
def database(folder: Path, kind: str, copied: str = "") -> Iterator[str]:
    """A new database, empty or a copy of another one; its address."""
    if connection.vendor == "sqlite":
        file = folder / "old.sqlite3"
        if copied:
            with closing(sqlite3.connect(copied.removeprefix("sqlite:///"))) as base:
                base.execute("VACUUM INTO ?", (str(file),))  # part of it may be in its log still
        yield f"sqlite:///{file}"
        return
    settings = connection.settings_dict
    name = f"{settings['NAME']}_{kind}"
    account = f"{settings['USER']}:{settings['PASSWORD']}".rstrip(":")
    template = f" TEMPLATE {copied.rpartition('/')[2]}" if copied else ""
    with connection._nodb_cursor() as cursor:  # as Django makes its test databases
        cursor.execute(f"DROP DATABASE IF EXISTS {name}")
        cursor.execute(f"CREATE DATABASE {name}{template}")
    yield f"postgres://{account}@{settings['HOST']}:{settings['PORT']}/{name}"
    with connection._nodb_cursor() as cursor:
        cursor.execute(f"DROP DATABASE {name}")


def run(database_url: str, program: str, *arguments: str) -> str:
    """What a program of this folder says, in a process of its own."""
    done = subprocess.run(
        [sys.executable, ROOT / "tests/guide_pages/migrations" / program, *arguments],
        env=os.environ
        | {
            "DATABASE_URL": database_url,
            "DJANGO_SETTINGS_MODULE": "config.settings.test",
            "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'site'}",
        },
        capture_output=True,
        text=True,
        timeout=500,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stdout
