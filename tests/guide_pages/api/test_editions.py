"""What a guide has said: its history, and each edition in its own words."""

from __future__ import annotations

import pytest
from django.test import Client

from guide_pages.models import Edition, GuidePage
from guide_pages.publishing.withdrawing import mark_withdrawn
from tests import factories
from tests.guide_pages.api.asking import Answer, Queries, ask, followed, id_of, names

pytestmark = pytest.mark.django_db


@pytest.fixture
def page() -> GuidePage:
    """A guide of three editions."""
    page = factories.guide(factories.section("Dose", factories.text("Take one.")), title="First", slug="dose")
    page = factories.publish(page, title="Second", change_note="Adds the dose for children.")
    return factories.publish(page, title="Third", change_note="Corrects a word.")


def history(client: Client, page: GuidePage) -> list[dict[str, object]]:
    return ask(client, f"guides/{id_of(page)}/editions").json["items"]


def edition(client: Client, page: GuidePage, number: int, **headers: str) -> Answer:
    return ask(client, f"guides/{id_of(page)}/editions/{number}", **headers)


def test_the_history_has_the_latest_first(client: Client, page: GuidePage) -> None:
    entries = history(client, page)
    assert [entry["number"] for entry in entries] == [3, 2, 1]
    assert [entry["note"] for entry in entries] == ["Corrects a word.", "Adds the dose for children.", None]
    assert {entry["cause"] for entry in entries} == {"page"}
    assert {entry["withdrawn_at"] for entry in entries} == {None}


@pytest.mark.parametrize("limit", [1, 2, 3, 4])
def test_page_by_page_every_edition_comes_once(client: Client, page: GuidePage, limit: int) -> None:
    entries = followed(client, f"guides/{id_of(page)}/editions?limit={limit}")
    assert [entry["number"] for entry in entries] == [3, 2, 1]


def test_a_note_is_not_repeated(client: Client, page: GuidePage) -> None:
    """It was of the change before; who says nothing new says nothing."""
    factories.publish(page, title="Fourth")
    assert [entry["note"] for entry in history(client, page)][:2] == [None, "Corrects a word."]
    factories.publish(page, title="Fifth")
    assert [entry["note"] for entry in history(client, page)][:3] == [None, None, "Corrects a word."]
    factories.publish(page, title="Sixth", change_note=" Adds a picture. ")
    assert history(client, page)[0]["note"] == "Adds a picture."


def test_a_note_is_of_the_page_and_not_of_what_it_shares(
    client: Client, django_capture_on_commit_callbacks: object
) -> None:
    topic = factories.TopicFactory(name="Sleep")
    page = factories.guide(topics=[topic], change_note="New.")
    assert callable(django_capture_on_commit_callbacks)
    with django_capture_on_commit_callbacks(execute=True):
        factories.lose(topic)
    latest = history(client, page)[0]
    assert (latest["number"], latest["cause"], latest["note"]) == (2, "topic", None)


def test_a_note_without_new_words_makes_no_edition(client: Client, page: GuidePage) -> None:
    factories.publish(page, change_note="Nothing, really.")
    assert len(history(client, page)) == 3


def test_a_past_edition_has_its_own_words(client: Client, page: GuidePage) -> None:
    first = edition(client, page, 1).json
    assert (first["title"], first["edition"], first["id"]) == ("First", 1, id_of(page))
    assert edition(client, page, 2).json["title"] == "Second"


def test_a_past_edition_has_todays_address(client: Client, page: GuidePage) -> None:
    factories.publish(page, slug="doses")
    assert edition(client, page, 1).json["path"] == "/guides/doses/"


def test_a_past_edition_has_the_time_at_which_it_was_said(client: Client, page: GuidePage) -> None:
    said = [entry["created_at"] for entry in history(client, page)][::-1]
    assert [edition(client, page, number).json["updated_at"] for number in (1, 2, 3)] == said


@pytest.mark.parametrize("coding", ["", "gzip", "br"])
def test_the_current_edition_is_the_guide_byte_for_byte(client: Client, page: GuidePage, coding: str) -> None:
    whole = ask(client, f"guides/{id_of(page)}", accept_encoding=coding)
    assert edition(client, page, 3, accept_encoding=coding) == whole


def test_a_past_edition_has_a_validator(client: Client, page: GuidePage) -> None:
    etag = edition(client, page, 1).headers["ETag"]
    assert edition(client, page, 1, if_none_match=etag).status == 304
    assert edition(client, page, 2, if_none_match=etag).status == 200


def test_a_withdrawn_edition_is_gone_and_says_why(client: Client, page: GuidePage) -> None:
    before = edition(client, page, 1)
    mark_withdrawn(Edition.objects.get(number=1), "The dose was wrong.")
    for headers in ({}, {"if_none_match": before.headers["ETag"]}, {"if_none_match": "*"}):
        gone = edition(client, page, 1, **headers)
        assert gone.status == 410
        assert "The dose was wrong." in gone.json["detail"]
        assert "Take one" not in gone.words
        assert gone.headers["Cache-Control"] == "no-store"
    entry = history(client, page)[-1]
    assert (entry["number"], entry["withdrawn_reason"]) == (1, "The dose was wrong.")
    assert entry["withdrawn_at"] is not None
    assert edition(client, page, 2).status == 200


def test_a_past_edition_goes_with_its_guide(client: Client, page: GuidePage) -> None:
    assert edition(client, page, 1).status == 200
    page.unpublish()
    assert edition(client, page, 1).status == 404


@pytest.mark.parametrize("number", [4, 2**31 - 1])
def test_an_edition_that_never_was(client: Client, page: GuidePage, number: int) -> None:
    assert edition(client, page, number).status == 404


@pytest.mark.parametrize("number", [0, -1, 2**31, 10**30, "x", "1.5"])
def test_what_is_no_number_is_refused(client: Client, page: GuidePage, number: object) -> None:
    answer = ask(client, f"guides/{id_of(page)}/editions/{number}")
    assert (answer.status, names(answer)) == (422, {"number"})


@pytest.mark.parametrize("blocks", [5, 200])
def test_a_past_edition_costs_the_same_for_any_length(
    client: Client, blocks: int, django_assert_num_queries: Queries
) -> None:
    """It is put together once a minute at most; in between it is asked only whether the public may see it."""
    page = factories.guide(factories.section("Long", *(factories.text(f"Paragraph {n}.") for n in range(blocks))))
    factories.publish(page, title="Second")
    address = f"guides/{id_of(page)}/editions/1"
    ask(client, address)
    with django_assert_num_queries(2):
        assert ask(client, address).words.count("Paragraph") >= blocks
