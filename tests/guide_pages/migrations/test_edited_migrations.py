"""Two migrations were edited after they had landed: databases from before end like those from after."""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection

from guide_pages.gzipping import gzipped

from .old_database import BEFORE_ANNOUNCING, BEFORE_THE_FEED, schema

ROOT = Path(__file__).parents[3]


@pytest.fixture
def database_url(tmp_path: Path) -> Iterator[str]:
    """An empty database of the kind that the tests run on."""
    if connection.vendor == "sqlite":
        yield f"sqlite:///{tmp_path / 'old.sqlite3'}"
        return
    settings = connection.settings_dict
    name = f"{settings['NAME']}_old"
    account = f"{settings['USER']}:{settings['PASSWORD']}".rstrip(":")
    with connection._nodb_cursor() as cursor:  # as Django makes its test databases
        cursor.execute(f"DROP DATABASE IF EXISTS {name}")
        cursor.execute(f"CREATE DATABASE {name}")
    yield f"postgres://{account}@{settings['HOST']}:{settings['PORT']}/{name}"
    with connection._nodb_cursor() as cursor:
        cursor.execute(f"DROP DATABASE {name}")


def migrated(kind: str, database_url: str) -> dict[str, Any]:
    """What an old database has become."""
    done = subprocess.run(  # a process of its own: migrations open the connection that the settings name
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
    return json.loads(done.stdout.splitlines()[-1])


@pytest.mark.timeout(600)  # Wagtail's own migrations take long on a busy machine
@pytest.mark.django_db
def test_a_database_from_before_the_feed_ends_like_a_new_one(database_url: str) -> None:
    found = migrated(BEFORE_THE_FEED, database_url)
    assert found["schema"] == schema(connection)
    rows = found["rows"]
    assert rows["card"] == '{"title":"Bread"}'
    assert gzip.decompress(bytes.fromhex(rows["card_gzip"])) == b'{"title":"Bread"}'
    assert bytes.fromhex(rows["card_gzip"]) == gzipped(b'{"title":"Bread"}')  # lists can be joined from it
    assert (rows["note"], rows["change_note"]) == ("", "")
    assert datetime.fromisoformat(rows["tombstone"])


@pytest.mark.timeout(600)  # Wagtail's own migrations take long on a busy machine
@pytest.mark.django_db
def test_a_database_from_before_replies_were_announced_ends_like_a_new_one(database_url: str) -> None:
    found = migrated(BEFORE_ANNOUNCING, database_url)
    assert found["schema"] == schema(connection)
    assert found["rows"] == {"Told": True, "New": False}  # moderators are told of the new one only


@pytest.mark.django_db
def test_the_models_are_what_the_migrations_make() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
