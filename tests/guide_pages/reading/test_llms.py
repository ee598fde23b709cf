"""`llms.txt` lists a site's public guides for language models."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from markdown_it import MarkdownIt
from wagtail.models import Page, PageViewRestriction, Site

from home.models import HomePage
from tests import factories
from tests.contract.everything import translate

pytestmark = pytest.mark.django_db


def listed(client: Client, **headers: str) -> BeautifulSoup:
    response = client.get("/llms.txt", headers=headers)
    assert response.status_code == 200
    return BeautifulSoup(MarkdownIt().render(response.content.decode()), "html.parser")


def test_it_names_the_site_and_each_guide_with_its_twin_and_its_summary(client: Client) -> None:
    page = factories.guide(title="Sleep [well] <b>", slug="sleep", summary="# What *helps*.")
    Site.objects.update(site_name="Sleep Clinic")
    soup = listed(client)
    assert soup.h1.get_text() == "Sleep Clinic"
    item = soup.select_one("h2 + ul li")
    assert item.get_text() == "Sleep [well] <b>: # What *helps*."
    assert item.a["href"] == f"{page.full_url.rstrip('/')}.md"
    for link in soup.select("h2:last-of-type ~ ul a"):
        assert client.get(link["href"]).status_code == 200, link["href"]


def test_each_language_has_its_heading(client: Client) -> None:
    translate(factories.guide(title="Sleep", slug="sleep"))
    headings = [heading.get_text() for heading in listed(client).select("h2")]
    assert sorted(headings) == ["Guides (English)", "Guides (español)", "Optional"]


def test_what_is_hidden_or_elsewhere_is_not_there(client: Client) -> None:
    hidden, here = factories.guide(title="Hidden"), factories.guide(title="Here")
    PageViewRestriction.objects.create(page=hidden, restriction_type="login")
    assert [item.a.get_text() for item in listed(client).select("h2:first-of-type + ul li")] == [here.title]
    root = Page.objects.get(depth=1).add_child(instance=HomePage(title="Elsewhere", slug="elsewhere"))
    Site.objects.create(hostname="elsewhere.example.org", root_page=root)
    soup = listed(client, host="elsewhere.example.org")
    assert "Here" not in soup.get_text()
    assert [heading.get_text() for heading in soup.select("h2")] == ["Optional"]


def test_it_costs_two_queries_and_none_of_its_bytes_twice(client: Client) -> None:
    factories.guide()
    with CaptureQueriesContext(connection) as queries:
        first = client.get("/llms.txt")
    assert len(queries) == 2
    assert client.get("/llms.txt", headers={"if-none-match": first["ETag"]}).status_code == 304
