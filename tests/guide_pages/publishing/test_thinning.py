"""Which editions are removed after a year: those that nobody wrote and that did not last their day."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from faq_blocks.models import FaqEntry
from guide_pages.models import Delivery, Edition, GuidePage
from guide_pages.publishing import thinning
from guide_pages.publishing.thinning import thin_editions
from guide_pages.publishing.withdrawing import withdraw
from guide_pages.records.editions import Cause, ImmutableError
from tests import factories
from tests.guide_pages.api.asking import ask, id_of

pytestmark = pytest.mark.django_db

Committed = Callable[[], AbstractContextManager[object]]

DAY = datetime(2026, 3, 2, tzinfo=UTC)
YEAR = timedelta(days=366)  # as docs/editions.md promises, and the day itself


@pytest.fixture
def committed(django_capture_on_commit_callbacks: Callable[..., AbstractContextManager[object]]) -> Committed:
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def page(committed: Committed) -> Iterator[GuidePage]:
    """A guide with an answer of the library, published on the day before."""
    with time_machine.travel(DAY - timedelta(hours=12)), committed():
        entry = factories.FaqEntryFactory()
        yield factories.guide(factories.section(), factories.faq(factories.from_library(entry)))


@pytest.fixture
def answered(page: GuidePage, committed: Committed) -> Callable[[float], None]:
    """The library's answer changes, so many hours after the day began."""

    def answered(hours: float) -> None:
        with time_machine.travel(DAY + timedelta(hours=hours)), committed():
            entry = FaqEntry.objects.get()
            entry.answer = f"<p>Answer of {hours}.</p>"
            entry.save_revision().publish()

    return answered


def thinned(after: timedelta = YEAR) -> list[int]:
    """The numbers of the editions that are left."""
    with time_machine.travel(DAY + timedelta(hours=24) + after):
        thin_editions()
    return list(Edition.objects.order_by("number").values_list("number", flat=True))


@pytest.mark.parametrize("zone", ["UTC", "Pacific/Auckland"])
def test_of_a_day_the_last_edition_stays(answered: Callable[[float], None], zone: str) -> None:
    """Of a day of UTC, wherever the site is."""
    for hours in (0.1, 9, 10, 23.9, 24.1, 30):
        answered(hours)
    assert list(Edition.objects.filter(number__gt=1).values_list("cause", flat=True)) == ["faq_entry"] * 6
    with timezone.override(zone):
        assert thinned() == [1, 5, 6, 7]
        assert thinned(YEAR + timedelta(days=1)) == [1, 5, 7]


@pytest.mark.parametrize(("after", "left"), [(YEAR - timedelta(days=1), [1, 2, 3]), (YEAR, [1, 3])])
def test_for_a_year_every_edition_is_kept(answered: Callable[[float], None], after: timedelta, left: list[int]) -> None:
    answered(23.8)
    answered(23.9)
    assert thinned(after) == left


def test_what_an_editor_published_stays(page: GuidePage, answered: Callable[[float], None]) -> None:
    answered(8)
    for hours in (9, 10):
        with time_machine.travel(DAY + timedelta(hours=hours)):
            factories.publish(GuidePage.objects.get(), title=f"Title of {hours}")
    answered(11)
    assert thinned() == [1, 3, 4, 5]


def test_the_first_stays(page: GuidePage, committed: Committed) -> None:
    """Whatever made it: here a guide's page was written past every signal."""
    with time_machine.travel(DAY + timedelta(hours=1)):
        other = factories.guide(live=False)
        GuidePage.objects.filter(pk=other.pk).update(live=True)
        call_command("reconcile")
    with time_machine.travel(DAY + timedelta(hours=2)):
        factories.publish(GuidePage.objects.get(pk=other.pk), title="Published")
    first, second = Edition.objects.filter(guide__page=other.pk)
    assert (first.cause, second.cause) == (Cause.RECONCILED, Cause.PAGE)
    thinned()
    assert Edition.objects.filter(guide__page=other.pk).count() == 2


def test_so_many_are_removed_at_a_time_and_it_is_said_how_many(
    answered: Callable[[float], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(thinning, "_BATCH", 2)
    for hours in range(1, 7):
        answered(hours)
    with time_machine.travel(DAY + timedelta(hours=24) + YEAR), CaptureQueriesContext(connection) as queries:
        assert thin_editions() == 5
        assert thin_editions() == 0
    assert len([query for query in queries if query["sql"].startswith("DELETE")]) == 3
    assert list(Edition.objects.order_by("number").values_list("number", flat=True)) == [1, 7]


def test_what_was_withdrawn_stays(answered: Callable[[float], None]) -> None:
    answered(8)
    answered(9)
    answered(10)
    withdraw(Edition.objects.get(number=2), "The dose was wrong.")
    assert thinned() == [1, 2, 4]


def test_each_guide_has_its_own_days(page: GuidePage, answered: Callable[[float], None], committed: Committed) -> None:
    entry = FaqEntry.objects.get()
    with time_machine.travel(DAY - timedelta(hours=12)):
        other = factories.guide(factories.section(), factories.faq(factories.from_library(entry)))
    answered(8)
    with time_machine.travel(DAY + timedelta(hours=9)):
        factories.publish(GuidePage.objects.get(pk=page.pk), title="Later on the day")
    answered(30)
    thinned()
    assert list(Edition.objects.filter(guide__page=page.pk).values_list("number", flat=True)) == [1, 3, 4]
    assert list(Edition.objects.filter(guide__page=other.pk).values_list("number", flat=True)) == [1, 2, 3]


def test_reconcile_thins_and_looking_only_does_not(answered: Callable[[float], None]) -> None:
    answered(8)
    answered(9)
    with time_machine.travel(DAY + timedelta(days=2) + YEAR):
        call_command("reconcile", "--check")
        assert Edition.objects.count() == 3
        call_command("reconcile")
    assert list(Edition.objects.order_by("number").values_list("number", flat=True)) == [1, 3]


def test_who_asks_for_one_is_told_and_led_to_the_one_that_replaced_it(
    client: Client, page: GuidePage, answered: Callable[[float], None]
) -> None:
    for hours in (8, 9, 10, 30):
        answered(hours)
    assert thinned() == [1, 4, 5]
    for number in (2, 3):
        gone = ask(client, f"guides/{id_of(page)}/editions/{number}")
        assert gone.status == 410
        assert gone.json["type"] == "urn:guidepost:problem:not-kept"
        assert gone.json["link"].endswith(f"/guides/{id_of(page)}/editions/4")
    assert "Answer of 10" in ask(client, gone.json["link"].partition("/v1/")[2]).words
    listed = ask(client, f"guides/{id_of(page)}/editions").json["items"]
    assert [entry["number"] for entry in listed] == [5, 4, 1]


def test_an_edition_that_never_was_is_not_found_and_of_a_hidden_guide_nothing_is_told(
    client: Client, page: GuidePage, answered: Callable[[float], None]
) -> None:
    answered(8)
    answered(9)
    assert thinned() == [1, 3]
    assert ask(client, f"guides/{id_of(page)}/editions/4").status == 404
    GuidePage.objects.get().unpublish()
    assert ask(client, f"guides/{id_of(page)}/editions/2").status == 404


def test_what_is_published_next_has_the_next_number(page: GuidePage, answered: Callable[[float], None]) -> None:
    answered(8)
    answered(9)
    assert thinned() == [1, 3]
    factories.publish(GuidePage.objects.get(), title="Next")
    assert Delivery.objects.get().edition.number == 4


def test_nothing_else_removes_an_edition(page: GuidePage) -> None:
    with pytest.raises(ImmutableError):
        Edition.objects.get().delete()
    with pytest.raises(ImmutableError):
        Edition.objects.all().delete()
    assert Edition.objects.count() == 1
