"""A titled part of a guide."""

from __future__ import annotations

from faq_blocks.compilation import Compilation
from guide_pages.blocks import SectionBlock
from tests import factories
from tests.faq_blocks.showing import messages, node_of, shown


def stored(*content: dict[str, object], heading: str = "Before you go") -> dict[str, object]:
    return {"heading": heading, "content": list(content)}


def test_what_stands_in_a_section_is_shown_in_order_under_its_heading() -> None:
    node = node_of(
        SectionBlock(),
        stored(
            factories.text("First."),
            factories.block("subheading", "Then"),
            factories.block("callout", {"tone": "tip", "heading": "", "text": "<p>Last.</p>"}),
        ),
    )
    section = shown(node).section
    assert section["id"] == "before-you-go"
    assert section.h2.text == "Before you go"
    assert [child.type for child in node.nodes] == ["text", "subheading", "callout"]
    words = section.get_text()
    assert words.index("First.") < words.index("Then") < words.index("Last.")


def test_a_section_has_a_link_to_itself_that_says_which() -> None:
    link = shown(node_of(SectionBlock(), stored(factories.text()))).select_one("a[href='#before-you-go']")
    assert link["aria-label"] == "Link to this section: Before you go"


def test_a_place_with_nothing_in_it_is_not_shown() -> None:
    node = node_of(SectionBlock(), stored(factories.block("text", "<p></p>"), factories.text("Words.")))
    assert [child.text.plain for child in node.nodes] == ["Words."]


def test_a_client_that_does_not_know_sections_gets_the_words() -> None:
    assert node_of(SectionBlock(), stored(factories.text("Words."))).plain_text() == "Before you go\n\nWords."


def test_an_incomplete_section_says_what_is_missing() -> None:
    for value, expected in (
        (stored(factories.text(), heading=" "), ["A section has no heading."]),
        (stored(), ["The section “Before you go” is empty."]),
        (stored(factories.block("text", "")), ["The section “Before you go” is empty."]),
    ):
        compilation = Compilation()
        node_of(SectionBlock(), value, compilation)
        assert messages(compilation) == expected


def test_nothing_written_yet_is_shown_without_an_error() -> None:
    node = node_of(SectionBlock(), {})
    assert (node.heading, node.nodes) == ("", [])
    assert shown(node).section is not None
