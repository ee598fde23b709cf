"""Links that an editor writes: to a page and a place in it, whatever the page is called later."""

from __future__ import annotations

import json

import pytest
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter
from wagtail.models import Locale, Page

from faq_blocks.lasting_links import Place, place_at
from faq_blocks.rich_text import FEATURES
from tests import factories

pytestmark = pytest.mark.django_db


def stored(address: str) -> str:
    """What is stored of a link that was typed or pasted."""
    link = {"type": "LINK", "mutability": "MUTABLE", "data": {"url": address}}
    block = {"key": "a", "text": "It", "type": "unstyled", "depth": 0, "inlineStyleRanges": []}
    block["entityRanges"] = [{"offset": 0, "length": 2, "key": 0}]
    return str(
        ContentstateConverter(FEATURES).to_database_format(json.dumps({"blocks": [block], "entityMap": {"0": link}}))
    )


def test_an_address_of_a_guide_becomes_a_link_to_the_page_with_its_place():
    page = factories.guide(slug="sleep")
    assert f'<a linktype="page" id="{page.pk}" fragment="#doses">It</a>' in stored(f"{page.full_url}#doses")
    assert f'<a linktype="page" id="{page.pk}">It</a>' in stored(page.full_url)


@pytest.mark.parametrize(
    "address", ["https://elsewhere.example/guides/sleep/#doses", "mailto:a@example.org", "#doses", "/guides/sleep/"]
)
def test_any_other_address_stays_what_it_is(address: str):
    factories.guide(slug="sleep")
    assert f'<a href="{address}">It</a>' in stored(address)


def test_an_address_with_a_query_asks_something_and_stays():
    page = factories.guide(slug="sleep")
    assert place_at(f"{page.full_url}?edition=2") is None


def test_a_place_that_is_stored_goes_through_the_editor_and_back():
    page = factories.guide(slug="sleep")
    html = f'<p data-block-key="a"><a linktype="page" id="{page.pk}" fragment="#doses">It</a></p>'
    converter = ContentstateConverter(FEATURES)
    edited = converter.from_database_format(html)
    assert json.loads(edited)["entityMap"]["0"]["data"]["url"].endswith("/sleep/#doses")
    assert converter.to_database_format(edited) == html


def test_an_address_in_another_language_is_understood():
    spanish = Locale.objects.create(language_code="es")
    home = Page.objects.get(pk=factories.site().root_page_id).copy_for_translation(spanish)
    home.specific.save_revision().publish()
    page = factories.guide(parent=factories.guide_index(home.specific, slug="guias"), slug="dormir")
    assert place_at(f"{page.full_url}#dosis") == Place(page.pk, "#dosis")


def test_readers_get_the_link_that_was_pasted_whatever_the_guide_is_called_later(django_capture_on_commit_callbacks):
    page = factories.guide(factories.section("Doses"), slug="sleep")
    words = stored(f"{page.full_url}#doses")
    other = factories.guide(factories.section("Read on", factories.block("text", words)), slug="other")
    with django_capture_on_commit_callbacks(execute=True):
        factories.publish(page, slug="sleep-well")
    other.guide.delivery.refresh_from_db()
    assert "/guides/sleep-well/#doses" in bytes(other.guide.delivery.json).decode()
