"""Which of a guide's editions are removed, by when and why they were made. Rows alone: nothing is compiled."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Locale

from guide_pages.models import Delivery, Edition, Guide
from guide_pages.publishing.thinning import thin_editions
from tests import factories

pytestmark = pytest.mark.django_db

DAY = datetime(2026, 3, 2, tzinfo=UTC)
YEAR_LATER = DAY + timedelta(days=1 + 366)  # the day is over, and more than a year ago


def guide(*editions: tuple[float, dict[str, Any]] | float) -> Guide:
    """A guide with editions that something shared made, so many hours after the day began, unless said otherwise."""
    made = Guide.objects.create(site=factories.site(), locale=Locale.get_default())
    for number, each in enumerate(editions, 1):
        hours, fields = each if isinstance(each, tuple) else (each, {})
        Edition.objects.create(
            guide=made,
            number=number,
            created_at=DAY + timedelta(hours=hours),
            document=b"",
            **{"cause": "faq_entry", **fields},
        )
    return made


def left(of: Guide) -> list[int]:
    return list(Edition.objects.filter(guide=of).order_by("number").values_list("number", flat=True))


def thinned(of: Guide, now: datetime = YEAR_LATER) -> list[int]:
    with time_machine.travel(now, tick=False):
        thin_editions()
    return left(of)


@pytest.mark.parametrize("zone", ["UTC", "Pacific/Auckland", "America/Los_Angeles"])
def test_the_first_the_last_and_the_last_of_each_day_of_utc_stay(zone: str) -> None:
    with timezone.override(zone):
        assert thinned(guide(-30, -9, -1, 0, 8, 12, 23.99)) == [1, 3, 7]


@pytest.mark.parametrize(
    "fields", [{"cause": "page"}, {"note": "New dose."}, {"withdrawn_at": DAY}], ids=["published", "note", "withdrawn"]
)
def test_so_does_what_says_more_than_that_something_shared_changed(fields: dict[str, Any]) -> None:
    assert thinned(guide(-30, 1, (2, fields), 3, 4)) == [1, 3, 5]


def test_the_second_is_no_first_and_later_is_said_by_the_number() -> None:
    assert thinned(guide(1, 2, 3)) == [1, 3]
    assert thinned(guide(-30, 3, 2, 1)) == [1, 4]


def test_what_readers_are_given_stays() -> None:
    given = factories.guide()
    delivery = Delivery.objects.get()
    of = guide(-30, 1, 2, 3)
    delivery.edition = Edition.objects.get(guide=of, number=2)
    delivery.save(update_fields=["edition"])
    assert thinned(of) == [1, 2, 4]
    assert left(given.guide) == [1]


def test_each_guide_has_its_own() -> None:
    first, second, third = guide(-30, 1), guide(-30, 2, 3), guide(-30, 4)
    assert (thinned(first), left(second), left(third)) == ([1, 2], [1, 3], [1, 2])


@pytest.mark.parametrize(
    ("after", "numbers"),
    [(timedelta(days=366, hours=9), [1, 2, 3]), (timedelta(days=366, hours=9, seconds=1), [1, 3])],
    ids=["a year and a day", "more"],
)
def test_for_a_year_and_the_day_itself_all_are_kept(after: timedelta, numbers: list[int]) -> None:
    assert thinned(guide(-30, 9, 10), DAY + after) == numbers


def test_five_hundred_are_removed_at_a_time_and_it_is_said_how_many() -> None:
    guide(-30, 1, 2, 3)
    with time_machine.travel(YEAR_LATER), CaptureQueriesContext(connection) as queries:
        assert thin_editions() == 2
        assert thin_editions() == 0
    assert len([query for query in queries if " LIMIT 500" in query["sql"]]) == 3
