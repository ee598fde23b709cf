"""How the plain-text parser tells questions from answers, and where a FAQ ends."""

from __future__ import annotations

import pytest

from guide_pages.importing.outline import (
    Faq,
    Guess,
    Outline,
    Paragraph,
    Question,
    Section,
    WantedImage,
)
from guide_pages.importing.plain_text import parse_plain_text
from tests.guide_pages.importing.texts import items, lines

BEFORE = "Better Rest\n\nWhy Nights Change\n\nThe clock moves forward.\n\n"
AFTER = "\n\nWhere To Go From Here\n\nTalk to your doctor about the mornings.\n"
ANSWERED = [
    Question("Is it safe to nap?", (Paragraph("For most people, yes."), Paragraph("Keep it short."))),
    Question("How long is a nap?", (Paragraph("Twenty minutes."),)),
]


def parsed(text: str) -> Outline:
    return parse_plain_text(text, "rest")


def guesses(outline: Outline) -> dict[int, Guess]:
    return {line.number: line.guess for line in outline.uncertain}


STYLES = {
    "Q: and A:": lines(
        "Q: Is it safe to nap?",
        "A: For most people, yes.",
        "Keep it short.",
        "Q: How long is a nap?",
        "A: Twenty minutes.",
    ),
    "Q. and A.": lines(
        "Q. Is it safe to nap? / A. For most people, yes. / Keep it short. / Q. How long is a nap? / A. Twenty minutes."
    ),
    "Q: alone": lines(
        "Q: Is it safe to nap?", "For most people, yes.", "Keep it short.", "Q: How long is a nap?", "Twenty minutes."
    ),
    "Q1: and A1:": lines(
        "Q1: Is it safe to nap? / A1: For most people, yes. / Keep it short.",
        "Q2: How long is a nap? / A2: Twenty minutes.",
    ),
    "Q1 with nothing": lines(
        "Q1 Is it safe to nap? / For most people, yes. / Keep it short.", "Q2 How long is a nap? / Twenty minutes."
    ),
    "in words": lines(
        "Question 1: Is it safe to nap? / Answer: For most people, yes. / Keep it short.",
        "Question 2: How long is a nap? / Answer: Twenty minutes.",
    ),
    "numbered": lines(
        "1. Is it safe to nap?", "For most people, yes.", "Keep it short.", "2. How long is a nap?", "Twenty minutes."
    ),
    "numbered, bracket": lines(
        "1) Is it safe to nap? / For most people, yes. / Keep it short. / 2) How long is a nap? / Twenty minutes."
    ),
    "numbered Q": lines(
        "1. Q: Is it safe to nap? / A: For most people, yes. / Keep it short.",
        "2. Q: How long is a nap? / A: Twenty minutes.",
    ),
    "bulleted": lines(
        "• Is it safe to nap?", "For most people, yes.", "Keep it short.", "• How long is a nap?", "Twenty minutes."
    ),
    "plain": lines(
        "Is it safe to nap?", "For most people, yes.", "Keep it short.", "How long is a nap?", "Twenty minutes."
    ),
    "plain, close": lines(
        "Is it safe to nap? / For most people, yes. / Keep it short.", "How long is a nap? / Twenty minutes."
    ),
    "lower case": lines(
        "q: Is it safe to nap? / a: For most people, yes. / Keep it short. / q: How long is a nap? / a: Twenty minutes."
    ),
}


@pytest.mark.parametrize("style", STYLES)
def test_questions_are_found_however_they_are_marked(style: str):
    outline = parsed(BEFORE + "Frequently Asked Questions\n\n" + STYLES[style] + "\n")
    assert outline.faqs == [Faq("Frequently Asked Questions", (), tuple(ANSWERED))]
    assert not outline.uncertain


@pytest.mark.parametrize("style", STYLES)
def test_a_faq_in_the_middle_ends_at_the_next_heading(style: str):
    outline = parsed(BEFORE + "FAQ\n\n" + STYLES[style] + AFTER)
    assert [part.heading for part in outline.parts] == ["Why Nights Change", "FAQ", "Where To Go From Here"]
    assert outline.questions == ANSWERED


@pytest.mark.parametrize(
    "heading",
    [
        "Frequently Asked Questions",
        "Frequently Asked Questions (FAQs)",
        "FREQUENTLY ASKED QUESTIONS",
        "frequently asked questions",
        "Frequently asked questions about naps:",
        "FAQ",
        "FAQs",
        "Nap FAQs",
        "Napping: Frequently Asked Questions",
        "Questions and answers",
        "Questions & Answers",
        "Q&A",
        "Common questions",
        "Common Questions About Napping",
        "Your Questions Answered",
    ],
)
def test_a_faq_is_known_by_its_heading(heading: str):
    outline = parsed(BEFORE + f"{heading}\n\n{STYLES['plain']}\n")
    assert outline.questions == ANSWERED
    assert outline.faqs[0].heading.casefold() == heading.rstrip(":").casefold()


def test_a_heading_of_questions_without_answers_is_a_section():
    outline = parsed(BEFORE + "Questions to Ask Your Doctor\n\n- Can I nap?\n- How long?\n- Where?\n")
    assert not outline.faqs
    assert outline.sections[-1].parts == (items("Can I nap?", "How long?", "Where?"),)


def test_text_below_the_heading_introduces_the_questions():
    outline = parsed(BEFORE + f"FAQ\n\nReaders write to us every week.\n\n{STYLES['Q: and A:']}\n")
    assert outline.faqs[0].introduction == (Paragraph("Readers write to us every week."),)


def test_an_introduction_may_end_in_a_question():
    outline = parsed(BEFORE + f"FAQ\n\nDo you wonder about naps?\n\n{STYLES['Q: and A:']}\n")
    assert outline.questions == ANSWERED


def test_an_answer_keeps_its_lists():
    outline = parsed(
        BEFORE + lines("FAQ", "Q: What do I need?", "A: Two things.", "- a chair / - a clock", "Q: When?", "A: Noon.")
    )
    assert outline.questions[0].answer == (Paragraph("Two things."), items("a chair", "a clock"))


def test_a_numbered_list_in_an_answer_is_no_question():
    outline = parsed(
        BEFORE
        + "FAQ\n\nWhat should I ask myself?\n\nThree things.\n\n1. Am I tired?\n2. Is it noon?\n3. Is it dark?\n\n"
        + lines("And then?", "Lie down.")
    )
    assert [question.text for question in outline.questions] == ["What should I ask myself?", "And then?"]


def test_a_short_answer_without_a_full_stop_is_an_answer():
    outline = parsed(
        BEFORE
        + lines("FAQ", "Is it dear?", "no", "Is it long?", "Twenty minutes at most", "Is it hard?", "Not at all.")
    )
    assert [question.answer[0].text for question in outline.questions] == [
        "no",
        "Twenty minutes at most",
        "Not at all.",
    ]
    assert not outline.images


def test_an_answer_on_the_line_of_its_question_is_parted_from_it():
    outline = parsed(BEFORE + "FAQ\n\nQ: Is it dear? A: No, it is free.\n\nQ: Is it long? A: No.\n")
    assert outline.questions == [
        Question("Is it dear?", (Paragraph("No, it is free."),)),
        Question("Is it long?", (Paragraph("No."),)),
    ]


def test_a_marked_question_needs_no_question_mark():
    outline = parsed(
        BEFORE + lines("FAQ", "Q: Tell me about chairs.", "Soft ones are best.", "Q: And beds.", "Firm ones.")
    )
    assert [question.text for question in outline.questions] == ["Tell me about chairs.", "And beds."]


def test_a_rhetorical_question_in_a_marked_answer_stays_there():
    outline = parsed(
        BEFORE + lines("FAQ", "Q: Is it dear?", "What is dear?", "It costs nothing.", "Q: Is it long?", "No.")
    )
    assert outline.questions[0].answer == (Paragraph("What is dear?"), Paragraph("It costs nothing."))


def test_an_initial_at_the_start_of_an_answer_is_not_a_mark():
    outline = parsed(
        BEFORE + lines("FAQ", "Who said so?", "A. Owl, in a letter.", "When was it?", "Long ago.", "Where?", "Here.")
    )
    assert outline.questions[0].answer == (Paragraph("A. Owl, in a letter."),)


def test_a_question_without_an_answer_is_uncertain():
    outline = parsed(BEFORE + "FAQ\n\nQ: Is it dear?\n\nQ: Is it long?\n\nNo.\n")
    assert outline.questions[0] == Question("Is it dear?", ())
    assert guesses(outline) == {9: Guess.NO_ANSWER}


def test_a_question_too_long_for_its_field_goes_on_in_the_answer():
    words = "I wake at three and lie there until the birds begin, " * 6
    outline = parsed(BEFORE + lines("FAQ", f"Q: {words}what now?", "A: Get up.", "Q: Is it long?", "A: No."))
    question = outline.questions[0]
    assert len(question.text) <= 255
    assert question.answer[-1] == Paragraph("Get up.")
    assert guesses(outline) == {9: Guess.LONG_QUESTION}


def test_headings_among_questions_make_groups():
    outline = parsed(
        BEFORE
        + "FAQ\n\nBefore You Nap\n\nQ: Is it dear?\n\nNo.\n\nAfter You Nap\n\nQ: Is it long?\n\nNo, not at all.\n"
    )
    assert [(faq.heading, len(faq.questions)) for faq in outline.faqs] == [
        ("FAQ: Before You Nap", 1),
        ("After You Nap", 1),
    ]


def test_a_heading_above_marked_questions_heads_them():
    outline = parsed(BEFORE + f"Ask the Night Nurse\n\n{STYLES['Q: and A:']}\n")
    assert outline.faqs[0].heading == "Ask the Night Nurse"


def test_a_conclusion_after_the_last_answer_is_a_section():
    outline = parsed(BEFORE + f"FAQ\n\n{STYLES['plain']}\n\nIn conclusion, naps are free.\n\nHave one.\n")
    assert outline.questions == ANSWERED
    assert outline.parts[-1] == Section(
        "Conclusion", (Paragraph("In conclusion, naps are free."), Paragraph("Have one.")), made=True
    )


def test_a_conclusion_before_the_faq_is_a_section():
    outline = parsed(BEFORE + f"In conclusion, naps are free.\n\nFAQ\n\n{STYLES['Q. and A.']}\n")
    assert [part.heading for part in outline.parts] == ["Why Nights Change", "Conclusion", "FAQ"]


def test_an_image_below_the_faq_heading_goes_to_the_section_before():
    outline = parsed(BEFORE + f"FAQ\n\n[Image: woman on a couch]\n\n{STYLES['Q: and A:']}\n")
    assert outline.sections[-1].parts[-1] == WantedImage("woman on a couch")
    assert outline.questions == ANSWERED
    assert guesses(outline) == {9: Guess.IMAGE_MOVED}


def test_an_image_between_answers_goes_to_the_section_before():
    text = STYLES["Q: and A:"].replace("Q: How", "[Image: woman on a couch]\n\nQ: How")
    outline = parsed(BEFORE + f"FAQ\n\n{text}\n")
    assert outline.images == [WantedImage("woman on a couch")]
    assert outline.questions == ANSWERED


def test_an_image_in_a_faq_before_every_section_goes_to_the_next():
    outline = parsed(f"Better Rest\n\nFAQ\n\n[Image: woman on a couch]\n\n{STYLES['Q: and A:']}" + AFTER)
    assert outline.sections[0].parts[0] == WantedImage("woman on a couch")


def test_a_faq_may_be_all_there_is():
    outline = parsed(f"Better Rest\n\nFAQ\n\n{STYLES['numbered']}\n")
    assert (outline.sections, outline.questions) == ([], ANSWERED)


def test_an_article_may_have_two_faqs():
    outline = parsed(
        BEFORE + f"FAQ\n\n{STYLES['plain']}" + AFTER + "\nMore Frequently Asked Questions\n\nIs it late?\n\nNo.\n"
    )
    assert [len(faq.questions) for faq in outline.faqs] == [2, 1]
