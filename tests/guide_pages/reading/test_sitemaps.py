"""Sitemaps name what the public may see of a site, since when it is so, and in which languages."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, PageViewRestriction, Site

from guide_pages.models import Delivery, GuidePage
from guide_pages.reading import sitemaps
from home.models import HomePage, PlainPage
from tests import factories
from tests.contract.everything import translate

pytestmark = pytest.mark.django_db


def locations(client: Client, address: str, **headers: str) -> list[str]:
    response = client.get(address, headers=headers)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/xml"
    return [found.get_text() for found in BeautifulSoup(response.content, "xml").select("loc")]


def elsewhere() -> Site:
    root = Page.objects.get(depth=1).add_child(instance=HomePage(title="Elsewhere", slug="elsewhere"))
    return Site.objects.create(hostname="elsewhere.example.org", root_page=root)


def test_the_index_names_guides_and_pages_and_when_the_last_changed(client: Client) -> None:
    factories.guide()
    Delivery.objects.update(updated_at=datetime(2026, 3, 1, tzinfo=UTC))
    root = factories.site().root_url
    assert locations(client, "/sitemap.xml") == [f"{root}/sitemap-guides.xml", f"{root}/sitemap-pages.xml"]
    index = BeautifulSoup(client.get("/sitemap.xml").content, "xml")
    assert index.select_one("lastmod").get_text().startswith("2026-03-01")


def test_an_empty_site_has_its_home_page_alone(client: Client) -> None:
    assert locations(client, "/sitemap.xml") == [f"{factories.site().root_url}/sitemap-pages.xml"]
    assert locations(client, "/sitemap-pages.xml") == [factories.site().root_page.full_url]
    assert locations(client, "/sitemap-guides.xml") == []


def test_a_guide_is_as_old_as_its_edition_and_a_page_as_its_publication(client: Client) -> None:
    page = factories.guide()
    Delivery.objects.update(updated_at=datetime(2026, 3, 1, tzinfo=UTC))
    soup = BeautifulSoup(client.get("/sitemap-guides.xml").content, "xml")
    assert (soup.loc.get_text(), soup.lastmod.get_text()) == (page.full_url, "2026-03-01")
    assert page.full_url not in locations(client, "/sitemap-pages.xml")


def test_what_is_hidden_is_in_none(client: Client) -> None:
    shown, hidden, draft = factories.guide(), factories.guide(), factories.guide(live=False)
    PageViewRestriction.objects.create(page=hidden, restriction_type="login")
    about = HomePage.objects.get().add_child(instance=PlainPage(title="About", slug="about", body="<p>We.</p>"))
    PageViewRestriction.objects.create(page=about, restriction_type="password", password="swordfish")
    named = locations(client, "/sitemap-guides.xml") + locations(client, "/sitemap-pages.xml")
    assert shown.full_url in named
    assert not {hidden.full_url, draft.full_url, about.full_url} & {*named}


def test_a_guide_names_itself_and_what_it_is_in_other_languages(client: Client) -> None:
    english = factories.guide(title="Sleep", slug="sleep")
    alone = factories.guide()
    translate(english)
    spanish = GuidePage.objects.exclude(pk__in=[english.pk, alone.pk]).get()
    soup = BeautifulSoup(client.get("/sitemap-guides.xml").content, "xml")
    named = {
        url.loc.get_text(): {(other["hreflang"], other["href"]) for other in url.find_all("xhtml:link")}
        for url in soup.select("url")
    }
    both = {("en", english.full_url), ("es", spanish.full_url), ("x-default", english.full_url)}
    assert named == {english.full_url: both, spanish.full_url: both, alone.full_url: set()}
    homes = BeautifulSoup(client.get("/sitemap-pages.xml").content, "xml").find_all("xhtml:link", hreflang="es")
    assert {link["href"] for link in homes} == {spanish.get_parent().get_parent().full_url}


def test_topics_stand_there_where_they_have_a_page(client: Client) -> None:
    mood, sleep = factories.TopicFactory(slug="mood"), factories.TopicFactory(slug="sleep")
    factories.TopicFactory(slug="none")
    factories.guide(topics=[mood, sleep])
    factories.guide(topics=[mood])
    factories.guide(topics=[factories.TopicFactory(slug="hidden")], live=False)
    root = factories.site().root_url
    found = [url for url in locations(client, "/sitemap-pages.xml") if "/topics/" in url]
    assert found == [f"{root}/guides/topics/mood/", f"{root}/guides/topics/sleep/"]
    assert all(client.get(url.removeprefix(root)).status_code == 200 for url in found)


def test_each_site_has_its_own(client: Client) -> None:
    here, site = factories.guide(), elsewhere()
    there = factories.guide(parent=factories.guide_index(site.root_page))
    assert locations(client, "/sitemap-guides.xml") == [here.full_url]
    assert locations(client, "/sitemap-guides.xml", host=site.hostname) == [there.full_url]
    assert locations(client, "/sitemap-pages.xml", host=site.hostname) == [
        site.root_page.full_url,
        there.get_parent().full_url,
    ]


@pytest.mark.parametrize("address", ["/sitemap.xml", "/sitemap-guides.xml", "/sitemap-pages.xml"])
def test_it_costs_a_few_queries_and_none_of_its_bytes_twice(client: Client, address: str) -> None:
    for _ in range(3):
        factories.guide()
    client.get("/")  # Wagtail remembers the roots of sites
    with CaptureQueriesContext(connection) as queries:
        first = client.get(address)
    assert len(queries) <= 5, [query["sql"] for query in queries]
    assert first["Cache-Control"] == "public, max-age=60"
    assert client.get(address, headers={"if-none-match": first["ETag"]}).status_code == 304
    factories.guide()
    assert client.get(address, headers={"if-none-match": first["ETag"]}).status_code in (200, 304)
    assert client.get("/sitemap-guides.xml", headers={"if-none-match": first["ETag"]}).status_code == 200


def test_a_long_one_comes_in_parts(client: Client, monkeypatch: Any) -> None:
    monkeypatch.setattr(sitemaps, "A_PART", 2)
    pages = [factories.guide().full_url for _ in range(3)]
    root = factories.site().root_url
    assert f"{root}/sitemap-guides.xml?p=2" in locations(client, "/sitemap.xml")
    assert locations(client, "/sitemap-guides.xml?p=1") + locations(client, "/sitemap-guides.xml?p=2") == pages
    for address in ("/sitemap-guides.xml?p=3", "/sitemap-guides.xml?p=0", "/sitemap-guides.xml?p=x", "/sitemap-a.xml"):
        assert client.get(address).status_code == 404
