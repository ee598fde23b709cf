"""Topics have pages: below each list that has guides of them."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from wagtail.models import Page, PageViewRestriction, Site

from guide_pages.models import GuidePage, Topic
from home.models import HomePage
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def topic() -> Topic:
    return factories.TopicFactory(name="Sleep", slug="sleep", introduction="<p>All of <b>sleep</b>.</p>")


@pytest.fixture
def page(topic: Topic) -> GuidePage:
    return factories.guide(title="Sleep well", slug="well", topics=[topic])


def html(client: Client, address: str) -> BeautifulSoup:
    response = client.get(address)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def test_a_topic_s_page_has_its_name_its_text_and_its_guides(client: Client, page: GuidePage) -> None:
    factories.guide(title="Another")
    shown = html(client, "/guides/topics/sleep/")
    assert [heading.text for heading in shown.select("h1")] == ["Sleep"]
    assert shown.select_one(".opening__introduction").text == "All of sleep."
    assert [link.text for link in shown.select(".card__title a")] == ["Sleep well"]
    assert [link.text for link in shown.select(".breadcrumbs a")] == ["Guidepost", "Guides"]
    assert shown.select_one("[aria-label=Topics] [aria-current=page]").text.startswith("Sleep")
    assert shown.title.text.strip().startswith("Sleep · Guides")
    assert shown.select_one("meta[name=description]")["content"] == "All of sleep."
    assert shown.select_one("link[rel=canonical]")["href"] == f"{factories.site().root_url}/guides/topics/sleep/"


def test_lists_and_guides_lead_to_it(client: Client, page: GuidePage) -> None:
    for address in ("/", "/guides/", "/guides/well/"):
        assert html(client, address).select('a[href="/guides/topics/sleep/"]'), address


@pytest.mark.parametrize(
    "address",
    [
        "/guides/topics/none/",
        "/guides/topics/empty/",
        "/guides/topics/",
        "/guides/topics/sleep/more/",
        "/topics/sleep/",
        "/guides/topics/sleep/?page=2",
    ],
)
def test_a_topic_that_is_not_here_is_not_found(client: Client, page: GuidePage, address: str) -> None:
    factories.TopicFactory(slug="empty")
    factories.guide(topics=[Topic.objects.get(slug="empty")], live=False)
    assert client.get(address).status_code == 404


def test_a_topic_whose_last_guide_is_hidden_is_not_found(client: Client, page: GuidePage) -> None:
    assert client.get("/guides/topics/sleep/").status_code == 200
    PageViewRestriction.objects.bulk_create([PageViewRestriction(page=page, restriction_type="login")])
    assert client.get("/guides/topics/sleep/").status_code == 404
    assert client.get("/guides/?topic=sleep").status_code == 404


def test_the_address_of_before_leads_to_it(client: Client, page: GuidePage) -> None:
    client.get("/guides/")
    response = client.get("/guides/?topic=sleep")
    assert (response.status_code, response["Location"]) == (301, "/guides/topics/sleep/")
    assert client.get("/guides/?topic=none").status_code == 404


def test_a_topic_of_another_list_is_not_here(client: Client, page: GuidePage) -> None:
    two = HomePage.objects.get().add_sibling(instance=Page(title="Two", slug="two"))
    Site.objects.create(hostname="two.example", root_page=two)
    factories.guide(parent=factories.guide_index(two))
    assert client.get("/guides/", headers={"host": "two.example"}).status_code == 200
    assert client.get("/guides/topics/sleep/", headers={"host": "two.example"}).status_code == 404


def test_a_slug_of_any_script_is_an_address(client: Client) -> None:
    factories.guide(topics=[factories.TopicFactory(name="Schlaf", slug="größe-睡眠")])
    address = html(client, "/guides/").select("[aria-label=Topics] a")[1]["href"]
    assert html(client, address).select_one("h1").text == "Schlaf"
    assert html(client, address).select_one("link[rel=canonical]")["href"].endswith(address)


def test_a_guide_named_topics_has_its_own_address(client: Client, page: GuidePage) -> None:
    factories.guide(title="Topics", slug="topics")
    assert html(client, "/guides/topics/").select_one("h1").text == "Topics"
    assert html(client, "/guides/topics/sleep/").select_one("h1").text == "Sleep"


def test_editors_get_the_user_bar_of_the_list(admin_client: Client, page: GuidePage) -> None:
    bar = admin_client.get("/_util/userbar/?path=/guides/topics/sleep/").content.decode()
    assert f"/admin/pages/{page.get_parent().pk}/edit/" in bar
