"""Numbers with what they mean."""

from __future__ import annotations

from typing import Any

import pytest

from faq_blocks.compilation import Compilation
from guide_pages.blocks import FiguresBlock
from guide_pages.blocks.figures import share_of
from tests.factories import block
from tests.faq_blocks.showing import messages, node_of, shown


def stored(**figure: Any) -> dict[str, Any]:
    value = {"number": "3 in 10", "unit": "people", "is_drawn": True, "meaning": "slept better.", "source": "A study"}
    return {"figures": [block("figure", {**value, "url": "https://example.org/study", **figure}, "a-figure")]}


def test_a_figure_says_what_it_means_and_where_it_is_from() -> None:
    node = node_of(FiguresBlock(), stored())
    html = shown(node)
    assert html.select_one(".number__quantity").text == "3 in 10 people"
    assert html.select_one(".number__meaning").text == "slept better."
    assert (html.a.text, html.a["href"]) == ("A study", "https://example.org/study")
    assert node.plain_text() == "3 in 10 people: slept better.\nA study"


def test_a_share_is_drawn_for_the_eye_and_read_as_words() -> None:
    icons = shown(node_of(FiguresBlock(), stored())).select_one("[aria-hidden=true]")
    assert [icon.get("class") for icon in icons.select("i")] == [["is-meant"]] * 3 + [None] * 7


def test_a_number_alone_is_not_drawn_and_has_no_empty_places() -> None:
    html = shown(node_of(FiguresBlock(), stored(number="54 %", unit="", is_drawn=False, source="", url="")))
    assert html.select("i, a, .number__source") == []
    assert "None" not in html.text


@pytest.mark.parametrize(
    ("number", "share"),
    [
        ("3 in 10", (3, 10)),
        ("3 von 10", (3, 10)),
        ("3 de cada 10", (3, 10)),
        ("0/100", (0, 100)),
        ("10 in 3", None),
        ("1 in 101", None),
        ("0 in 0", None),
        ("54 %", None),
        ("1.5 in 10", None),
        ("some", None),
    ],
)
def test_a_share_is_two_whole_numbers_in_any_language(number: str, share: tuple[int, int] | None) -> None:
    found = share_of(number)
    assert (found and (found.part, found.whole)) == share


@pytest.mark.parametrize(
    ("figure", "said", "field"),
    [
        ({"number": " ", "is_drawn": False}, "A figure needs a number and what it means.", "number"),
        ({"meaning": ""}, "A figure needs a number and what it means.", "meaning"),
        (
            {"number": "54 %"},
            "“54 %” cannot be drawn. Write two whole numbers up to 100: “3 in 10”.",
            "number",
        ),
        ({"url": "somewhere"}, "The address of the source “A study” cannot be understood.", "url"),
        ({"url": "tel:988"}, "The address of the source “A study” cannot be understood.", "url"),
        ({"source": ""}, "A figure has the address of a source, and not its name.", "source"),
    ],
)
def test_what_is_wrong_with_a_figure_is_said_at_its_field(figure: dict[str, Any], said: str, field: str) -> None:
    compilation = Compilation()
    shown(node_of(FiguresBlock(), stored(**figure), compilation))
    assert messages(compilation) == [said]
    assert [(problem.block_id, problem.field) for problem in compilation.problems] == [("a-figure", field)]


def test_no_figures_are_refused() -> None:
    for value in ({"figures": []}, {}):
        compilation = Compilation()
        assert node_of(FiguresBlock(), value, compilation) is None
        assert messages(compilation) == ["A group of figures is empty."]
