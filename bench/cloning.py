"""Thousands of guides in a minute: rows are copied by the database, from guides that were really published.

A clone is read as its original is: same bytes, own id, address, place in the feed and date, both before those of the
published ones. What no read of the API and of the public pages touches is not cloned: revisions, Wagtail's own
search and reference indexes.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.db import connection, models, transaction
from wagtail.models import Page, Site

from guide_pages import models as guides
from guide_pages.models import Delivery, Guide, GuideIndexPage, GuidePage

MAP = "bench_clones"
AGE = timedelta(days=1000)
#: What belongs to a page, and what belongs to a guide: the model, and the column that says to which.
OF_A_PAGE: list[tuple[type[models.Model], str]] = [
    (guides.GuideTopic, "page_id"),
    (guides.GuideAuthor, "page_id"),
    (guides.GuideReviewer, "page_id"),
]
OF_A_GUIDE: list[type[models.Model]] = [guides.Anchor, guides.Dependency, guides.Passage]


@transaction.atomic
def clone_guides(upto: int) -> int:
    """Clone the first site's guides until it has so many. Return how many it has."""
    site = Site.objects.get(is_default_site=True)
    index = GuideIndexPage.objects.child_of(site.root_page).get()
    originals = list(Guide.objects.filter(site=site, delivery__isnull=False).values_list("pk", "page_id", "page__path"))
    wanted = upto - len(originals)
    _write_map(index, originals, wanted)
    columns = _columns_of_a_page()
    _copy(Page, "page_old", "id", columns)
    _copy(GuidePage, "page_old", "page_ptr_id", {"page_ptr_id": "m.page_new"})
    for model, column in OF_A_PAGE:
        _copy(model, "page_old", column, {column: "m.page_new"})
    _copy(Guide, "guide_old", "id", {"id": "m.guide_new", "page_id": "m.page_new"})
    _copy(guides.Edition, "guide_old", "guide_id", {"guide_id": "m.guide_new"}, where="o.number = 1")
    _copy_deliveries()
    for model in OF_A_GUIDE:
        with _indexes_made_after(model):
            _copy(model, "guide_old", "guide_id", {"guide_id": "m.guide_new"})
    made = {"guide_id": "m.guide_new", "made": "o.wanted", "file": "'images/share/none.png'"}  # no 20,000 are drawn
    _copy(guides.SharePicture, "guide_old", "guide_id", made)
    _execute(f"DROP TABLE {MAP}")
    Page.objects.filter(pk=index.pk).update(numchild=models.F("numchild") + wanted)
    _move_sequences_on()
    return Delivery.objects.filter(site=site).count()


def _write_map(index: Page, originals: list[tuple[Any, int, str]], wanted: int) -> None:
    """Which guide becomes which."""
    uuid = Guide._meta.pk.db_type(connection)
    _execute(
        f"CREATE TABLE {MAP} (page_old integer, page_new integer, guide_old {uuid}, guide_new {uuid}, "
        f"translation {uuid}, path varchar(255), slug varchar(255), number integer)"
    )
    last_page = Page.objects.order_by("-pk").values_list("pk", flat=True)[0]
    last_path = index.get_children().order_by("-path").values_list("path", flat=True)[0]
    place = Page._str2int(last_path[-Page.steplen :])
    cloned = index.get_children().filter(slug__startswith="clone-").count()  # before
    rows = []
    for number in range(1, wanted + 1):
        guide, page, _ = originals[number % len(originals)]
        path = Page._get_path(index.path, index.depth + 1, place + number)
        ids = [_uuid(value) for value in (guide, uuid4(), uuid4())]
        rows.append((page, last_page + number, *ids, path, f"clone-{cloned + number:06}", cloned + number))
    with connection.cursor() as cursor:
        cursor.executemany(f"INSERT INTO {MAP} VALUES (%s, %s, %s, %s, %s, %s, %s, %s)", rows)
    _execute(f"CREATE INDEX {MAP}_page ON {MAP} (page_old)")
    _execute(f"CREATE INDEX {MAP}_guide ON {MAP} (guide_old)")


def _uuid(value: Any) -> Any:
    return Guide._meta.pk.get_db_prep_value(value, connection)


def _columns_of_a_page() -> dict[str, str]:
    older = f"o.first_published_at - interval '{AGE.days} days'"
    if connection.vendor == "sqlite":
        older = f"strftime('%%Y-%%m-%%d %%H:%%M:%%f', o.first_published_at, '-{AGE.days} days')"
    return {
        "id": "m.page_new",
        "path": "m.path",
        "slug": "m.slug",
        "url_path": "replace(o.url_path, o.slug, m.slug)",
        "translation_key": "m.translation",
        "first_published_at": older,
        "latest_revision_id": "NULL",
        "live_revision_id": "NULL",
    }


def _copy_deliveries() -> None:
    """Each with the clone's own edition, path, date, and a sequence from before the published ones."""
    edition, delivery = guides.Edition._meta.db_table, Delivery._meta.db_table
    older = _columns_of_a_page()["first_published_at"]
    _copy(
        Delivery,
        "guide_old",
        "guide_id",
        {
            "guide_id": "m.guide_new",
            "edition_id": f"(SELECT e.id FROM {edition} e WHERE e.guide_id = m.guide_new)",
            "path": f"(SELECT replace(d.path, p.slug, m.slug) FROM {delivery} d JOIN {Page._meta.db_table} p "
            "ON p.id = m.page_old WHERE d.guide_id = m.guide_old)",
            "sequence": "m.number",
            "first_published_at": older,
        },
    )


def _copy(model: type[models.Model], old: str, key: str, replaced: dict[str, str], where: str = "1 = 1") -> None:
    """Copy the rows of a model that belong to what the map names; a key of its own is given anew."""
    fields = [
        field.column
        for field in model._meta.local_concrete_fields
        if field.column in replaced or not (field.primary_key and isinstance(field, models.AutoField))
    ]
    values = ", ".join(replaced.get(column) or f'o."{column}"' for column in fields)
    names = ", ".join(f'"{column}"' for column in fields)
    table = model._meta.db_table
    _execute(
        f'INSERT INTO "{table}" ({names}) SELECT {values} FROM "{table}" o JOIN {MAP} m ON o."{key}" = m.{old} '
        f"WHERE {where} ORDER BY m.number"
    )


@contextmanager
def _indexes_made_after(model: type[models.Model]) -> Iterator[None]:
    """PostgreSQL makes a table's search indexes at once in a fraction of the time that it takes row by row."""
    made: list[tuple[str, str]] = []
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = %s AND indexdef LIKE '%% USING gin %%'",
                [model._meta.db_table],
            )
            made = cursor.fetchall()
    for name, _ in made:
        _execute(f'DROP INDEX "{name}"')
    yield
    connection.check_constraints()  # no index is made while checks are pending
    for _, definition in made:
        _execute(definition)


def _move_sequences_on() -> None:
    """PostgreSQL does not know that ids were given by hand."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(_no_style(), [Page]):
            cursor.execute(statement)


def _no_style() -> Any:
    from django.core.management.color import no_style

    return no_style()


def _execute(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, [] if "%%" in statement else None)
