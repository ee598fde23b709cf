"""Two migrations were edited after they had landed: databases from before end like those from after."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection

from .old_database import BEFORE_ANNOUNCING, BEFORE_THE_FEED, WITHOUT_GUIDES, schema

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def without_guides(
    tmp_path_factory: pytest.TempPathFactory, django_db_setup: None, django_db_blocker: Any
) -> Iterator[str]:
    """A database of the kind that the tests run on, with all that does not build on guides: that part takes long."""
    with django_db_blocker.unblock(), database(tmp_path_factory.mktemp("base"), "base") as url:
        run(WITHOUT_GUIDES, url)
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


def run(kind: str, database_url: str) -> str:
    """What old_database.py says: a process of its own, since migrations open the connection that settings name."""
    done = subprocess.run(
        [sys.executable, ROOT / "tests/guide_pages/migrations/old_database.py", kind],
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


def migrated(kind: str, database_url: str) -> dict[str, Any]:
    """What an old database has become."""
    found: dict[str, Any] = json.loads(run(kind, database_url).splitlines()[-1])
    return found


@pytest.mark.django_db
def test_a_database_from_before_the_feed_ends_like_a_new_one(database_url: str) -> None:
    found = migrated(BEFORE_THE_FEED, database_url)
    assert found["schema"] == schema(connection)
    rows = found["rows"]
    assert rows["card"] == '{"title":"Bread"}'
    assert (rows["note"], rows["change_note"]) == ("", "")
    assert datetime.fromisoformat(rows["tombstone"])


@pytest.mark.django_db
def test_a_database_from_before_replies_were_announced_ends_like_a_new_one(database_url: str) -> None:
    found = migrated(BEFORE_ANNOUNCING, database_url)
    assert found["schema"] == schema(connection)
    assert found["rows"] == {"Told": True, "New": False}  # moderators are told of the new one only


@pytest.mark.django_db
def test_the_models_are_what_the_migrations_make() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
