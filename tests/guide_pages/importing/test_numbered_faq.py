"""Numbers count questions, and steps within an answer: which is which."""

from __future__ import annotations

import pytest

from guide_pages.importing.outline import Outline, Paragraph, Question
from guide_pages.importing.plain_text import parse_plain_text
from tests.guide_pages.importing.texts import items, lines

BEFORE = "Better Rest\n\nWhy Nights Change\n\nThe clock moves forward.\n\nFAQ\n\n"


def parsed(*texts: str) -> Outline:
    return parse_plain_text(BEFORE + lines(*texts), "rest")


def test_numbered_steps_stay_in_the_answer_of_a_numbered_question() -> None:
    """The second step has the number that the second question has."""
    outline = parsed(
        "1. How do I fall asleep?",
        "In three steps:",
        "1. Lie down.",
        "2. Close your eyes.",
        "3. Breathe out slowly.",
        "2. How long does it take?",
        "Twenty minutes.",
    )
    steps = items("Lie down.", "Close your eyes.", "Breathe out slowly.", ordered=True)
    assert outline.questions == [
        Question("How do I fall asleep?", (Paragraph("In three steps:"), steps)),
        Question("How long does it take?", (Paragraph("Twenty minutes."),)),
    ]


def test_a_question_out_of_order_is_no_next_one() -> None:
    outline = parsed("1. Is it safe to nap?", "For most people, yes.", "2. How long is a nap?", "Twenty minutes.")
    assert [question.text for question in outline.questions] == ["Is it safe to nap?", "How long is a nap?"]


@pytest.mark.parametrize("first", [1, 4])
def test_questions_are_counted_from_the_first_ones_number(first: int) -> None:
    outline = parsed(
        f"{first}. Is it safe to nap?", "For most people.", f"{first + 1}. How long is a nap?", "Twenty minutes."
    )
    assert [question.text for question in outline.questions] == ["Is it safe to nap?", "How long is a nap?"]
