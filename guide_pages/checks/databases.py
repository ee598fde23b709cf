"""Which databases guides can be kept in, and how."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from typing import Any

from django.apps import apps
from django.core.checks import CheckMessage, Error, Warning, register
from django.db import connections, router

SUPPORTED = ("sqlite", "postgresql")
_PRAGMA = "PRAGMA journal_mode=WAL;"


@register("guide_pages")
def the_database_is_supported(databases: Sequence[str] | None = None, **kwargs: Any) -> Iterator[CheckMessage]:
    """Ask what the settings name, and connect to nothing."""
    for alias in _aliases(databases or ()):
        connection = connections[alias]
        if connection.vendor not in SUPPORTED:
            yield Error(
                f"Guides cannot be kept in {connection.display_name}: their search and their feed are made for SQLite"
                " and PostgreSQL.",
                hint=f'Give DATABASES["{alias}"] another ENGINE before you migrate; nothing has been changed.',
                id="guide_pages.E015",
            )
        elif connection.vendor == "sqlite" and not _has_fts5():
            yield Error(
                "This Python's SQLite was built without FTS5, which guides are searched with.",
                hint="Use a Python with a complete SQLite, or PostgreSQL.",
                id="guide_pages.E016",
            )


@register("guide_pages")
def publishing_at_once_is_possible(**kwargs: Any) -> Iterator[CheckMessage]:
    """Warn of SQLite's default mode: in it, three of four publishes at the same time fail."""
    for alias in _aliases():
        connection: Any = connections[alias]
        if connection.vendor != "sqlite" or connection.is_in_memory_db():
            continue
        options = connection.settings_dict.get("OPTIONS", {})
        if "journal_mode=wal" not in str(options.get("init_command", "")).lower().replace(" ", ""):
            yield Warning(
                "SQLite is not told to keep a write-ahead log: readers wait for every publish, and it for them.",
                hint=f'In DATABASES["{alias}"]["OPTIONS"], begin "init_command" with "{_PRAGMA}".',
                id="guide_pages.W017",
            )
        if str(options.get("transaction_mode") or "").upper() not in ("IMMEDIATE", "EXCLUSIVE"):
            yield Warning(
                "SQLite's transactions are not immediate: publishes at the same time fail with “database is locked”.",
                hint=f'In DATABASES["{alias}"]["OPTIONS"], set "transaction_mode": "IMMEDIATE".',
                id="guide_pages.W018",
            )


@register("guide_pages")
def reads_take_no_lock(**kwargs: Any) -> Iterator[CheckMessage]:
    for alias in _aliases():
        if connections[alias].settings_dict.get("ATOMIC_REQUESTS"):
            yield Warning(
                "ATOMIC_REQUESTS makes a transaction of every request: on SQLite each read takes the write lock, and"
                " everywhere a publish holds the feed until its answer is rendered.",
                hint=f'Take ATOMIC_REQUESTS out of DATABASES["{alias}"]; what must be atomic here is.',
                id="guide_pages.W019",
            )


def _aliases(databases: Sequence[str] = ()) -> list[str]:
    """Return the databases where guides are written, and where a command is about to make their tables."""
    guide = apps.get_model("guide_pages", "Guide")
    made = (alias for alias in databases if router.allow_migrate_model(alias, guide))
    return list(dict.fromkeys([router.db_for_write(guide), *made]))


def _has_fts5() -> bool:
    with closing(sqlite3.connect(":memory:")) as connection:
        try:
            connection.execute("CREATE VIRTUAL TABLE words USING fts5(word)")
        except sqlite3.OperationalError:
            return False
    return True
