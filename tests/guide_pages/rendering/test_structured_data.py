"""A guide as machines read it: schema.org JSON-LD in the page."""

from __future__ import annotations

import json
from typing import Any

import pytest
from bs4 import BeautifulSoup

from guide_pages.models import Delivery, GuidePage
from guide_pages.pictures.renditions import make
from tests import factories

pytestmark = pytest.mark.django_db


def graph(page: GuidePage) -> dict[str, dict[str, Any]]:
    """The page's JSON-LD, by type."""
    html = bytes(Delivery.objects.get(guide__page=page).html).decode()
    (script,) = BeautifulSoup(html, "html.parser").select("script[type='application/ld+json']")
    document = json.loads(script.string)
    assert document["@context"] == "https://schema.org"
    return {item["@type"]: item for item in document["@graph"]}


def test_a_guide_is_an_article() -> None:
    author = factories.ContributorFactory(name="Ana Example", role="Nurse", url="https://example.org/ana")
    page = factories.guide(title="Sleep", summary="What helps.", authors=[author], topics=[factories.TopicFactory()])
    article = graph(page)["Article"]
    assert article["headline"] == "Sleep"
    assert article["description"] == "What helps."
    assert article["url"] == article["@id"] == page.full_url
    assert article["inLanguage"] == "en"
    assert article["datePublished"] == page.first_published_at.replace(microsecond=0).isoformat()
    assert article["author"] == [
        {"@type": "Person", "name": "Ana Example", "jobTitle": "Nurse", "url": "https://example.org/ana"}
    ]
    assert article["publisher"]["url"] == factories.site().root_url


def test_its_picture_is_an_absolute_address() -> None:
    hero = factories.ImageFactory()
    make(hero)
    address = graph(factories.guide(hero=hero))["Article"]["image"]
    assert address.startswith(f"{factories.site().root_url}/media/")


def test_what_is_not_known_is_not_said() -> None:
    article = graph(factories.guide(authors=[factories.ContributorFactory(role="", url="")]))["Article"]
    assert "image" not in article
    assert set(article["author"][0]) == {"@type", "name"}


def test_questions_of_all_groups_are_one_faq_page_with_links_and_whole_answers() -> None:
    entry = factories.FaqEntryFactory(question="Shared?", answer="<p>Yes.</p><p>Really.</p>")
    page = factories.guide(
        factories.section(),
        factories.faq(factories.question("Why?", "<p>Because.</p>")),
        factories.faq(factories.from_library(entry), heading="More"),
    )
    faq = graph(page)["FAQPage"]
    assert [(item["name"], item["url"], item["acceptedAnswer"]["text"]) for item in faq["mainEntity"]] == [
        ("Why?", f"{page.full_url}#why", "<p>Because.</p>"),
        ("Shared?", f"{page.full_url}#shared", "<p>Yes.</p><p>Really.</p>"),
    ]


def test_links_in_answers_are_absolute() -> None:
    other = factories.guide()
    answer = f'<p>See <a linktype="page" id="{other.pk}">there</a>.</p>'
    page = factories.guide(factories.section(), factories.faq(factories.question("Where?", answer)))
    assert f'href="{other.full_url}"' in graph(page)["FAQPage"]["mainEntity"][0]["acceptedAnswer"]["text"]


def test_a_guide_without_questions_claims_none() -> None:
    assert set(graph(factories.guide(factories.section()))) == {"Article"}


def test_nobodys_words_end_the_script() -> None:
    words = "</script><script>alert(1)</script> & <!--"
    page = factories.guide(
        factories.section(), factories.faq(factories.question(words, "<p>&lt;/script&gt;</p>")), title=words
    )
    found = graph(page)
    assert found["Article"]["headline"] == words
    assert found["FAQPage"]["mainEntity"][0]["name"] == words
