"""What an editor says of a line goes before what it was taken for, and moves no other line."""

from __future__ import annotations

import json

import pytest

from guide_pages.importing.desk.storing import dumped, loaded
from guide_pages.importing.outline import Kind, Outline, Paragraph, Reason, Subheading, WantedImage
from guide_pages.importing.parsers import reading_of
from guide_pages.importing.recognizing import choices, outline_from
from guide_pages.importing.source import Source
from tests.guide_pages.importing.texts import SLEEP, items
from tools.import_figures import documents, reading_in


def chosen(text: str, /, name: str = "sleep.txt", **kinds: Kind) -> Outline:
    """An outline with choices by the words with which a line begins, `_` for a space."""
    reading = reading_of(Source(name, text, "utf-8"))
    lines = outline_from(reading).lines
    keys = {
        line.key: kind
        for words, kind in kinds.items()
        for line in lines
        if line.text.startswith(words.replace("_", " "))
    }
    assert len(keys) >= len(kinds), "a line was not found"
    return outline_from(reading, keys)


@pytest.mark.parametrize("document", documents(), ids=lambda document: document.name)
def test_lines_are_the_same_after_they_were_kept(document):
    reading = reading_in(document)
    assert loaded(json.loads(json.dumps(dumped(reading)))) == reading


@pytest.mark.parametrize("document", documents(), ids=lambda document: document.name)
def test_lines_that_are_put_together_by_their_kinds_give_the_same_guide(document, monkeypatch):
    reading = reading_in(document)
    found = outline_from(reading)
    monkeypatch.setattr(choices.Choices, "any", True)
    again = outline_from(reading)
    assert (again.title, again.parts, again.summary, again.dropped) == (
        found.title,
        found.parts,
        found.summary,
        found.dropped,
    )


def test_a_heading_that_is_text_joins_the_section_before():
    outline = chosen(SLEEP, What_Helps=Kind.TEXT)
    assert [section.heading for section in outline.sections] == ["Why Nights Change", "Conclusion"]
    assert Paragraph("What Helps") in outline.sections[0].parts
    assert len(outline.questions) == 2


def test_text_that_is_a_heading_begins_a_section_and_one_that_is_a_subheading_stays_in_it():
    assert chosen(SLEEP, Keep_the=Kind.HEADING).sections[2].heading == "Keep the same hours every day."
    section = chosen(SLEEP, Keep_the=Kind.SUBHEADING).sections[1]
    assert section.parts[0] == Subheading("Keep the same hours every day.")


def test_text_that_is_a_question_is_answered_by_what_follows_until_the_next_heading():
    outline = chosen(
        "Owls\n\nNights\n\nThey hoot.\n\nWhy they hoot\n\nFor love.\n\nAnd fear.\n\nEnd\n\nSleep.\n", Why=Kind.QUESTION
    )
    assert outline.questions[0].text == "Why they hoot"
    assert outline.questions[0].answer == (Paragraph("For love."), Paragraph("And fear."))
    assert outline.sections[-1].heading == "End"
    assert [line.kind for line in outline.lines if line.text == "For love."] == [Kind.ANSWER]


def test_a_question_that_is_text_ends_the_questions():
    outline = chosen(SLEEP, **{"Q:_How": Kind.ANSWER})
    assert len(outline.questions) == 1
    assert Paragraph("Q: How long is a nap?") in outline.questions[0].answer


def test_lines_that_are_a_list_are_its_items():
    outline = chosen("Owls\n\nNights\n\nred fox\ngrey owl\nbrown bear\n\nThey are seen at night.\n", red=Kind.LIST)
    assert outline.sections[0].parts[0] == items("red fox", "grey owl", "brown bear")


def test_what_was_left_out_comes_back_and_what_is_left_out_is_told():
    outline = chosen(SLEEP, Leave_a=Kind.TEXT, Keep_the=Kind.LEFT_OUT)
    assert [drop.text for drop in outline.dropped if drop.reason is Reason.EDITOR] == ["Keep the same hours every day."]
    assert "Leave a Reply" in [*outline.texts()]


def test_another_line_is_the_title_and_the_old_one_is_text_to_look_at():
    outline = chosen(SLEEP, Why_Nights=Kind.TITLE)
    assert outline.title == "Why Nights Change"
    assert outline.sections[0].heading == "Introduction"
    assert Paragraph("Sleeping Well After Sixty") in outline.sections[0].parts
    first = outline.lines[0]
    assert (first.kind, first.sure < 1) == (Kind.TEXT, True)


def test_a_line_that_is_the_summary_leaves_the_text():
    outline = chosen(SLEEP, Keep_the=Kind.SUMMARY)
    assert outline.summary == "Keep the same hours every day."
    assert "Keep the same hours every day." not in [*outline.texts()]
    long = chosen(f"Owls\n\nNights\n\n{'They hoot at night, and some by day. ' * 12}\n", They=Kind.SUMMARY)
    assert long.summary.endswith("…")
    assert long.sections[0].parts


def test_a_line_that_is_a_picture_is_a_place_for_one_and_a_long_one_cannot_be():
    assert WantedImage("Keep the same hours every day.") in chosen(SLEEP, Keep_the=Kind.IMAGE).images
    long = "They hoot at night. " * 20
    assert not chosen(f"Owls\n\nNights\n\n{long}\n", They=Kind.IMAGE).images


def test_sources_stand_in_a_list_at_the_end():
    outline = chosen(SLEEP, Keep_the=Kind.SOURCE)
    assert outline.sections[-1].heading == "Sources"
    assert outline.sections[-1].parts == (items("Keep the same hours every day."),)


def test_what_an_editor_has_said_is_certain():
    outline = chosen(SLEEP, In_conclusion=Kind.TEXT)
    assert [section.heading for section in outline.sections] == ["Why Nights Change", "What Helps"]
    assert not [line for line in outline.uncertain if line.text.startswith("In conclusion")]


def test_quotes_that_follow_one_another_are_one():
    outline = chosen(
        "Owls\n\nNights\n\nThey hoot at night.\n\nI heard them.\n\nIt was late in June.\n",
        I_heard=Kind.QUOTE,
        It_was=Kind.QUOTE,
    )
    assert [len(part.prose) for part in outline.sections[0].parts if hasattr(part, "prose")] == [2]
