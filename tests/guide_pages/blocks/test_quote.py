"""Someone's words, and whose they are."""

from __future__ import annotations

from faq_blocks.compilation import Compilation
from guide_pages.blocks.quote import QuoteBlock
from tests.faq_blocks.showing import messages, node_of, shown


def test_a_quote_says_whose_words_they_are() -> None:
    node = node_of(QuoteBlock(), {"text": "<p>It <b>did</b>.</p>", "source": "A patient"})
    html = shown(node)
    assert html.blockquote.text == "It did."
    assert html.figcaption.text == "A patient"
    assert node.plain_text() == "It did.\n\nA patient"


def test_a_quote_without_a_source_has_no_place_for_one() -> None:
    assert shown(node_of(QuoteBlock(), {"text": "<p>It did.</p>", "source": " "})).figcaption is None


def test_a_quote_without_words_is_refused() -> None:
    compilation = Compilation()
    assert node_of(QuoteBlock(), {"text": "", "source": "A patient"}, compilation) is None
    assert messages(compilation) == ["A quote has no words."]
