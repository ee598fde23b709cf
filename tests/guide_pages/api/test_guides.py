"""Guides in lists, whole, and by the address of their page."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from urllib.parse import quote

import pytest
import time_machine
from django.test import Client
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Locale, Page, PageViewRestriction, Site

from guide_pages.api.cursors import to_cursor
from guide_pages.document import GuideDocument
from guide_pages.models import Delivery, GuidePage
from tests import factories
from tests.guide_pages.api.asking import Queries, ask, followed, id_of, names

pytestmark = pytest.mark.django_db

ORDERS = ["newest", "oldest", "updated"]


@pytest.fixture
def page() -> GuidePage:
    return factories.guide(title="Sleep well", slug="sleep")


def titles(client: Client, address: str) -> list[str]:
    return [card["title"] for card in ask(client, address).json["items"]]


def at(day: int, **fields: object) -> GuidePage:
    with time_machine.travel(datetime(2026, 1, day, tzinfo=UTC), tick=False):
        return factories.guide(**fields)


def edited(page: GuidePage, day: int, title: str) -> None:
    with time_machine.travel(datetime(2026, 1, day, tzinfo=UTC), tick=False):
        factories.publish(page, title=title)


@pytest.fixture
def three() -> list[GuidePage]:
    """Guides of three days; the first of them was edited last."""
    pages = [at(day, title=title) for day, title in ((1, "First"), (2, "Second"), (3, "Third"))]
    edited(pages[0], 4, "First, edited")
    return pages


# Lists.


def test_a_list_is_of_cards(client: Client, page: GuidePage) -> None:
    [card] = ask(client, "guides").json["items"]
    assert card["id"] == id_of(page)
    assert (card["title"], card["path"], card["edition"]) == ("Sleep well", "/guides/sleep/", 1)
    assert "body" not in card


def test_no_guides_are_an_empty_list(client: Client) -> None:
    assert ask(client, "guides").json == {"items": [], "next_cursor": None}


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ("newest", ["Third", "Second", "First, edited"]),
        ("oldest", ["First, edited", "Second", "Third"]),
        ("updated", ["First, edited", "Third", "Second"]),
    ],
)
def test_a_list_has_an_order(client: Client, three: list[GuidePage], order: str, expected: list[str]) -> None:
    assert titles(client, f"guides?order={order}") == expected


def test_the_newest_are_first_unless_said_otherwise(client: Client, three: list[GuidePage]) -> None:
    assert titles(client, "guides") == titles(client, "guides?order=newest")


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("limit", [1, 2, 3, 7, 8])
def test_page_by_page_every_guide_comes_once(client: Client, order: str, limit: int) -> None:
    """Also where some have the same time."""
    for day in (1, 2, 2, 2, 3, 3, 3):
        at(day)
    once = [card["id"] for card in ask(client, f"guides?order={order}").json["items"]]
    assert len(set(once)) == 7
    assert [card["id"] for card in followed(client, f"guides?order={order}&limit={limit}")] == once


def test_a_page_says_whether_there_is_another(client: Client, three: list[GuidePage]) -> None:
    assert ask(client, "guides?limit=3").json["next_cursor"] is None
    assert ask(client, "guides?limit=2").json["next_cursor"] is not None


def test_a_guide_published_meanwhile_moves_none_to_another_page(client: Client, three: list[GuidePage]) -> None:
    first = ask(client, "guides?limit=2").json
    at(5, title="Meanwhile")
    rest = titles(client, f"guides?limit=2&cursor={first['next_cursor']}")
    assert [card["title"] for card in first["items"]] + rest == ["Third", "Second", "First, edited"]


def test_a_list_by_topic(client: Client) -> None:
    sleep, food = factories.TopicFactory(slug="sleep"), factories.TopicFactory(slug="food")
    factories.guide(title="Both", topics=[sleep, food])
    factories.guide(title="Food", topics=[food])
    assert set(titles(client, "guides?topic=food")) == {"Both", "Food"}
    assert titles(client, "guides?topic=sleep") == ["Both"]
    assert titles(client, "guides?topic=none") == titles(client, "guides?topic=") == []
    assert len(followed(client, "guides?topic=food&limit=1")) == 2


def test_a_list_by_language(client: Client, page: GuidePage) -> None:
    spanish = page.copy_for_translation(Locale.objects.create(language_code="es"), copy_parents=True)
    factories.publish(spanish, title="Dormir")
    assert titles(client, "guides?locale=es") == ["Dormir"]
    assert titles(client, "guides?locale=en") == ["Sleep well"]
    assert len(titles(client, "guides")) == 2
    assert titles(client, "guides?locale=de") == []


@pytest.mark.parametrize(
    ("since", "expected"),
    [
        ("2026-01-02T00:00:00Z", {"First, edited", "Second", "Third"}),
        ("2026-01-02T00:00:00.999Z", {"First, edited", "Second", "Third"}),
        ("2026-01-02T00:00:01Z", {"First, edited", "Third"}),
        ("2026-01-04T01:00:00%2B01:00", {"First, edited"}),
        ("2027-01-01T00:00:00Z", set()),
    ],
)
def test_a_list_since_a_time(client: Client, three: list[GuidePage], since: str, expected: set[str]) -> None:
    assert set(titles(client, f"guides?updated_since={since}")) == expected


def test_a_time_has_a_zone(client: Client) -> None:
    answer = ask(client, "guides?updated_since=2026-01-02T00:00:00")
    assert (answer.status, names(answer)) == (422, {"updated_since"})


# Cursors.


@pytest.mark.parametrize("order", ["oldest", "updated"])
def test_a_cursor_of_another_order_is_refused(client: Client, three: list[GuidePage], order: str) -> None:
    cursor = ask(client, "guides?limit=1").json["next_cursor"]
    answer = ask(client, f"guides?limit=1&order={order}&cursor={cursor}")
    assert (answer.status, answer.json["type"]) == (400, "urn:guidepost:problem:bad-cursor")


def test_a_cursor_of_another_list_is_refused(client: Client, three: list[GuidePage]) -> None:
    of_changes = ask(client, "changes").json["next_cursor"]
    of_guides = ask(client, "guides?limit=1").json["next_cursor"]
    edited(three[1], 5, "Edited")
    of_editions = ask(client, f"guides/{id_of(three[1])}/editions?limit=1").json["next_cursor"]
    assert ask(client, f"guides?cursor={of_changes}").status == 400
    assert ask(client, f"changes?cursor={of_guides}").status == 400
    assert ask(client, f"guides/{id_of(three[0])}/editions?cursor={of_editions}").status == 400


@pytest.mark.parametrize("address", ["guides", "changes", "editions"])
@pytest.mark.parametrize(
    "harm", [lambda c: c[:-1], lambda c: f"x{c}", lambda c: c.swapcase(), lambda c: "%00", str.strip]
)
def test_a_damaged_cursor_is_refused(client: Client, page: GuidePage, address: str, harm: object) -> None:
    edited(page, 5, "Edited")
    factories.guide()
    address = f"guides/{id_of(page)}/editions" if address == "editions" else address
    cursor = ask(client, f"{address}?limit=1").json["next_cursor"]
    assert callable(harm)
    expected = 200 if harm is str.strip else 400  # whole, it is good
    assert ask(client, f"{address}?limit=1&cursor={harm(cursor)}").status == expected


@pytest.mark.parametrize("place", [(), (1,), ("no time", "no id"), (None, None), ("2026-01-01", "x", 3), ({}, [])])
def test_a_cursor_that_says_something_else_is_refused(client: Client, place: tuple[object, ...]) -> None:
    """One that an older release has signed, for example."""
    assert ask(client, f"guides?cursor={to_cursor('guides.newest', *place)}").status == 400  # type: ignore[arg-type]


@pytest.mark.parametrize("cursor", ["", "x", "a:b", "a:b:c", "é", "x" * 10_000])
def test_anything_that_is_no_cursor_is_refused(client: Client, cursor: str) -> None:
    for address in ("guides", "changes"):
        assert ask(client, f"{address}?cursor={quote(cursor)}").status == 400, address


# Whole.


def test_a_guide_is_the_document_as_stored(client: Client, page: GuidePage) -> None:
    answer = ask(client, f"guides/{id_of(page)}")
    document = GuideDocument.model_validate_json(answer.body)
    assert (document.title, document.edition, document.path) == ("Sleep well", 1, "/guides/sleep/")
    assert answer.body == bytes(Delivery.objects.get().json)


@pytest.mark.parametrize("guide", ["00000000-0000-4000-8000-000000000000", "FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF"])
def test_an_id_that_nothing_has(client: Client, page: GuidePage, guide: str) -> None:
    assert ask(client, f"guides/{guide}").status == 404


def test_an_id_that_is_none(client: Client, page: GuidePage) -> None:
    answer = ask(client, f"guides/{page.pk}")
    assert (answer.status, names(answer)) == (422, {"guide_id"})


def test_a_site_has_its_own_guides(client: Client, page: GuidePage) -> None:
    home = factories.site().root_page.add_sibling(instance=Page(title="Two", slug="two"))
    Site.objects.create(hostname="two.example", root_page=home)
    theirs = factories.guide(title="Theirs", slug="sleep", parent=factories.guide_index(home))
    for ours, host, other in ((page, "localhost", theirs), (theirs, "two.example", page)):
        assert [card["id"] for card in ask(client, "guides", host=host).json["items"]] == [id_of(ours)]
        assert ask(client, f"guides/{id_of(ours)}", host=host).status == 200
        assert ask(client, f"guides/{id_of(other)}", host=host).status == 404
        assert ask(client, "guides/by-path?path=/guides/sleep/", host=host).json["title"] == ours.title


# By path.


@pytest.mark.parametrize(
    "path", ["/guides/sueño/", "/guides/sueño", "/guides/sue%C3%B1o/", "/guides/sue%c3%b1o", "/guides/sue%25C3%25B1o/"]
)
def test_a_path_is_found_as_it_stands_in_a_web_link(client: Client, path: str) -> None:
    page = factories.guide(slug="sueño")
    answer = ask(client, f"guides/by-path?path={path}")
    assert answer.json["id"] == id_of(page)
    assert answer == ask(client, f"guides/{id_of(page)}")


@pytest.mark.parametrize("path", ["/guides/sueño", "/guides/sueño/", "/guides/sue%C3%B1o"])
def test_a_path_is_found_on_a_site_without_trailing_slashes(
    client: Client, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    monkeypatch.setattr("wagtail.models.pages.WAGTAIL_APPEND_SLASH", False)  # Wagtail reads it once
    page = factories.guide(slug="sueño")
    answer = ask(client, f"guides/by-path?path={path}")
    assert answer.json["path"] == "/guides/sue%C3%B1o"
    assert answer == ask(client, f"guides/{id_of(page)}")
    assert ask(client, "guides/by-path?path=/guides/sueño//").status == 404


@pytest.mark.parametrize("path", ["guides/sleep/", "", "https://example.org/guides/sleep/", "/x%00", f"/{'x' * 2001}"])
def test_what_is_no_path_is_refused(client: Client, page: GuidePage, path: str) -> None:
    answer = ask(client, f"guides/by-path?path={path}")
    assert (answer.status, names(answer)) == (422, {"path"})


@pytest.mark.parametrize(
    "path", ["/", "/guides/", "/guides/nothing/", "/GUIDES/SLEEP/", "//", "/%FF", "/%2500", "/../"]
)
def test_a_path_without_a_guide(client: Client, page: GuidePage, path: str) -> None:
    assert ask(client, f"guides/by-path?path={path}").status == 404


def test_by_path_asks_for_a_path(client: Client) -> None:
    answer = ask(client, "guides/by-path")
    assert (answer.status, names(answer)) == (422, {"path"})


@pytest.mark.parametrize("path", ["/old/", "/old", "/o%6Cd/"])
def test_a_permanent_redirect_leads_to_the_guide(client: Client, page: GuidePage, path: str) -> None:
    Redirect.objects.create(old_path="/old", redirect_page=page, is_permanent=True)
    answer = ask(client, f"guides/by-path?path={path}")
    assert answer.status == 308
    assert ask(client, answer.headers["Location"]).json["id"] == id_of(page)


def test_a_path_that_a_guide_has_redirects_nowhere(client: Client, page: GuidePage) -> None:
    Redirect.objects.create(old_path="/guides/sleep", redirect_page=factories.guide(), is_permanent=True)
    assert ask(client, "guides/by-path?path=/guides/sleep/").json["id"] == id_of(page)


def test_a_redirect_that_leads_to_no_public_guide_is_none(client: Client, page: GuidePage) -> None:
    restricted, draft = factories.guide(), factories.guide(live=False)
    PageViewRestriction.objects.bulk_create([PageViewRestriction(page=restricted, restriction_type="login")])
    home = factories.site().root_page.add_sibling(instance=Page(title="Two", slug="two"))
    two = Site.objects.create(hostname="two.example", root_page=home)
    theirs = factories.guide(parent=factories.guide_index(home))
    for name, redirect in {
        "restricted": {"redirect_page": restricted},
        "draft": {"redirect_page": draft},
        "elsewhere": {"redirect_page": theirs},
        "no-guide": {"redirect_page": page.get_parent()},
        "a-link": {"redirect_link": "https://example.org/"},
        "for-now": {"redirect_page": page, "is_permanent": False},
        "of-another-site": {"redirect_page": page, "site": two},
    }.items():
        Redirect.objects.create(old_path=f"/{name}", **{"is_permanent": True, **redirect})
        assert ask(client, f"guides/by-path?path=/{name}/").status == 404, name


# Topics.


def test_topics_have_names_and_counts(client: Client) -> None:
    sleep, food = factories.TopicFactory(slug="sleep", name="Sleep"), factories.TopicFactory(slug="food", name="Food")
    factories.TopicFactory(slug="unused")
    factories.guide(topics=[sleep, food])
    factories.guide(topics=[food])
    factories.guide(topics=[food], live=False)
    assert ask(client, "topics").json == {
        "items": [
            {"id": food.pk, "slug": "food", "name": "Food", "count": 2},
            {"id": sleep.pk, "slug": "sleep", "name": "Sleep", "count": 1},
        ],
        "next_cursor": None,
    }


def test_a_topic_counts_what_its_list_has(client: Client, page: GuidePage) -> None:
    """As readers were told: a draft's other topics count when it is published."""
    topic = factories.TopicFactory(slug="sleep")
    page.guide_topics.create(topic=topic)
    factories.draft(page)
    assert ask(client, "topics").json["items"] == []
    page.latest_revision.publish()
    [item] = ask(client, "topics").json["items"]
    assert item["count"] == len(titles(client, "guides?topic=sleep")) == 1


# What it costs.


def costs(client: Client, assert_num_queries: Queries, **queries: int) -> None:
    page = factories.guide(slug="measured", title="Measured")
    addresses = {
        "detail": f"guides/{id_of(page)}",
        "path": "guides/by-path?path=/guides/measured/",
        "guides": "guides",
        "filtered": "guides?topic=none&locale=en&updated_since=2020-01-01T00:00:00Z&order=updated",
        "changes": "changes",
        "topics": "topics",
        "editions": f"guides/{id_of(page)}/editions",
        "edition": f"guides/{id_of(page)}/editions/1",
    }
    for name, address in addresses.items():
        for coding in ("", "gzip", "br"):
            etag = ask(client, address, accept_encoding=coding).headers["ETag"]
            with assert_num_queries(queries.get(name, 1)):
                assert ask(client, address, accept_encoding=coding).status == 200, name
            with assert_num_queries(queries.get(name, 1)):
                assert ask(client, address, accept_encoding=coding, if_none_match=etag).status == 304, name


@pytest.mark.parametrize("guides", [3, 30])
def test_a_read_is_one_query_for_any_number_of_guides(
    client: Client, guides: int, django_assert_num_queries: Queries
) -> None:
    for _ in range(guides):
        factories.guide()
    costs(client, django_assert_num_queries)


@pytest.mark.parametrize("blocks", [5, 200])
def test_a_read_is_one_query_for_any_length(client: Client, blocks: int, django_assert_num_queries: Queries) -> None:
    page = factories.guide(factories.section("Long", *(factories.text(f"Paragraph {n}.") for n in range(blocks))))
    address = f"guides/{id_of(page)}"
    with django_assert_num_queries(1):
        answer = ask(client, address)
    assert answer.words.count("Paragraph") == blocks * answer.words.count("Paragraph 1.")
    costs(client, django_assert_num_queries)


def test_json_is_not_spaced(client: Client, page: GuidePage) -> None:
    for address in ("guides", "changes", f"guides/{id_of(page)}", "topics"):
        answer = ask(client, address)
        assert len(answer.words) == len(json.dumps(answer.json, separators=(",", ":"), ensure_ascii=False)), address
