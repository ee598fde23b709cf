"""What stands around the words of a guide: no more than it needs, on a screen and on paper."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from tests import factories

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("parts", [1, 2])
def test_contents_and_bar_stand_where_there_is_a_choice(client: Client, parts: int) -> None:
    page = factories.guide(*(factories.section(f"Part {number}") for number in range(parts)))
    html = BeautifulSoup(client.get(page.url).content, "html.parser")
    assert len(html.select(".contents, .bar, .guide__rail")) == (0 if parts == 1 else 3)


def test_paper_says_which_edition_it_is_without_a_script(client: Client) -> None:
    page = factories.guide(factories.section())
    html = BeautifulSoup(client.get(page.url).content, "html.parser")
    assert html.html["data-copy"] == html.select_one(".guide__copy").get_text()
    assert html.html["data-copy"].startswith("Edition 1, ")
