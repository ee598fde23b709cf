"""What the head of every public page says of it: to search engines, to those who share it, to machines."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from guide_pages.models import Topic
from home.models import HomePage, PlainPage
from tests import factories

pytestmark = pytest.mark.django_db

#: Address, type, title, beginning of the description; the JSON of it, where the API has it.
PAGES = [
    ("/", "website", "Guidepost", "Guidepost", "guides"),
    ("/guides/", "website", "Guides", "Guides", "guides"),
    ("/guides/topics/sleep/", "website", "Sleep", "Guides on Sleep", "guides?topic=sleep"),
    ("/about/", "website", "About us", "We are nurses.", ""),
    ("/guides/well/", "article", "Sleep well", "How to sleep.", "guides/"),
]


@pytest.fixture(autouse=True)
def pages() -> None:
    topic = factories.TopicFactory(name="Sleep", slug="sleep")
    factories.guide(title="Sleep well", slug="well", summary="How to sleep.", topics=[topic])
    HomePage.objects.get().add_child(instance=PlainPage(title="About us", slug="about", body="<p>We are nurses.</p>"))


def head(client: Client, address: str) -> BeautifulSoup:
    return BeautifulSoup(client.get(address).content, "html.parser").head


def said(page: BeautifulSoup, name: str) -> list[str]:
    return [tag["content"] for tag in page.select(f'meta[name="{name}"], meta[property="{name}"]')]


@pytest.mark.parametrize(("address", "kind", "title", "description", "json"), PAGES)
def test_every_public_page_says_what_it_is(
    client: Client, address: str, kind: str, title: str, description: str, json: str
) -> None:
    page = head(client, f"{address}?utm_source=news")
    url = f"{factories.site().root_url}{address}"
    assert [link["href"] for link in page.select("link[rel=canonical]")] == [url]
    assert said(page, "og:url") == [url]
    assert said(page, "og:type") == [kind]
    assert said(page, "og:title") == [title]
    assert said(page, "og:site_name") == ["Guidepost"]
    assert said(page, "twitter:card") == ["summary"]
    [told] = said(page, "description")
    assert told.startswith(description)
    assert said(page, "og:description") == [told]


@pytest.mark.parametrize(("address", "kind", "title", "description", "json"), PAGES)
def test_a_page_names_its_json_where_there_is_some(
    client: Client, address: str, kind: str, title: str, description: str, json: str
) -> None:
    found = [link["href"] for link in head(client, address).select('link[rel=alternate][type="application/json"]')]
    assert len(found) == bool(json)
    for url in found:
        assert url.startswith(f"{factories.site().root_url}/api/guides/v1/{json}")
        assert client.get(url).status_code == 200


def test_an_editor_s_words_come_first(client: Client) -> None:
    page = PlainPage.objects.get()
    page.seo_title, page.search_description = "Who we are", "Told <to> machines."
    page.save()
    shown = head(client, "/about/")
    assert said(shown, "og:title") == ["Who we are"]
    assert said(shown, "description") == said(shown, "og:description") == ["Told <to> machines."]


@pytest.mark.parametrize("address", ["/", "/guides/", "/guides/topics/sleep/", "/about/"])
def test_a_page_that_no_picture_was_made_of_is_shared_with_the_site_s(client: Client, address: str) -> None:
    page = head(client, address)
    [url] = said(page, "og:image")
    assert url == f"{factories.site().root_url}/static/guide_pages/icon-512.png"
    assert said(page, "og:image:alt") == ["Guidepost"]


def test_a_long_text_is_cut(client: Client) -> None:
    topic = Topic.objects.get()
    topic.introduction = f"<p>{'word ' * 100}</p>"
    topic.save()
    [told] = said(head(client, "/guides/topics/sleep/"), "description")
    assert len(told.split()) == 40


@pytest.mark.parametrize("address", ["/nowhere/", "/search/?query=sleep"])
def test_what_is_no_page_is_shared_by_nobody(client: Client, address: str) -> None:
    page = head(client, address)
    assert said(page, "robots") == ["noindex"]
    assert said(page, "og:title") == []
    assert page.select("link[rel=canonical]") == []
