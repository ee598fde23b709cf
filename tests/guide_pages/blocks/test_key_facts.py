"""What a reader in a hurry must know."""

from __future__ import annotations

from faq_blocks.compilation import Compilation
from guide_pages.blocks import KeyFactsBlock
from tests.factories import block
from tests.faq_blocks.showing import messages, node_of, shown


def stored(*facts: tuple[str, str], heading: str = "In short") -> dict[str, object]:
    return {
        "heading": heading,
        "facts": [block("fact", {"label": label, "text": text}, f"fact-{label}") for label, text in facts],
    }


DOSE = ("Dose", "<p>One <b>a day</b>.</p>")


def test_a_fact_says_what_it_is_about() -> None:
    node = node_of(KeyFactsBlock(), stored(DOSE, ("Form", "<p>A spray.</p>")))
    html = shown(node)
    assert html.h3.text == "In short"
    assert [(row.dt.text, row.dd.text) for row in html.select("dl > div")] == [
        ("Dose", "One a day."),
        ("Form", "A spray."),
    ]
    assert node.plain_text() == "In short\n\nDose: One a day.\n\nForm: A spray."


def test_without_a_heading_there_is_no_empty_one() -> None:
    node = node_of(KeyFactsBlock(), stored(DOSE, heading=" "))
    assert shown(node).h3 is None
    assert node.plain_text() == "Dose: One a day."


def test_half_a_fact_is_refused_at_the_half_that_is_missing() -> None:
    compilation = Compilation()
    shown(node_of(KeyFactsBlock(), stored(("", "<p>A spray.</p>"), ("Dose", "")), compilation))
    assert messages(compilation) == ["A key fact needs what it is about, and the fact."] * 2
    assert [(problem.block_id, problem.field) for problem in compilation.problems] == [
        ("fact-", "label"),
        ("fact-Dose", "text"),
    ]


def test_no_facts_are_refused() -> None:
    for value in (stored(), {}):
        compilation = Compilation()
        assert node_of(KeyFactsBlock(), value, compilation) is None
        assert messages(compilation) == ["A list of key facts is empty."]
