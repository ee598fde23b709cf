"""When to ask for which help, and how soon."""

from __future__ import annotations

import pytest

from faq_blocks.compilation import Compilation
from guide_pages.blocks import CareCardBlock
from tests.factories import block
from tests.faq_blocks.showing import messages, node_of, shown


def stored(urgency: str = "urgent", heading: str = "Call your clinic if:", **value: object) -> dict[str, object]:
    signs = "<ul><li>it hurts</li></ul>"
    return {"urgency": urgency, "heading": heading, "text": signs, "contacts": [], **value}


def contact(href: str) -> dict[str, object]:
    return block("contact", {"label": "Call", "detail": "", "href": href})


@pytest.mark.parametrize(
    ("urgency", "words"), [("non_urgent", "Not urgent"), ("urgent", "Urgent"), ("emergency", "Emergency")]
)
def test_how_soon_is_said_in_words_in_the_heading(urgency: str, words: str) -> None:
    html = shown(node_of(CareCardBlock(), stored(urgency)))
    assert " ".join(html.h3.text.split()) == f"{words}: Call your clinic if:"
    assert html.select_one(".prose li").text == "it hurts"


def test_an_urgency_that_there_is_not_alarms_nobody() -> None:
    assert node_of(CareCardBlock(), stored("at once")).urgency == "non_urgent"


def test_help_is_one_tap_away() -> None:
    node = node_of(CareCardBlock(), stored(contacts=[contact("911")]))
    assert [(link.text.strip(), link["href"]) for link in shown(node).select("a")] == [("Call", "tel:911")]
    assert node.plain_text() == "Call your clinic if:\n\n• it hurts\n\nCall: tel:911"


def test_without_heading_or_signs_it_is_refused() -> None:
    for value, field in ((stored(heading=" "), "heading"), (stored(text=""), "text"), ({}, "heading")):
        compilation = Compilation()
        shown(node_of(CareCardBlock(), value, compilation))
        assert messages(compilation) == ["A care card needs a heading and its signs."]
        assert [problem.field for problem in compilation.problems] == [field]


def test_an_address_that_cannot_be_tapped_is_not_dropped_in_silence() -> None:
    compilation = Compilation()
    assert node_of(CareCardBlock(), stored(contacts=[contact("ask")]), compilation).contacts == []
    assert messages(compilation) == ["The address “ask” of the contact “Call” cannot be understood."]
