"""On paper each address stands once, under the number that its links bear."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from guide_pages.models import Delivery
from tests.factories import faq, guide, question, section, text

pytestmark = pytest.mark.django_db

ONE, TWO = "https://example.org/one?a=1&b=2", "https://example.org/two"


def page_of(*body) -> BeautifulSoup:
    delivery = Delivery.objects.get(guide__page=guide(*body))
    return BeautifulSoup(bytes(delivery.html).decode(), "html.parser")


def link(address: str) -> str:
    return f'<p>See <a href="{address.replace("&", "&amp;")}">there</a>.</p>'


def test_an_address_that_is_linked_twice_is_listed_once():
    asked = question("Why?", link(ONE))
    page = page_of(section("Before", text(link(ONE) + link(TWO))), faq(asked))
    assert [item.text for item in page.select(".addresses li")] == [ONE, TWO]
    links = page.select(".guide__body a[data-address]")
    assert [(link["href"], link["data-address"]) for link in links] == [(ONE, "1"), (TWO, "2"), (ONE, "1")]


def test_a_guide_without_links_has_no_list_of_addresses():
    page = page_of(section("Before", text('<p>Call <a href="tel:988">988</a>.</p>')))
    assert page.select(".addresses") == []
    assert page.select("[data-address]") == []
