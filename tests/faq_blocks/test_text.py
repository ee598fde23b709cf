"""Paragraphs and lists."""

from __future__ import annotations

from faq_blocks.blocks import TextBlock
from faq_blocks.nodes import TextNode
from tests.faq_blocks.showing import node_of, shown


def test_text_is_shown_as_it_was_written() -> None:
    node = node_of(TextBlock(), "<p>One <b>idea</b>.</p><ul><li>first</li><li>second</li></ul>")
    assert node == TextNode(id="a-block", text=node.text)
    html = shown(node)
    assert html.select_one(".prose p").decode_contents() == "One <strong>idea</strong>."
    assert [item.text for item in html.select(".prose ul > li")] == ["first", "second"]


def test_a_client_that_does_not_know_text_gets_its_words() -> None:
    node = node_of(TextBlock(), "<p>One idea.</p><ul><li>first</li><li>second</li></ul>")
    assert node.plain_text() == "One idea.\n\n• first\n• second"


def test_text_without_words_is_not_there() -> None:
    for stored in ("", "<p></p>", "<p> <br/>&nbsp;</p>", None):
        assert node_of(TextBlock(), stored) is None


def test_an_editor_is_offered_what_a_text_can_hold_and_no_more() -> None:
    formatting = ["bold", "italic", "link", "document-link", "ol", "ul", "superscript", "subscript"]
    assert TextBlock().features == [*formatting, "glossary-term"]
