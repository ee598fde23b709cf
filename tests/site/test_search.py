"""What a visitor who searches is shown."""

from __future__ import annotations

import sys
import unicodedata

import pytest
from bs4 import BeautifulSoup
from wagtail.models import Locale, Page, PageViewRestriction, Site

from guide_pages.models import GuideSettings, Synonyms
from home.models import HomePage, PlainPage
from search import frame as frames
from search import query as queries
from search.frame import frame_of
from search.query import MAX_LENGTH, cleaned
from search.views import other_pages
from tests import factories
from tests.guide_pages.api.asking import ask

pytestmark = pytest.mark.django_db


@pytest.fixture
def home() -> HomePage:
    return HomePage.objects.get()


def add_page(parent: Page, title: str, **fields: object) -> PlainPage:
    return parent.add_child(instance=PlainPage(title=title, body="<p>Text.</p>", **fields))


def titles_found(client, query: str, **parameters: str) -> list[str]:
    response = client.get("/search/", {"query": query} | parameters)
    assert response.status_code == 200
    return [result.title for result in response.context["results"]] + [
        page["title"] for page in response.context["other_pages"]
    ]


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


def test_ten_passages_are_shown_at_a_time_and_other_pages_beside_the_first(client):
    factories.guide(*(factories.section(f"Nurses {number}") for number in range(12)), title="Care")
    add_page(HomePage.objects.get(), "Nurses and others")
    first = client.get("/search/", {"query": "nurses"}).content.decode()
    assert ("?query=nurses&amp;page=2" in first, "Previous page" in first) == (True, False)
    assert titles_found(client, "nurses")[10:] == ["Nurses and others"]
    assert titles_found(client, "nurses", page="2") == ["Nurses 10", "Nurses 11"]
    assert "Next page" not in client.get("/search/", {"query": "nurses", "page": "2"}).content.decode()


@pytest.mark.parametrize("number", ["2", "20", "21", "99"])
def test_a_page_of_results_that_is_not_there_is_not_found(client, home, number):
    factories.guide(factories.section("Nurses"), title="Care")
    assert client.get("/search/", {"query": "nurses", "page": number}).status_code == 404


@pytest.mark.parametrize("number", ["0", "-1", "x", "²", "9" * 5000])
def test_no_number_of_a_page_is_an_error(client, number):
    titles_found(client, "nurses", page=number)


def test_a_question_is_found_with_its_guide_its_place_and_the_words_marked(client):
    page = factories.guide(
        factories.section(),
        factories.faq(factories.question("Does it <hurt>?", "<p>No needles &amp; no scars.</p>")),
        title="Needles",
    )
    html = client.get("/search/", {"query": "scar"}).content.decode()
    assert f'<h2><a href="{page.full_url}#does-it-hurt">Does it &lt;hurt&gt;?</a></h2>' in html
    hurting = client.get("/search/", {"query": "hurting"}).content.decode()
    assert "Does it &lt;<mark>hurt</mark>&gt;?</a></h2>" in hurting
    assert "Question · <bdi>Needles</bdi>" in html
    assert "No needles &amp; no <mark>scars</mark>." in html


def test_the_site_finds_what_the_api_finds(client):
    factories.guide(factories.section("Nurses"), factories.faq(factories.question("Who are nurses?")), title="Nurses")
    items = ask(client, "search?q=nurses").json["items"]
    shown = client.get("/search/", {"query": "nurses"}).context["results"]
    assert [(result.title, result.url) for result in shown] == [(item["heading"], item["url"]) for item in items]


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


def test_no_character_is_an_error_by_itself_or_in_a_word(home, monkeypatch, rf):
    request = rf.get("/search/")
    frame = frame_of(request, has_words=True)
    monkeypatch.setattr(queries, "MAX_LENGTH", 10_000)
    for start in range(0, len(CHARACTERS), 100):
        some = CHARACTERS[start : start + 100]
        assert other_pages(request, frame, cleaned(" ".join(f"k{character}q" for character in some))) == []
        if query := cleaned(" ".join(some)):
            assert other_pages(request, frame, query) == []


@pytest.mark.parametrize("word", ["हिन्दी", "தமிழில்", "שֵׁנָה", "النَّوْمُ", "Zebras", "zebras"])
def test_a_guide_is_found_by_words_of_its_title_and_of_its_summary(client, home, word):
    by_title = factories.guide(title=f"{word} 1", slug="one")
    by_summary = factories.guide(title="Another", slug="two", summary=f"About {word}.")
    response = client.get("/search/", {"query": word})
    assert {result.url for result in response.context["results"]} == {by_title.full_url, by_summary.full_url}


def test_a_query_is_cut_and_loses_what_databases_raise_on():
    assert cleaned(' side\x00 "effects"\n') == "side effects"
    assert cleaned('"') == cleaned(" ") == ""
    assert len(cleaned("word " * 1000)) <= MAX_LENGTH


# What it costs.

#: Queries that count a search, when the answer has been sent.
COUNTED = 2


@pytest.fixture
def guides(home) -> None:
    factories.guide(
        factories.section("Nurses"), *(factories.section(f"Our nurses {n}") for n in range(10)), title="Care"
    )
    factories.guide_index()
    add_page(home, "Nurses and others")


@pytest.mark.parametrize(
    ("address", "queries"),
    [
        ("/search/", 1),
        ("/search/?query=nurses", 3 + COUNTED),
        ("/search/?query=nurses&page=2", 2),
        ("/search/?query=nurse&utm_source=x", 3 + COUNTED),
    ],
)
def test_a_search_takes_a_few_queries(client, guides, django_assert_num_queries, address, queries):
    client.get(address)
    with django_assert_num_queries(queries):
        response = client.get(address)
    assert response.status_code == 200
    assert b"utm" not in response.content


def test_a_search_is_compressed_and_has_a_validator(client, guides):
    response = client.get("/search/?query=nurses", headers={"accept-encoding": "gzip"})
    assert response["Content-Encoding"] == "gzip"
    assert response["Cache-Control"] == "public, max-age=60"
    known = {"accept-encoding": "gzip", "if-none-match": response["ETag"]}
    assert client.get("/search/?query=nurses", headers=known).status_code == 304
    assert client.get("/search/?query=others", headers=known).status_code == 200


def test_what_stands_around_a_search_follows_what_it_shows(client, guides, home):
    for address in ("/search/", "/search/?query=nurses"):
        client.get(address)
    about = add_page(home, "About", show_in_menus=True)
    for address in ("/search/", "/search/?query=nurses"):
        assert about.url in client.get(address).content.decode()
    Page.objects.filter(pk=about.pk).update(live=False)  # and nobody told
    for address in ("/search/", "/search/?query=nurses"):
        assert about.url not in client.get(address).content.decode()


@pytest.mark.parametrize("many", [0, 200])
def test_other_pages_are_found_be_they_few_or_many(client, guides, home, monkeypatch, many):
    monkeypatch.setattr(frames, "MANY", many)
    hidden = add_page(home, "Nurses behind a password")
    for expected in (2, 1):
        assert len([title for title in titles_found(client, "nurses") if title.startswith("Nurses ")]) == expected
        PageViewRestriction.objects.bulk_create([PageViewRestriction(page=hidden, restriction_type="login")])


def test_synonyms_that_editors_change_are_known_at_once(client, guides):
    assert titles_found(client, "matrons") == []
    synonyms = Synonyms.objects.create(locale=Locale.objects.get(), words="matron, nurse")
    assert "Nurses" in titles_found(client, "matrons")
    synonyms.delete()
    assert titles_found(client, "matrons") == []


@pytest.mark.parametrize("words", ["\ue000found\ue001", "\ue000words\ue001", '<b>"', "{{ query }}"])
def test_words_are_words_wherever_they_stand(client, guides, words):
    client.get("/search/", {"query": "nurses"})
    page = BeautifulSoup(client.get("/search/", {"query": words}).content, "html.parser")
    assert page.find("input", type="search")["value"] == cleaned(words)
    assert len(page.select(".finder")) == 1
    assert page.title.text.strip() == f"Search: {cleaned(words)} · Guidepost"


def test_who_searches_for_help_is_told_where_to_find_it_at_once(client, home):
    settings = GuideSettings.for_site(factories.site())
    for heading in ("Need help now?", "Help at any hour"):
        settings.urgent_help_heading = heading
        settings.urgent_help_text = "<p>You can reach a person.</p>"
        settings.save()
        page = BeautifulSoup(client.get("/search/?query=I+want+to+die").content, "html.parser")
        told = page.select_one("main [role=complementary]")
        assert told is not None
        assert heading in told.get_text()
        assert "You can reach a person." in told.get_text()
