"""What the plain-text parser makes of other people's articles. Every text here was written for the test."""

from __future__ import annotations

import pytest

from guide_pages.importing.outline import (
    Guess,
    Outline,
    Paragraph,
    Question,
    Reason,
    Subheading,
    WantedImage,
)
from guide_pages.importing.plain_text import parse_plain_text
from tests.guide_pages.importing.texts import items, lines


def parsed(text: str, name: str = "from-a-file") -> Outline:
    return parse_plain_text(text, name)


def headings(outline: Outline) -> list[str]:
    return [part.heading for part in outline.parts]


def guesses(outline: Outline) -> dict[int, Guess]:
    return {line.number: line.guess for line in outline.uncertain}


def dropped(outline: Outline) -> dict[str, Reason]:
    return {line.text: line.reason for line in outline.dropped}


ARTICLE = """\
Sleeping Well After Sixty

Why Nights Change

The body clock moves forward with age. Evenings feel shorter and mornings begin early.

What Helps

Keep the same hours every day.

Walk outside before noon.
"""


# Title


def test_the_first_line_is_the_title():
    assert parsed(ARTICLE).title == "Sleeping Well After Sixty"


def test_a_title_that_comes_again_is_dropped():
    outline = parsed(ARTICLE + "\n\nSLEEPING WELL AFTER SIXTY\n")
    assert dropped(outline) == {"SLEEPING WELL AFTER SIXTY": Reason.TITLE_REPEATED}


def test_a_title_may_be_a_question():
    assert parsed("Can You Learn To Sleep?\n\nFirst Steps\n\nYes, in part.\n").title == "Can You Learn To Sleep?"


def test_a_title_may_be_in_the_case_of_a_sentence():
    outline = parsed("how we learned to rest\n\nThe First Week\n\nIt was hard going.\n")
    assert outline.title == "how we learned to rest"


def test_a_text_without_a_title_is_named_after_its_file():
    outline = parsed("The body clock moves forward with age, and nights grow short.\n\nMore follows.", "body-clock_2")
    assert outline.title == "Body clock 2"
    assert [line.guess for line in outline.uncertain] == [Guess.TITLE_FROM_NAME, Guess.INTRODUCTION]


def test_an_introduction_heading_is_not_the_title():
    outline = parsed("Introduction\n\nNights grow short with age.\n", "nights")
    assert (outline.title, headings(outline)) == ("Nights", ["Introduction"])


def test_a_title_found_only_in_furniture_is_taken_from_there():
    outline = parsed("You are currently viewing Rest for the Restless\n\nNights grow short with age, we all know.\n")
    assert outline.title == "Rest for the Restless"
    assert dropped(outline) == {"You are currently viewing": Reason.VIEWING}
    assert guesses(outline)[1] is Guess.TITLE_FROM_FURNITURE


# Sections


def test_headings_open_sections_and_paragraphs_stay_in_order():
    outline = parsed(ARTICLE)
    assert headings(outline) == ["Why Nights Change", "What Helps"]
    assert outline.sections[1].parts == (
        Paragraph("Keep the same hours every day."),
        Paragraph("Walk outside before noon."),
    )
    assert not outline.uncertain
    assert not outline.dropped


def test_text_before_the_first_heading_becomes_the_introduction():
    outline = parsed("Better Rest\n\nNights grow short with age.\n\nWhat Helps\n\nWalk outside before noon.\n")
    assert headings(outline) == ["Introduction", "What Helps"]
    assert outline.sections[0].made
    assert guesses(outline) == {3: Guess.INTRODUCTION}


@pytest.mark.parametrize(
    "heading",
    [
        "Introduction",
        "Rest: What It Does",
        "How Does Rest Work?",
        "How does rest work?",
        "Three Myths (and One Truth)",
        "Dosage",
        "The Road to “Good Enough” Nights",
        "Rest & Recovery",
        "1. Begin with the morning",
        "Step 2: The evening",
    ],
)
def test_a_heading_is_known_by_its_looks(heading: str):
    outline = parsed(f"Better Rest\n\nWhat Helps\n\nWalk outside.\n\n{heading}\n\nThis is the text below it.\n")
    assert headings(outline) == ["What Helps", heading]
    assert not outline.uncertain


def test_a_heading_in_the_case_of_a_sentence_is_known_by_the_text_below_it():
    outline = parsed("Better rest\n\nWhy nights change\n\nThe clock moves.\n\nWhat helps most\n\nWalk outside.\n")
    assert headings(outline) == ["Why nights change", "What helps most"]


def test_a_heading_unlike_the_others_is_listed_as_uncertain():
    outline = parsed(ARTICLE + "\nCaffeine and the liver\n\nCoffee lasts six hours.\n")
    assert headings(outline)[-1] == "Caffeine and the liver"
    assert guesses(outline) == {13: Guess.HEADING}


def test_a_section_may_be_one_sentence():
    outline = parsed("Better Rest\n\nMornings\n\nGet up.\n\nEvenings\n\nLie down.\n\nNights\n\nSleep.\n")
    assert [section.parts for section in outline.sections] == [
        (Paragraph("Get up."),),
        (Paragraph("Lie down."),),
        (Paragraph("Sleep."),),
    ]


def test_a_section_may_be_a_sentence_without_a_full_stop():
    outline = parsed("Better Rest\n\nDosage\n\nTwo tablets a day\n\nStorage\n\nKeep it dry.\n")
    assert headings(outline) == ["Dosage", "Storage"]
    assert outline.sections[0].parts == (Paragraph("Two tablets a day"),)


@pytest.mark.parametrize("text", ["“Nothing helps like a walk”", "Note: mind the stairs", "Dr. Oddly came; he left"])
def test_a_short_line_of_text_is_not_a_heading(text: str):
    outline = parsed(f"Better Rest\n\nWhat Helps\n\nWalk outside.\n\n{text}\n\nThen go home.\n")
    assert headings(outline) == ["What Helps"]


def test_a_heading_straight_below_another_is_a_subheading():
    outline = parsed("Better Rest\n\nWhat Helps\n\nAt Home\n\nOpen a window.\n\nWhat Harms\n\nLate coffee.\n")
    assert headings(outline) == ["What Helps", "What Harms"]
    assert outline.sections[0].parts == (Subheading("At Home"), Paragraph("Open a window."))
    assert guesses(outline) == {5: Guess.SUBHEADING}


def test_headings_close_to_their_text_are_subheadings_where_others_keep_their_distance():
    outline = parsed(
        lines("Better rest", "Why nights change", "The clock moves.", "What helps", "At home / Open a window.")
        + lines("", "Outside / Walk at noon.", "When to see a doctor", "After three weeks.")
    )
    assert headings(outline) == ["Why nights change", "What helps", "When to see a doctor"]
    assert [part.text for part in outline.sections[1].parts if isinstance(part, Subheading)] == ["At home", "Outside"]


def test_headings_are_no_subheadings_where_all_stand_close_to_their_text():
    outline = parsed(lines("Better rest", "Why nights change / The clock moves.", "What helps / Open a window."))
    assert headings(outline) == ["Why nights change", "What helps"]


@pytest.mark.parametrize("line", ["Notes on the art of lying down", "Ada Owl"])
def test_a_line_between_title_and_introduction_goes_into_the_introduction(line: str):
    outline = parsed(lines("Better Rest", line, "Introduction", "Nights grow short.", "What Helps", "Walk."))
    assert headings(outline) == ["Introduction", "What Helps"]
    assert outline.sections[0].parts == (Paragraph(line), Paragraph("Nights grow short."))
    assert guesses(outline) == {3: Guess.ALONE}


def test_headings_in_capitals_are_written_as_a_sentence():
    outline = parsed("BETTER REST\n\nWHY NIGHTS CHANGE\n\nThe clock moves.\n\nWHAT HELPS\n\nNights need walks.\n")
    assert outline.title == "Better rest"
    assert headings(outline) == ["Why nights change", "What helps"]


def test_abbreviations_and_names_keep_their_capitals():
    outline = parsed(
        lines(
            "Better Rest",
            "PTSD IN ZURICH",
            "In Zurich, many live with PTSD.",
            "THE CLOCK",
            "The clock is the body's own.",
        )
    )
    assert headings(outline) == ["PTSD in Zurich", "The clock"]


def test_a_word_in_capitals_that_the_text_does_not_know_is_uncertain():
    outline = parsed("Better Rest\n\nREST AND GABA\n\nSome rest is good.\n\nTHE CLOCK\n\nThe clock is slow.\n")
    assert headings(outline)[0] == "REST AND GABA"
    assert guesses(outline)[3] is Guess.CAPITALS


def test_below_headings_in_capitals_the_others_are_subheadings():
    outline = parsed(
        lines(
            "Better Rest",
            "AT HOME",
            "The home is calm.",
            "The Bedroom",
            "Keep the bedroom dark.",
            "AT WORK",
            "Nap at work.",
        )
    )
    assert headings(outline) == ["At home", "At work"]
    assert Subheading("The Bedroom") in outline.sections[0].parts


def test_an_underlined_line_is_a_heading():
    outline = parsed("Better Rest\n===========\n\nwhat helps\n----------\n\nWalk outside.\n")
    assert (outline.title, headings(outline)) == ("Better Rest", ["what helps"])
    assert set(dropped(outline).values()) == {Reason.ORNAMENT}


def test_text_without_blank_lines_is_read_line_by_line():
    outline = parsed(ARTICLE.replace("\n\n", "\n"))
    assert headings(outline) == ["Why Nights Change", "What Helps"]


def test_lines_wrapped_by_hand_are_put_together():
    outline = parsed(
        "Better Rest\n\nWhy Nights Change\n\nThe clock in the brain moves forward as the years go by,\n"
        "so that evenings feel shorter than they were and mornings\nbegin before the birds do.\n\n"
        "What Helps\n\nKeep the same hours every day, on weekends no less than on\nworking days.\n"
    )
    assert headings(outline) == ["Why Nights Change", "What Helps"]
    assert [len(section.parts) for section in outline.sections] == [1, 1]


def test_a_line_that_says_it_is_an_image_is_not_put_together_with_its_neighbors():
    wrapped = (
        "The clock in the brain moves forward as the years go by, / so that evenings feel shorter than they were and"
    )
    outline = parsed(lines("Better Rest", "Why Nights Change", f"{wrapped} / Image: a lamp at dusk / mornings begin."))
    assert outline.images == [WantedImage("a lamp at dusk")]


# Summary


def test_the_first_sentences_are_suggested_as_a_summary():
    outline = parsed(ARTICLE)
    assert outline.summary == "The body clock moves forward with age. Evenings feel shorter and mornings begin early."
    assert outline.summary_from == 5


def test_a_summary_is_of_whole_sentences_and_at_most_300_characters():
    sentence = "The body clock moves forward with age, and so do the evenings, by about half an hour in ten years."
    assert (
        parsed(lines("Rest", f"{sentence} {sentence} {sentence} {sentence}")).summary
        == f"{sentence} {sentence} {sentence}"
    )
    endless = parsed(lines("Rest", "and so on " * 60 + ".")).summary
    assert (len(endless) <= 300, endless[-1]) == (True, "…")


# Conclusion


@pytest.mark.parametrize(
    "opening",
    ["In conclusion,", "To conclude,", "In summary,", "To sum up,", "To summarize,", "In closing,", "TO SUM UP:"],
)
def test_a_conclusion_without_a_heading_becomes_a_section(opening: str):
    outline = parsed(f"{ARTICLE}\n\n{opening} a good night begins in the morning.\n")
    assert headings(outline)[-1] == "Conclusion"
    assert outline.sections[-1].made
    assert guesses(outline) == {14: Guess.CONCLUSION}


def test_a_conclusion_after_an_image_becomes_a_section_and_the_image_stays_before_it():
    outline = parsed(f"{ARTICLE}\nsunrise.jpg\n\nIn conclusion, begin in the morning.\n")
    assert headings(outline)[-1] == "Conclusion"
    assert outline.sections[-2].parts[-1] == WantedImage("sunrise.jpg")


def test_a_conclusion_with_a_heading_keeps_it():
    outline = parsed(f"{ARTICLE}\nFinal Thoughts\n\nIn conclusion, begin in the morning.\n")
    assert headings(outline)[-1] == "Final Thoughts"


def test_what_concludes_a_section_in_the_middle_stays_in_it():
    outline = parsed(ARTICLE.replace("What Helps", "In summary, days set the clock.\n\nWhat Helps"))
    assert headings(outline) == ["Why Nights Change", "What Helps"]


def test_references_may_follow_the_conclusion():
    outline = parsed(f"{ARTICLE}\nTo conclude, begin early.\n\nReferences\n\nOwl, B. (2020). Nights. Nest Press.\n")
    assert headings(outline)[-2:] == ["Conclusion", "References"]


# Images


@pytest.mark.parametrize("line", ["man asleep in a chair", "winter walk", "Call 999 at once", "2.5 ml in the morning"])
def test_a_short_line_alone_is_text_and_listed(line: str):
    outline = parsed(ARTICLE.replace("What Helps", f"{line}\n\nWhat Helps"))
    assert outline.sections[0].parts[-1] == Paragraph(line)
    assert not outline.images


def test_a_line_that_comes_back_above_headings_is_text_each_time():
    outline = parsed(
        lines(
            *["Heart Attacks", "Pain in the Chest", "It feels like a weight.", "Call 999 at Once"],
            *["Pain in the Arm", "It goes down the left side.", "Call 999 at Once", "What Comes After", "Rest."],
        )
    )
    assert headings(outline) == ["Pain in the Chest", "Pain in the Arm", "What Comes After"]
    assert [section.parts[-1] for section in outline.sections[:2]] == [Paragraph("Call 999 at Once")] * 2
    assert set(guesses(outline).values()) == {Guess.REPEATED}


def test_the_title_s_words_in_small_letters_that_come_back_alone_are_images():
    outline = parsed(
        lines(
            *[
                "Rest Therapy for Owls",
                "Mornings",
                "Get up.",
                "rest therapy",
                "Evenings",
                "Lie down.",
                "owl night nest",
            ],
            *["Nights", "Sleep.", "rest therapy", "Days", "Wake."],
        )
    )
    assert outline.images == [WantedImage(text) for text in ("rest therapy", "owl night nest", "rest therapy")]
    assert headings(outline) == ["Mornings", "Evenings", "Nights", "Days"]
    assert set(guesses(outline).values()) == {Guess.IMAGE}


@pytest.mark.parametrize("line", ["never more than ten", "call your doctor", "ring 112"])
def test_an_instruction_is_no_image_beside_images(line: str):
    outline = parsed(
        lines("Rest Therapy", "Days", "Up.", "rest therapy", "Nights", "Down.", line, "Ends", "So.", "rest therapy")
    )
    assert line not in [image.alt_text for image in outline.images]


def test_a_thing_in_square_brackets_is_an_image():
    outline = parsed(ARTICLE.replace("What Helps", "[A lamp at dusk]\n\nWhat Helps"))
    assert outline.images == [WantedImage("A lamp at dusk")]


@pytest.mark.parametrize("line", ["[Ring 112 at once]", "[1]", "[sic]", "[to be continued]"])
def test_other_words_in_square_brackets_are_text(line: str):
    assert not parsed(ARTICLE.replace("What Helps", f"{line}\n\nWhat Helps")).images


def test_a_heading_that_comes_back_with_text_below_it_is_a_heading():
    outline = parsed(
        lines("Better Rest", "Mornings", "Up.", "Key Points", "Go.", "Nights", "Down.", "Key Points", "Stay.")
    )
    assert headings(outline) == ["Mornings", "Key Points", "Nights", "Key Points"]


@pytest.mark.parametrize("line", ["[Image: a lamp at dusk]", "Image: a lamp at dusk", "Alt text: a lamp at dusk"])
def test_a_line_may_say_that_it_is_an_image(line: str):
    assert parsed(f"{ARTICLE}\n{line}\n").images == [WantedImage("a lamp at dusk")]


def test_a_numbered_figure_is_an_image_with_a_caption():
    (image,) = parsed(f"{ARTICLE}\nFigure 2: a lamp at dusk\n").images
    assert image == WantedImage("a lamp at dusk", caption="Figure 2: a lamp at dusk")


def test_a_file_name_alone_is_an_image():
    assert parsed(f"{ARTICLE}\nlamp-at-dusk.jpg\n").images == [WantedImage("lamp-at-dusk.jpg")]


def test_a_credit_belongs_to_the_image_before_it():
    outline = parsed(f"{ARTICLE}\n[Image: lamp at dusk]\n\nPhoto by Ada Owl on Nestshots\n\nMore Help\n\nCall us.\n")
    assert outline.images == [WantedImage("lamp at dusk", "Photo by Ada Owl on Nestshots")]


def test_a_sentence_that_breaks_off_goes_on_after_a_blank_line():
    outline = parsed(ARTICLE.replace("noon.", "noon, when the light is best, and once more, if you can,\n\nat six."))
    assert outline.sections[-1].parts[-1] == Paragraph(
        "Walk outside before noon, when the light is best, and once more, if you can, at six."
    )
    assert set(guesses(outline).values()) == {Guess.CONTINUES}


@pytest.mark.parametrize("address", ["https://example.org/sleep-diary", "www.example.org", "ada@example.org"])
def test_an_address_is_no_image(address: str):
    outline = parsed(lines(ARTICLE, address, "More Help", "Call us."))
    assert not outline.images
    assert Paragraph(address) in outline.sections[-2].parts


def test_an_article_may_have_no_images():
    assert parsed(ARTICLE).images == []


# Lists


@pytest.mark.parametrize("mark", ["-", "*", "•", "–", "▪"])
def test_bulleted_lines_are_a_list(mark: str):
    outline = parsed(ARTICLE + f"\nYou will need:\n\n{mark} a lamp\n{mark} a Warm blanket.\n\nThat is all.\n")
    assert outline.sections[-1].parts[-3:] == (
        Paragraph("You will need:"),
        items("a lamp", "a Warm blanket."),
        Paragraph("That is all."),
    )


def test_numbered_lines_are_a_list():
    outline = parsed(ARTICLE + "\n1. Breathe in.\n2. Hold.\n3) Breathe out.\n")
    assert outline.sections[-1].parts[-1] == items("Breathe in.", "Hold.", "Breathe out.", ordered=True)


def test_a_list_that_does_not_begin_at_one_keeps_its_numbers():
    outline = parsed(ARTICLE + "\n4. Breathe in.\n5. Hold.\n")
    assert outline.sections[-1].parts[-2:] == (Paragraph("4. Breathe in."), Paragraph("5. Hold."))


def test_short_lines_below_a_colon_are_a_list():
    outline = parsed(ARTICLE + "\nYou will need:\n\na lamp\n\na warm blanket\n\nThen begin.\n")
    assert items("a lamp", "a warm blanket") in outline.sections[-1].parts
    assert not outline.images
    assert set(guesses(outline).values()) == {Guess.LIST}


def test_an_indented_line_goes_on_with_the_item():
    outline = parsed(ARTICLE + "\n- a lamp, dim\n  and warm\n- a blanket\n")
    assert outline.sections[-1].parts[-1] == items("a lamp, dim and warm", "a blanket")


# FAQ: see test_plain_text_faq.py


def test_an_article_may_have_no_faq():
    assert parsed(ARTICLE).faqs == []


def test_questions_as_headings_without_a_faq_are_sections():
    outline = parsed("Better Rest\n\nWhat Is Rest?\n\nA pause.\n\nWho Needs It?\n\nAll of us.\n")
    assert headings(outline) == ["What Is Rest?", "Who Needs It?"]


def test_two_marked_questions_need_no_heading():
    outline = parsed(ARTICLE + "\nQ: Is it late?\n\nA: No.\n\nQ: Is it early?\n\nA: Yes.\n")
    assert outline.faqs[0].made
    assert outline.questions == [
        Question("Is it late?", (Paragraph("No."),)),
        Question("Is it early?", (Paragraph("Yes."),)),
    ]
    assert guesses(outline) == {13: Guess.FAQ_HEADING}
