"""What happens first, and what then."""

from __future__ import annotations

from faq_blocks.compilation import Compilation
from guide_pages.blocks import StepsBlock
from tests.factories import block
from tests.faq_blocks.showing import messages, node_of, shown


def stored(*steps: tuple[str, str]) -> dict[str, object]:
    return {"steps": [block("step", {"title": title, "text": text}, title) for title, text in steps]}


TWO = stored(("Ask", "<p>Call <b>first</b>.</p>"), ("Wait", ""))


def test_steps_are_numbered_in_their_order() -> None:
    html = shown(node_of(StepsBlock(), TWO))
    assert [title.text for title in html.select("ol > li > .step__title")] == ["1. Ask", "2. Wait"]
    assert [prose.text for prose in html.select("li .prose")] == ["Call first."]
    assert html.ol["role"] == "list"  # Safari takes the list from one that has no markers


def test_a_client_that_does_not_know_steps_gets_them_numbered() -> None:
    assert node_of(StepsBlock(), TWO).plain_text() == "1. Ask\nCall first.\n\n2. Wait"


def test_a_step_without_a_title_is_refused_at_its_place() -> None:
    compilation = Compilation()
    shown(node_of(StepsBlock(), stored((" ", "<p>Then.</p>")), compilation))
    assert messages(compilation) == ["A step has no title."]
    assert [(problem.block_id, problem.field) for problem in compilation.problems] == [(" ", "title")]


def test_no_steps_are_refused() -> None:
    for value in (stored(), {}):
        compilation = Compilation()
        assert node_of(StepsBlock(), value, compilation) is None
        assert messages(compilation) == ["A list of steps is empty."]
