"""What a visitor who searches is shown."""

from __future__ import annotations

import sys
import unicodedata

import pytest
from django.test import RequestFactory
from wagtail.models import Page, PageViewRestriction, Site

from home.models import HomePage, PlainPage
from search import query as queries
from search.query import MAX_LENGTH, cleaned
from search.views import searchable
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def home() -> HomePage:
    return HomePage.objects.get()


def add_page(parent: Page, title: str, **fields: object) -> PlainPage:
    return parent.add_child(instance=PlainPage(title=title, body="<p>Text.</p>", **fields))


def titles_found(client, query: str, **parameters: str) -> list[str]:
    response = client.get("/search/", {"query": query} | parameters)
    assert response.status_code == 200
    return [result["title"] for result in response.context["results"]]


def test_a_public_page_is_found_by_a_word_of_its_title(client, home):
    add_page(home, "Contact our nurses")
    assert titles_found(client, "nurses") == ["Contact our nurses"]


def test_a_draft_a_restricted_page_and_one_below_it_are_not_found(client, home):
    add_page(home, "Nurses in draft", live=False)
    restricted = add_page(home, "Nurses behind a password")
    add_page(restricted, "Nurses below the password")
    PageViewRestriction.objects.create(page=restricted, restriction_type="password", password="secret")
    assert titles_found(client, "nurses") == []


def test_a_page_of_another_site_is_not_found(client, home):
    other = home.get_parent().add_child(instance=HomePage(title="Elsewhere", slug="elsewhere"))
    Site.objects.create(hostname="elsewhere.example.org", root_page=other)
    add_page(other, "Nurses elsewhere")
    assert titles_found(client, "nurses") == []


def test_ten_results_are_shown_at_a_time(client, home):
    for number in range(12):
        add_page(home, f"Nurses {number}")
    assert len(titles_found(client, "nurses")) == 10
    assert len(titles_found(client, "nurses", page="2")) == 2


@pytest.mark.parametrize("address", ["/search/", "/search/?query=nothing+like+this"])
def test_who_finds_nothing_is_shown_the_way_to_all_guides(client, address):
    assert "See all guides" not in client.get(address).content.decode()  # there is no list of them
    index = factories.guide_index()
    link = f'<a href="{index.url}">See all guides</a>'
    assert link in client.get(address).content.decode()
    PageViewRestriction.objects.create(page=index, restriction_type="login")
    assert link not in client.get(address).content.decode()


@pytest.mark.parametrize("query", ["", " ", '"', "\x00", '"nurses', "nurses\x00", "nurses OR", "*", "(", "a" * 5000])
def test_no_query_is_an_error(client, home, query):
    titles_found(client, query)


#: Marks, spaces, punctuation and what cannot be seen; of letters, signs and what is not assigned, some of each block.
CHARACTERS = [
    character
    for code, character in enumerate(map(chr, range(1, sys.maxunicode + 1)), 1)
    if (category := unicodedata.category(character)) != "Cs"
    and (category[0] in "MZP" or category in {"Cc", "Cf"} or code % (61 if category not in {"Co", "Cn"} else 997) == 0)
]


def test_no_character_is_an_error_by_itself_or_in_a_word(home, monkeypatch):
    monkeypatch.setattr(queries, "MAX_LENGTH", 10_000)
    request = RequestFactory().get("/")
    for start in range(0, len(CHARACTERS), 100):
        some = CHARACTERS[start : start + 100]
        assert list(searchable(request).search(cleaned(" ".join(f"k{character}q" for character in some)))) == []
        if query := cleaned(" ".join(some)):
            assert list(searchable(request).search(query)) == []


@pytest.mark.parametrize("word", ["हिन्दी", "தமிழில்", "שֵׁנָה", "النَّوْمُ", "Zebras", "zebras"])
def test_a_guide_is_found_by_words_of_its_title_and_of_its_summary(client, home, word):
    by_title = factories.guide(title=f"{word} 1", slug="one")
    by_summary = factories.guide(title="Another", slug="two", summary=f"About {word}.")
    response = client.get("/search/", {"query": word})
    assert {result["url"] for result in response.context["results"]} == {by_title.url, by_summary.url}


def test_a_query_is_cut_and_loses_what_databases_raise_on():
    assert cleaned(' side\x00 "effects"\n') == "side effects"
    assert cleaned('"') == cleaned(" ") == ""
    assert len(cleaned("word " * 1000)) <= MAX_LENGTH
