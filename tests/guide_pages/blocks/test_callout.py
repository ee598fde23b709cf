"""A note, a tip or a warning."""

from __future__ import annotations

import pytest

from faq_blocks.compilation import Compilation
from guide_pages.blocks import CalloutBlock
from tests.faq_blocks.showing import messages, node_of, shown


@pytest.mark.parametrize(("tone", "word"), [("note", "Note"), ("tip", "Tip"), ("warning", "Warning")])
def test_a_callout_says_its_tone_in_words_not_only_in_color(tone: str, word: str) -> None:
    html = shown(node_of(CalloutBlock(), {"tone": tone, "heading": "Go slowly", "text": "<p>Talk first.</p>"}))
    callout = html.select_one(f".callout--{tone}")
    assert callout["role"] == "note"
    assert callout.select_one(".callout__tone").text == word
    assert callout.select_one(".callout__heading").text == "Go slowly"
    assert callout.select_one(".prose").text == "Talk first."
    assert callout.svg["aria-hidden"] == "true"


def test_a_callout_without_a_heading_has_no_place_for_one() -> None:
    node = node_of(CalloutBlock(), {"tone": "tip", "heading": " ", "text": "<p>Talk first.</p>"})
    assert node.heading is None
    assert shown(node).select_one(".callout__heading") is None
    assert node.plain_text() == "Talk first."


def test_a_callout_without_a_tone_is_a_note() -> None:
    assert node_of(CalloutBlock(), {"text": "<p>Talk first.</p>"}).tone == "note"
    assert node_of(CalloutBlock(), {"tone": "", "heading": None, "text": "<p>Talk first.</p>"}).tone == "note"


def test_a_client_that_does_not_know_callouts_gets_the_words() -> None:
    node = node_of(CalloutBlock(), {"tone": "note", "heading": "Go slowly", "text": "<p>Talk first.</p>"})
    assert node.plain_text() == "Go slowly\n\nTalk first."


def test_a_callout_without_text_is_refused() -> None:
    compilation = Compilation()
    assert node_of(CalloutBlock(), {"heading": "Go slowly", "text": "<p></p>"}, compilation) is None
    assert messages(compilation) == ["A callout has no text."]
