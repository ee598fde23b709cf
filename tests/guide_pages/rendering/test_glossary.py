"""What a marked word is for readers: a button that opens its meaning, a link where there are none, words elsewhere."""

from __future__ import annotations

import json
from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag
from django.test import Client
from wagtail.models import Locale

from guide_pages.models import GlossaryTerm, GuidePage
from tests import factories
from tests.factories import marked

pytestmark = pytest.mark.django_db


@pytest.fixture
def term() -> GlossaryTerm:
    return factories.GlossaryTermFactory(term="half-life", also="t½", definition="How long until half is <gone>.")


@pytest.fixture
def page(term: GlossaryTerm) -> GuidePage:
    words = f"A short {marked(term, '<b>half</b>-life')}, and its {marked(term)}."
    asked = factories.question("How long?", f"<p>Its {marked(term)} tells.</p>")
    named_alike = factories.section(f"Term {term.pk}")
    return factories.guide(
        factories.section("Doses", factories.text(words)), named_alike, factories.faq(asked), title="Doses"
    )


def seen(client: Client, page: GuidePage) -> BeautifulSoup:
    return BeautifulSoup(client.get(page.url).content, "html.parser")


def only(found: Any) -> Tag:
    [one] = found
    return one


def test_a_button_opens_the_meaning_that_stands_next_to_it(client: Client, page: GuidePage) -> None:
    places = seen(client, page).select(".term")
    assert [place.a.decode_contents() for place in places] == ["<strong>half</strong>-life", "half-life", "half-life"]
    for place in places:
        button, meaning = place.find("button", recursive=False), only(place.select("[popover]"))
        assert button["popovertarget"] == meaning["id"]
        assert button.find_next_sibling() is meaning
        assert "How long until half is <gone>." in meaning.text
        assert "<gone>" not in meaning.decode()


def test_each_meaning_has_a_place_of_its_own_that_no_section_has(client: Client, page: GuidePage) -> None:
    ids = [element["id"] for element in seen(client, page).select("[id]")]
    assert len(ids) == len(set(ids))


def test_without_popovers_and_styles_a_word_leads_to_its_meaning_at_the_end(client: Client, page: GuidePage) -> None:
    html = seen(client, page)
    for place in html.select(".term"):
        assert [child.name for child in place.find_all(recursive=False) if not child.has_attr("hidden")] == ["a"]
        explained = only(html.select(place.a["href"]))
        assert explained.dt.text == "half-life t½"
        assert explained.dd.text == "How long until half is <gone>."
    assert only(html.select(".glossary h2")).text == "Words explained"


def test_a_guide_without_marked_words_explains_none(client: Client) -> None:
    html = seen(client, factories.guide())
    assert html.select(".glossary, .term") == []


def test_clients_get_the_words_that_are_marked_and_what_they_mean(term: GlossaryTerm, page: GuidePage) -> None:
    sent = json.loads(bytes(page.guide.delivery.json))
    assert sent["glossary"] == [
        {
            "id": term.pk,
            "anchor": f"term_{term.pk}",
            "locale": "en",
            "term": "half-life",
            "also": ["t½"],
            "definition": "How long until half is <gone>.",
        }
    ]
    text = sent["body"][0]["nodes"][0]["text"]
    assert f'<a href="#term_{term.pk}" data-term="{term.pk}">half-life</a>' in text["html"]
    assert text["plain"] == "A short half-life, and its half-life."


def test_the_twin_explains_words_at_its_end(page: GuidePage) -> None:
    twin = bytes(page.guide.delivery.markdown).decode()
    assert "A short **half**-life, and its half-life." in twin
    assert "## Words explained\n\n- **half-life** (t½): How long until half is \\<gone>." in twin


def test_what_nobody_translated_says_its_language(client: Client, term: GlossaryTerm, page: GuidePage) -> None:
    assert [element.name for element in seen(client, page).select("[lang]")] == ["html"]
    GlossaryTerm.objects.filter(pk=term.pk).update(locale=Locale.objects.create(language_code="es"))
    page = factories.publish(page)
    html = seen(client, page)
    assert {element["lang"] for element in html.select(".glossary [lang]")} == {"es"}
    for place in html.select(".term"):
        assert "How long" in only(place.select("[popover] [lang=es]")).text
        assert only(place.select("[popover] [lang=es]")).find("button") is None
    assert json.loads(bytes(page.guide.delivery.json))["glossary"][0]["locale"] == "es"
    assert "- **half-life** (t½) (español): How long" in bytes(page.guide.delivery.markdown).decode()
