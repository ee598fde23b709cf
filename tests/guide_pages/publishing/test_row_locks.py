"""What PostgreSQL is told to lock: many rows in order, and no keys: who adds a row that points to one does not wait."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from guide_pages.models import Delivery, GuidePage, Tombstone
from guide_pages.publishing.rows import lock_guide, lock_pages, lock_row
from guide_pages.publishing.sequences import give_all_sequences
from guide_pages.publishing.taking_away import take_guide_away
from guide_pages.publishing.tombstones import forget_old_tombstones
from tests import factories

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite locks no rows."),
]

PAGE = 'wagtailcore_page in order NO KEY UPDATE OF "wagtailcore_page"'
GUIDE = "guide_pages_guide NO KEY UPDATE"


def give_again(page: GuidePage) -> None:
    Delivery.objects.update(sequence=None)
    give_all_sequences()


def forget_tombstones(page: GuidePage) -> None:
    with time_machine.travel(timezone.now() + timedelta(days=200)):
        forget_old_tombstones()


ACTS: list[tuple[Callable[[GuidePage], Any], list[str]]] = [
    (lambda page: lock_pages([page.pk]), [PAGE]),
    (lambda page: lock_row(page, "title"), [PAGE]),
    (lambda page: lock_guide(page.guide.pk), [PAGE, GUIDE]),
    (lambda page: take_guide_away(page.guide.pk), [GUIDE]),
    (
        give_again,
        [
            "guide_pages_feedcounter UPDATE",
            "guide_pages_delivery in order NO KEY UPDATE SKIP LOCKED",
            "guide_pages_tombstone in order NO KEY UPDATE SKIP LOCKED",
        ],
    ),
    (forget_tombstones, ["guide_pages_tombstone in order NO KEY UPDATE"]),
]


@pytest.mark.parametrize(
    ("act", "locked"),
    ACTS,
    ids=["pages", "a row", "a guide", "take a guide away", "give sequences", "forget tombstones"],
)
def test_what_is_locked(act: Callable[[GuidePage], Any], locked: list[str]) -> None:
    factories.guide().unpublish()
    page = factories.guide()
    assert Tombstone.objects.exists()
    with CaptureQueriesContext(connection) as queries:
        act(page)
    assert list(filter(None, (lock(query["sql"]) for query in queries)))[: len(locked)] == locked


def lock(sql: str) -> str:
    """The table whose rows a query locks, whether in an order, and how; nothing for one that locks none."""
    found = re.search(r'FROM "(\w+)"(.*) FOR (.+)$', sql)
    if found is None:
        return ""
    table, conditions, words = found.groups()
    return f"{table} in order {words}" if "ORDER BY" in conditions else f"{table} {words}"
