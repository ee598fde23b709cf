"""A guide as machines read it: schema.org JSON-LD in the page."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from functools import cache
from html import escape
from importlib.metadata import distribution
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup

from guide_pages.models import Delivery, GuidePage
from guide_pages.pictures.renditions import make
from home.models import PlainPage
from tests import factories
from tests.contract.everything import every_block

pytestmark = pytest.mark.django_db


def graph(page: GuidePage) -> dict[str, dict[str, Any]]:
    """The page's JSON-LD, by type."""
    html = bytes(Delivery.objects.get(guide__page=page).html).decode()
    scripts = BeautifulSoup(html, "html.parser").select("script[type='application/ld+json']")
    documents = [json.loads(script.string) for script in scripts]
    assert {document["@context"] for document in documents} == {"https://schema.org"}
    return {item["@type"]: item for document in documents for item in document["@graph"]}


def test_a_guide_is_an_article() -> None:
    author = factories.ContributorFactory(
        name="Ana Example", credentials="RN", role="Nurse", url="https://example.org/ana"
    )
    page = factories.guide(title="Sleep", summary="What helps.", authors=[author], topics=[factories.TopicFactory()])
    article = graph(page)["Article"]
    assert article["headline"] == "Sleep"
    assert article["description"] == "What helps."
    assert article["url"] == article["mainEntityOfPage"]["@id"] == page.full_url
    assert article["inLanguage"] == "en"
    assert article["datePublished"] == page.first_published_at.replace(microsecond=0).isoformat()
    assert article["author"] == [
        {
            "@type": "Person",
            "name": "Ana Example",
            "honorificSuffix": "RN",
            "jobTitle": "Nurse",
            "url": "https://example.org/ana",
        }
    ]
    assert [topic["@type"] for topic in article["about"]] == ["Thing"]
    assert article["version"] == 1


def test_it_stands_in_a_page_of_a_site_that_somebody_publishes() -> None:
    page = factories.guide(title="Sleep")
    found = graph(page)
    root = factories.site().root_url
    assert found["MedicalWebPage"]["@id"] == page.full_url
    assert found["MedicalWebPage"]["mainEntity"]["@id"] == found["Article"]["@id"]
    assert found["MedicalWebPage"]["isPartOf"]["@id"] == found["WebSite"]["@id"]
    assert found["Article"]["publisher"]["@id"] == found["WebSite"]["publisher"]["@id"] == found["Organization"]["@id"]
    assert found["Organization"]["logo"]["url"].startswith(f"{root}/static/guide_pages/icon-512")
    assert found["WebSite"]["url"] == f"{root}/"


def test_the_way_to_it_is_that_of_the_page_s_breadcrumbs() -> None:
    page = factories.guide(title="Sleep")
    home, index = factories.site().root_page, page.get_parent()
    found = graph(page)
    assert [(item["position"], item["name"], item["item"]) for item in found["BreadcrumbList"]["itemListElement"]] == [
        (1, home.title, home.full_url),
        (2, index.title, index.full_url),
    ]
    assert (
        found["MedicalWebPage"]["breadcrumb"]["@id"]
        == found["BreadcrumbList"]["@id"]
        == (f"{index.full_url}#/breadcrumb")
    )


def test_works_that_figures_are_from_are_cited_once() -> None:
    given = {"number": "54 %", "unit": "", "is_drawn": False, "meaning": "slept.", "source": "A study"}
    each = [factories.block("figure", {**given, "url": "https://example.org/study"}) for _ in range(2)]
    page = factories.guide(factories.section("Numbers", factories.block("figures", {"figures": each})))
    assert graph(page)["Article"]["citation"] == [
        {"@type": "CreativeWork", "name": "A study", "url": "https://example.org/study"}
    ]


def test_works_that_a_list_of_sources_links_to_are_cited() -> None:
    names = ("A study of sleep, 2024", "What is known & what is not", "A third one of them")
    links = "".join(
        f'<li><a href="https://example.org/?a={n}&amp;b">{escape(name)}</a></li>' for n, name in enumerate(names)
    )
    other = '<p>Read <a href="https://example.org/no">this</a>, and much more that nobody counts as a source.</p>'
    page = factories.guide(
        factories.section("Sources", factories.text(f"<ul>{links}</ul>")),
        factories.section("Other", factories.text(other)),
    )
    assert graph(page)["Article"]["citation"] == [
        {"@type": "CreativeWork", "name": name, "url": f"https://example.org/?a={n}&b"} for n, name in enumerate(names)
    ]


def test_a_work_is_cited_once_by_the_title_that_its_list_has() -> None:
    number = {"number": "4", "unit": "", "meaning": "In pain", "source": "Ann and others, 2019"}
    number |= {"url": "https://example.org/work#table", "is_drawn": False}
    titles = {"work": "On pain, and what helps", "other": "On rest, and what does not", "third": "A third"}
    links = (f'<li><a href="https://example.org/{path}">{title}</a></li>' for path, title in titles.items())
    page = factories.guide(
        factories.section("How common", factories.block("figures", {"figures": [factories.block("figure", number)]})),
        factories.section("Sources", factories.text(f"<ul>{''.join(links)}</ul>")),
    )
    cited = {work["url"].rpartition("/")[2]: work["name"] for work in graph(page)["Article"]["citation"]}
    assert cited == titles


def test_nobody_is_said_to_have_reviewed_what_nobody_noted() -> None:
    page = factories.guide(reviewers=[factories.ContributorFactory()])
    assert not {"reviewedBy", "lastReviewed"} & {key for node in graph(page).values() for key in node}


def test_its_picture_is_an_absolute_address() -> None:
    hero = factories.ImageFactory()
    make(hero)
    picture = graph(factories.guide(hero=hero))["Article"]["image"]
    assert picture["url"].startswith(f"{factories.site().root_url}/media/")


def test_what_is_not_known_is_not_said() -> None:
    article = graph(factories.guide(authors=[factories.ContributorFactory(role="", url="")]))["Article"]
    assert "image" not in article
    assert "citation" not in article
    assert set(article["author"][0]) == {"@type", "name", "honorificSuffix"}
    assert not {"author", "about", "hasPart"} & graph(factories.guide(factories.section()))["Article"].keys()


def test_questions_of_all_groups_are_one_faq_page_with_links_and_whole_answers() -> None:
    entry = factories.FaqEntryFactory(question="Shared?", answer="<p>Yes.</p><p>Really.</p>")
    page = factories.guide(
        factories.section(),
        factories.faq(factories.question("Why?", "<p>Because.</p>")),
        factories.faq(factories.from_library(entry), heading="More"),
    )
    found = graph(page)
    faq = found["FAQPage"]
    assert faq["@id"] == f"{page.full_url}#questions"
    assert found["Article"]["hasPart"] == found["MedicalWebPage"]["hasPart"] == [{"@id": faq["@id"]}]
    assert all(item["@id"] == item["url"] for item in faq["mainEntity"])
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
    assert "FAQPage" not in graph(factories.guide(factories.section()))


def test_nobodys_words_end_the_script() -> None:
    words = "</script><script>alert(1)</script> & <!--"
    page = factories.guide(
        factories.section(), factories.faq(factories.question(words, "<p>&lt;/script&gt;</p>")), title=words
    )
    found = graph(page)
    assert found["Article"]["headline"] == words
    assert found["FAQPage"]["mainEntity"][0]["name"] == words


@pytest.mark.parametrize("words", ["睡眠とは?", "ما هو النوم؟", "Что такое сон?", "नींद क्या है?", "a\u2028\U0001f634 “”"])
def test_words_of_any_script_are_what_they_were(words: str) -> None:
    page = factories.guide(
        factories.section(), factories.faq(factories.question(words, f"<p>{words}</p>")), title=words, slug="sleep"
    )
    found = graph(page)
    assert found["Article"]["headline"] == found["MedicalWebPage"]["name"] == words
    assert found["FAQPage"]["mainEntity"][0]["name"] == words


@cache
def vocabulary() -> dict[str, set[str]]:
    """The properties that each type may have, as schema.org's own table of types says: package schemaorg."""
    release = Path(str(distribution("schemaorg").locate_file("schemaorg/data/releases/12.0")))
    with (release / "schemaorg-current-https-types.csv").open(encoding="utf-8", newline="") as table:
        rows = {row["label"]: row["properties"].split(", ") for row in csv.DictReader(table)}
    return {label: {name.rpartition("/")[2] for name in properties} for label, properties in rows.items()}


def nodes(data: Any) -> Iterator[dict[str, Any]]:
    """Every node of a graph, however deep."""
    if isinstance(data, list):
        for item in data:
            yield from nodes(item)
    if isinstance(data, dict):
        yield data
        yield from nodes(list(data.values()))


def assert_in_vocabulary(data: list[dict[str, Any]]) -> None:
    ids = {node["@id"] for node in nodes(data) if "@type" in node and "@id" in node}
    for node in nodes(data):
        if set(node) == {"@id"}:
            assert node["@id"] in ids, node
        else:
            properties = vocabulary()[node["@type"]]
            assert set(node) - {"@type", "@id"} <= properties, node


def test_every_type_and_property_is_schema_org_s_and_every_reference_leads_somewhere(
    settings: Any, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT, settings.PRIVATE_ROOT = tmp_path / "media", tmp_path / "private"  # for its files alone
    assert "lastReviewed" in vocabulary()["MedicalWebPage"]
    assert "lastReviewed" not in vocabulary()["Article"]
    pages = [every_block(), factories.guide(factories.section()), factories.guide(title="睡眠", slug="a")]
    for page in pages:
        assert_in_vocabulary(list(graph(page).values()))


def test_other_pages_say_what_they_are_and_where(client: Any) -> None:
    home = factories.site().root_page
    about = home.add_child(instance=PlainPage(title="</script> & us", slug="about", body="<p>We.</p>"))
    for page in (home, about, factories.guide_index()):
        script = BeautifulSoup(client.get(page.url).content, "html.parser").select("script[type='application/ld+json']")
        data = json.loads(script[0].string)["@graph"]
        assert_in_vocabulary(data)
        assert data[0]["@type"] == "WebPage"
        assert (data[0]["@id"], data[0]["name"]) == (page.full_url, page.title)
        assert ("breadcrumb" in data[0]) == (page != home)
