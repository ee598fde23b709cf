"""A heading inside a section."""

from __future__ import annotations

from faq_blocks.compilation import Compilation
from guide_pages.blocks import SubheadingBlock
from tests.faq_blocks.showing import messages, node_of, shown


def test_a_subheading_can_be_linked_to() -> None:
    node = node_of(SubheadingBlock(), " What to bring ")
    html = shown(node)
    assert html.h3.text == "What to bring"
    assert html.select_one("#what-to-bring h3") is html.h3
    assert html.a["href"] == "#what-to-bring"
    assert html.a["aria-label"] == "Link to this part: What to bring"
    assert node.plain_text() == "What to bring"


def test_its_words_are_words_not_html() -> None:
    html = shown(node_of(SubheadingBlock(), 'Doses < 1 mg & "more"'))
    assert html.h3.text == 'Doses < 1 mg & "more"'


def test_a_subheading_without_words_is_refused() -> None:
    for stored in ("", " ", None):
        compilation = Compilation()
        node_of(SubheadingBlock(), stored, compilation)
        assert messages(compilation) == ["A subheading has no words."]


def test_a_subheading_never_takes_an_address_of_the_page_itself() -> None:
    assert node_of(SubheadingBlock(), "Main").anchor == "main-2"


def test_a_subheading_of_signs_alone_has_an_address() -> None:
    assert node_of(SubheadingBlock(), "?!").anchor == "part"


def test_a_subheading_in_another_script_has_an_address_in_it() -> None:
    assert node_of(SubheadingBlock(), "Что взять с собой").anchor == "что-взять-с-собой"
