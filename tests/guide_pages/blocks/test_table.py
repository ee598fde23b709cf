"""Rows and columns."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup

from faq_blocks.compilation import Compilation
from guide_pages.blocks import TableBlock
from tests.factories import table
from tests.faq_blocks.showing import messages, node_of, shown

ROWS = [["<p>Spray</p>", "<p>2 <b>hours</b></p>"], ["<p>Drip</p>", ""]]


def headings(html: BeautifulSoup) -> list[tuple[str, str]]:
    return [(heading.text, heading["scope"]) for heading in html.select("th")]


def test_a_table_names_its_columns_and_rows() -> None:
    html = shown(node_of(TableBlock(), table(ROWS, "How long it takes")))
    assert headings(html) == [("Column 1", "col"), ("Column 2", "col"), ("Spray", "row"), ("Drip", "row")]
    assert [cell.text for cell in html.select("td")] == ["2 hours", ""]


def test_the_first_column_may_hold_no_names() -> None:
    html = shown(node_of(TableBlock(), table(ROWS, has_row_headers=False)))
    assert headings(html) == [("Column 1", "col"), ("Column 2", "col")]
    assert len(html.select("td")) == 4


def test_a_wide_table_scrolls_in_a_region_that_has_a_name_and_takes_the_keyboard() -> None:
    html = shown(node_of(TableBlock(), table(ROWS, "How long it takes")))
    region = html.select_one("[role=region]")
    assert region["tabindex"] == "0"
    assert html.find(id=region["aria-labelledby"]).text == "How long it takes"
    assert html.find(id=region.table["aria-labelledby"]).text == "How long it takes"


def test_a_client_that_does_not_know_it_gets_a_line_a_cell() -> None:
    words = node_of(TableBlock(), table(ROWS, "How long it takes")).plain_text()
    assert words == "How long it takes\n\nColumn 1\nColumn 2\n\nSpray\n2 hours\n\nDrip"


def test_links_in_cells_are_links_like_any_other() -> None:
    compilation = Compilation()
    cells = [['<p><a linktype="page" id="7">There</a></p>', '<p><a href="nowhere at all">Lost</a></p>']]
    node = node_of(TableBlock(), table(cells), compilation)
    assert ("page", "7") in compilation.references
    assert [cell.html for cell in node.rows[0].cells] == ['<p><a href="page:7">There</a></p>', "<p>Lost</p>"]
    assert messages(compilation) == ["The address of the link “Lost” cannot be understood."]


def without_heading(column: int, **kwargs: Any) -> dict[str, Any]:
    value = table(ROWS, **kwargs)
    value["table"]["columns"][column]["heading"] = " "
    return value


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (table(ROWS, " "), ["A table has no caption: say what it shows."]),
        (without_heading(1), ["A column of the table “A table” has no heading."]),
        (without_heading(0, has_row_headers=False), ["A column of the table “A table” has no heading."]),
        (without_heading(0), []),
        (table([["", ""]]), ["A table has no words."]),
        ({}, ["A table has no words."]),
    ],
)
def test_what_is_wrong_with_a_table_is_said(value: dict[str, Any], said: list[str]) -> None:
    compilation = Compilation()
    if node := node_of(TableBlock(), value, compilation):
        shown(node)
    assert messages(compilation) == said


def test_a_corner_without_a_name_is_no_heading() -> None:
    assert headings(shown(node_of(TableBlock(), without_heading(0))))[0] == ("Column 2", "col")
