"""The Atom feeds say which public guides changed last, and what changed."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup, Tag
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, PageViewRestriction, Site

from guide_pages.models import GuidePage
from home.models import HomePage
from tests import factories
from tests.contract.everything import translate

pytestmark = pytest.mark.django_db


def entries(client: Client, address: str = "/guides.atom", **headers: str) -> list[Tag]:
    response = client.get(address, headers=headers)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    return list(BeautifulSoup(response.content, "xml").select("entry"))


def titles(client: Client, address: str = "/guides.atom", **headers: str) -> list[str]:
    return [entry.title.get_text() for entry in entries(client, address, **headers)]


def test_a_guide_is_there_with_its_edition_s_day_its_topics_and_what_changed(client: Client) -> None:
    page = factories.guide(title="Sleep & <rest>", topics=[factories.TopicFactory(name="Mood")])
    factories.publish(page, summary="A < B.", change_note="The dose is <smaller>.")
    (entry,) = entries(client)
    assert entry.title.get_text() == "Sleep & <rest>"
    assert entry.link["href"] == page.full_url
    assert entry.id.get_text() == f"urn:uuid:{page.guide.pk}"
    assert entry.updated.get_text() > entry.published.get_text()
    assert entry.category["term"] == "Mood"
    said = BeautifulSoup(entry.summary.get_text(), "html.parser")
    assert [part.get_text() for part in said.select("p")] == ["A < B.", "What changed: The dose is <smaller>."]


def test_the_one_that_changed_last_comes_first(client: Client) -> None:
    first = factories.guide(title="First")
    factories.guide(title="Second")
    factories.publish(first, summary="Anew.")
    assert titles(client) == ["First", "Second"]


def test_what_is_hidden_is_not_there(client: Client) -> None:
    hidden = factories.guide(topics=[factories.TopicFactory(slug="mood")])
    PageViewRestriction.objects.create(page=hidden.get_parent(), restriction_type="login")
    assert titles(client) == []
    assert client.get("/topics/mood.atom").status_code == 404


def test_an_empty_feed_says_the_same_at_each_request(client: Client) -> None:
    first = client.get("/guides.atom")
    assert BeautifulSoup(first.content, "xml").feed.updated.get_text() > "2026"  # when its site began
    assert client.get("/guides.atom", headers={"if-none-match": first["ETag"]}).status_code == 304


def test_a_topic_has_its_own(client: Client) -> None:
    factories.guide(title="Sleep", topics=[factories.TopicFactory(name="睡眠", slug="睡眠")])
    factories.guide(title="Other")
    assert titles(client, "/topics/睡眠.atom") == ["Sleep"]
    assert client.get("/topics/nowhere.atom").status_code == 404


def test_the_feed_of_a_topic_leads_to_its_page(client: Client) -> None:
    factories.guide(topics=[factories.TopicFactory(slug="mood")])
    for address, path in (("/topics/mood.atom", "/guides/topics/mood/"), ("/guides.atom", "/")):
        feed = BeautifulSoup(client.get(address).content, "xml").feed
        link = feed.find("link", rel="alternate", recursive=False)
        assert link["href"] == f"{factories.site().root_url}{path}"


def test_each_language_has_its_own(client: Client) -> None:
    english = factories.guide(title="Sleep", slug="sleep")
    translate(english)
    assert titles(client) == ["Sleep"]
    assert titles(client, "/es/guides.atom") == [GuidePage.objects.exclude(pk=english.pk).get().title]
    assert BeautifulSoup(client.get("/es/guides.atom").content, "xml").feed["xml:lang"] == "es"


def test_each_site_has_its_own(client: Client) -> None:
    factories.guide(title="Here")
    root = Page.objects.get(depth=1).add_child(instance=HomePage(title="Elsewhere", slug="elsewhere"))
    Site.objects.create(hostname="elsewhere.example.org", root_page=root, site_name="Another & one")
    assert titles(client, host="elsewhere.example.org") == []
    feed = BeautifulSoup(client.get("/guides.atom", headers={"host": "elsewhere.example.org"}).content, "xml").feed
    assert feed.author.find("name").get_text() == "Another & one"
    assert feed.find("link", rel="self")["href"] == "http://elsewhere.example.org/guides.atom"


@pytest.mark.parametrize("address", ["/guides.atom", "/topics/mood.atom"])
def test_it_costs_a_few_queries_and_none_of_its_bytes_twice(client: Client, address: str) -> None:
    topic = factories.TopicFactory(slug="mood")
    for _ in range(3):
        page = factories.guide(topics=[topic])
    with CaptureQueriesContext(connection) as queries:
        first = client.get(address)
    assert len(queries) <= 4, [query["sql"] for query in queries]
    assert client.get(address, headers={"if-none-match": first["ETag"]}).status_code == 304
    factories.publish(page, summary="Anew.")
    assert client.get(address, headers={"if-none-match": first["ETag"]}).status_code == 200


def test_every_page_names_the_feed_and_a_guide_its_json_and_markdown(client: Client) -> None:
    page = factories.guide(title="Sleep", slug="sleep")

    def named(address: str) -> dict[str, str]:
        links = BeautifulSoup(client.get(address).content, "html.parser").select("link[rel=alternate][type]")
        return {link["type"]: link["href"] for link in links}

    of_guide = named(page.url)
    assert set(of_guide) == {"application/json", "text/markdown", "application/atom+xml"}
    assert client.get(of_guide["application/json"]).json()["id"] == str(page.guide.pk)
    for address in of_guide.values():
        assert client.get(address).status_code == 200
    for address in ("/", page.get_parent().url, "/search/"):
        assert named(address)["application/atom+xml"] == f"{factories.site().root_url}/guides.atom"
