"""A group of questions."""

from __future__ import annotations

import pytest

from faq_blocks.blocks import FaqBlock
from faq_blocks.compilation import Compilation
from tests import factories
from tests.faq_blocks.showing import messages, node_of, shown


def stored(*questions: dict[str, object], heading: str = "Questions", introduction: str = "") -> dict[str, object]:
    return {"heading": heading, "introduction": introduction, "questions": list(questions)}


TWO = (
    factories.question("First?", "<p>One.</p>", "q1"),
    factories.question("Second?", "<p>Two.</p>", "q2"),
)


def test_questions_are_shown_in_order_under_their_heading() -> None:
    node = node_of(FaqBlock(), stored(*TWO, introduction="<p>Often asked.</p>"))
    section = shown(node).section
    assert section["id"] == "questions"
    assert section.h2.text == "Questions"
    assert section.select_one(":scope > .prose").text == "Often asked."
    assert [h3.text for h3 in section.select("details summary h3")] == ["First?", "Second?"]
    assert [question.id for question in node.questions] == ["q1", "q2"]


def test_without_an_introduction_there_is_no_empty_place_for_one() -> None:
    node = node_of(FaqBlock(), stored(*TWO, introduction="<p></p>"))
    assert node.introduction is None
    assert shown(node).select_one("section > .prose") is None


def test_a_client_that_does_not_know_faqs_gets_the_words() -> None:
    node = node_of(FaqBlock(), stored(*TWO, introduction="<p>Often asked.</p>"))
    assert node.plain_text() == "Questions\n\nOften asked.\n\nFirst?\n\nOne.\n\nSecond?\n\nTwo."


def test_questions_with_the_same_words_have_anchors_of_their_own() -> None:
    node = node_of(FaqBlock(), stored(factories.question("Why?"), factories.question("Why?"), heading="Why?"))
    assert [node.anchor, *(question.anchor for question in node.questions)] == ["why", "why-2", "why-3"]


@pytest.mark.parametrize(
    ("value", "message"),
    [
        (stored(*TWO, heading=" "), "A group of questions has no heading."),
        (stored(heading="About us"), "“About us” has no questions."),
    ],
)
def test_an_incomplete_group_says_what_is_missing(value: dict[str, object], message: str) -> None:
    compilation = Compilation()
    node_of(FaqBlock(), value, compilation)
    assert messages(compilation) == [message]


@pytest.mark.django_db
def test_written_and_shared_questions_stand_side_by_side() -> None:
    entry = factories.FaqEntryFactory(question="Shared?")
    node = node_of(FaqBlock(), stored(TWO[0], factories.from_library(entry, "q3")))
    assert [(question.id, question.question) for question in node.questions] == [("q1", "First?"), ("q3", "Shared?")]
