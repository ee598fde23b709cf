"""A program: makes a database as an earlier commit made it, with rows, and migrates it to the newest.

Usage, the database in DATABASE_URL:
    old_database.py without-guides    migrates all that does not build on guides, once for all kinds
    old_database.py KIND              goes on from there; prints the tables and what became of the rows, as JSON
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from importlib import import_module
from typing import Any

NOON = datetime(2026, 11, 26, 12, tzinfo=UTC)
#: SQLite has no names for these: Django counts them in the order of the columns.
NUMBERED = re.compile(r"^(fk_|__unnamed_constraint_)\d+(__)?$")

WITHOUT_GUIDES = "without-guides"
BEFORE_THE_FEED = "before-the-feed"  # 0001 as it stood before the API's feed was added to it
BEFORE_ANNOUNCING = "before-announcing"  # 0003 as it stood before replies knew that moderators were told

#: What an edit added to a migration: whole operations by the name of what they make, fields by their model.
ADDED = {
    BEFORE_THE_FEED: (
        "0001_initial",
        {"FeedHorizon", "delivery_updated_first"},
        {("Edition", "note"), ("GuidePage", "change_note"), ("Tombstone", "created_at"), ("Delivery", "card_gzip")},
    ),
    BEFORE_ANNOUNCING: ("0003_replies", set(), {("Reply", "is_announced")}),
}


@contextmanager
def as_it_was(kind: str) -> Iterator[str]:
    """Undo the edit of a migration meanwhile; yields the migration's name."""
    name, operations, fields = ADDED[kind]
    migration = import_module(f"guide_pages.migrations.{name}").Migration
    today = migration.operations
    before = [operation for operation in today if _made_by(operation) not in operations]
    assert len(today) - len(before) == len(operations)
    edited = [(operation, operation.fields) for operation in before if hasattr(operation, "fields")]
    for operation, all_fields in edited:
        operation.fields = [field for field in all_fields if (operation.name, field[0]) not in fields]
    assert sum(len(there) - len(operation.fields) for operation, there in edited) == len(fields)
    migration.operations = before
    try:
        yield name
    finally:
        migration.operations = today
        for operation, all_fields in edited:
            operation.fields = all_fields


def _made_by(operation: Any) -> str | None:
    return operation.index.name if hasattr(operation, "index") else getattr(operation, "name", None)


def schema(connection: Any) -> dict[str, Any]:
    """What the database says of each table of guide_pages, whatever order its columns are in."""
    look = connection.introspection
    with connection.cursor() as cursor:
        tables = [table for table in look.table_names(cursor) if table.startswith("guide_pages_")]
        found = {
            table: {
                "columns": sorted(_column(column) for column in look.get_table_description(cursor, table)),
                "constraints": sorted(
                    json.dumps([rule, NUMBERED.sub("", name)], sort_keys=True)
                    for name, rule in look.get_constraints(cursor, table).items()
                ),
            }
            for table in tables
        }
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' ORDER BY name")
            found["triggers"] = cursor.fetchall()
    return json.loads(json.dumps(found))


def _column(column: Any) -> str:
    return json.dumps([column.name, str(column.type_code), column.internal_size, column.null_ok, column.default])


def add_rows_before_the_feed(apps: Any) -> None:
    """A published guide and one that is gone."""
    get = apps.get_model
    content_type = get("contenttypes", "ContentType").objects.get(app_label="guide_pages", model="guidepage")
    page = get("guide_pages", "GuidePage").objects.create(
        path="0001000100010001",
        depth=4,
        title="Bread",
        draft_title="Bread",
        slug="bread",
        content_type=content_type,
        locale=get("wagtailcore", "Locale").objects.get(),
        body="[]",
    )
    site = get("wagtailcore", "Site").objects.get()
    here = {"site": site, "first_published_at": NOON, "updated_at": NOON, "path": "/bread/"}
    sent = dict.fromkeys(("json", "json_gzip", "json_br", "html", "html_gzip", "html_br"), b"-")
    guide = get("guide_pages", "Guide").objects.create(page_id=page.pk, site=site)
    edition = get("guide_pages", "Edition").objects.create(guide=guide, number=1, document={}, cause="page")
    get("guide_pages", "Delivery").objects.create(
        guide=guide, edition=edition, sequence=1, card=b'{"title":"Bread"}', **here, **sent
    )
    gone = get("guide_pages", "Guide").objects.create(site=site)
    get("guide_pages", "Tombstone").objects.create(guide=gone, site=site, sequence=2, reason="deleted")


def add_rows_before_announcing(apps: Any) -> None:
    """A reply that moderators were told of, and one that came later."""
    guide = apps.get_model("guide_pages", "Guide").objects.create()
    apps.get_model("guide_pages", "ModeratorDigest").objects.create(sent_at=NOON)
    for name, hours in (("Told", -1), ("New", 1)):
        apps.get_model("guide_pages", "Reply").objects.create(
            guide=guide, name=name, text="Thank you.", created_at=NOON + timedelta(hours=hours)
        )


def rows(kind: str) -> dict[str, Any]:
    """What the models of today read."""
    from guide_pages.models import Delivery, Edition, GuidePage, Reply, Tombstone

    if kind == BEFORE_ANNOUNCING:
        return dict(Reply.objects.values_list("name", "is_announced"))
    delivery = Delivery.objects.get()
    return {
        "card": bytes(delivery.card).decode(),
        "change_note": GuidePage.objects.get().change_note,
        "note": Edition.objects.get().note,
        "tombstone": Tombstone.objects.get().created_at.isoformat(),
    }


def main(kind: str) -> None:
    import django

    django.setup()
    from django.core.management.sql import emit_post_migrate_signal
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    graph = executor.loader.graph
    others = [
        leaf for leaf in graph.leaf_nodes() if not any(app == "guide_pages" for app, _ in graph.forwards_plan(leaf))
    ]
    if kind == WITHOUT_GUIDES:
        executor.migrate(others)
        return
    with as_it_was(kind) as name:
        executor.migrate([("guide_pages", name)])
        apps = executor.loader.project_state([("guide_pages", name), *others]).apps
    emit_post_migrate_signal(verbosity=0, interactive=False, db=connection.alias, apps=apps, plan=[])  # content types
    {BEFORE_THE_FEED: add_rows_before_the_feed, BEFORE_ANNOUNCING: add_rows_before_announcing}[kind](apps)
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes())
    sys.stdout.write(json.dumps({"schema": schema(connection), "rows": rows(kind)}))


if __name__ == "__main__":
    main(sys.argv[1])
