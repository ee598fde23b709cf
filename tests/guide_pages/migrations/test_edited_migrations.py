"""Two migrations were edited after they had landed: databases from before end like those from after."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection

from .conftest import run
from .old_database import BEFORE_ANNOUNCING, BEFORE_THE_FEED, schema


def migrated(kind: str, database_url: str) -> dict[str, Any]:
    """What an old database has become."""
    found: dict[str, Any] = json.loads(run(database_url, "old_database.py", kind).splitlines()[-1])
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
