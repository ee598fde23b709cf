"""What was searched for is counted by day, without a trace of who it was, and cannot fill the database."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate

from guide_pages.models import Searched
from guide_pages.searching import recording
from guide_pages.searching.recording import record
from tests import factories

pytestmark = pytest.mark.django_db


def counted() -> list[tuple[str, int, int]]:
    return list(Searched.objects.order_by("words").values_list("words", "times", "in_vain"))


def test_a_search_is_counted_with_its_language_and_whether_it_found_something(client: Client) -> None:
    factories.guide(title="Sleep")
    for _ in range(2):
        client.get("/search/", {"query": " Sleep "})
    client.get("/search/", {"query": "SLEEP"})
    client.get("/search/", {"query": "unicorns"})
    client.get("/es/search/", {"query": "sueño"})
    assert counted() == [("sleep", 3, 0), ("sueño", 1, 1), ("unicorns", 1, 1)]
    assert Searched.objects.get(words="sueño").locale == "es"
    assert set(Searched.objects.values_list("site", "day")) == {(factories.site().pk, localdate())}


def test_further_pages_and_suggestions_and_no_words_count_nothing(client: Client) -> None:
    client.get("/search/", {"query": "sleep", "page": "2"})
    client.get("/search/suggestions/", {"query": "sleep"})
    client.get("/search/", {"query": "   "})
    client.head("/search/", {"query": "sleep"})
    assert counted() == []


@pytest.mark.parametrize("typed", ["ana@example.org", "call +1 (555) 010-9999", "1234 5678", "\x00", "12345"])
def test_what_may_be_somebody_s_address_or_number_is_not_kept(typed: str) -> None:
    record(factories.site().pk, "en", typed, was_found=False)
    assert counted() == []


def test_a_dose_or_a_hotline_is_no_number_of_somebody() -> None:
    for typed in ("50 mg", "988", "covid 19"):
        record(factories.site().pk, "en", typed, was_found=True)
    assert len(counted()) == 3


def test_long_words_are_cut_and_words_of_any_script_are_kept() -> None:
    for typed in ("x" * 5000, "睡眠", "Σ \ufffd"):
        record(factories.site().pk, "en", typed, was_found=True)
    assert sorted(len(words) for words, _times, _vain in counted()) == [2, 3, 100]


def test_no_more_than_so_many_are_kept_of_a_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recording, "A_DAY", 2)
    for typed in ("a", "b", "c", "a", "d"):
        record(factories.site().pk, "en", typed, was_found=True)
    assert counted() == [("a", 2, 0), ("b", 1, 0)]


def test_it_costs_one_query_for_what_was_searched_before_and_four_for_what_is_new() -> None:
    site = factories.site()
    for expected in (4, 1):
        with CaptureQueriesContext(connection) as queries:
            record(site.pk, "en", "sleep", was_found=True)
        wanted = [query for query in queries if "searched" in query["sql"]]
        assert len(wanted) == expected, [query["sql"] for query in queries]


def test_searches_are_forgotten_after_a_while() -> None:
    record(factories.site().pk, "en", "old", was_found=True)
    Searched.objects.update(day=localdate() - timedelta(days=91))
    record(factories.site().pk, "en", "new", was_found=True)
    call_command("publish_scheduled")
    assert counted() == [("new", 1, 0)]
