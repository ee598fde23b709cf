"""What manuals and FAQs that nobody here wrote have: old tables, tables of contents, chapters, numbered statements."""

from __future__ import annotations

import pytest

from guide_pages.importing.outline import Guess, Outline, Paragraph, Reason, Subheading
from guide_pages.importing.parsers import outline_of
from guide_pages.importing.refusal import ImportRefused
from guide_pages.importing.source import Source
from guide_pages.importing.words import words_of
from tests.guide_pages.importing.texts import lines

BEFORE = "<h1>Owls</h1><h2>Nights</h2>"


def page(html: str) -> Outline:
    return outline_of(Source("owls.html", BEFORE + html, "utf-8"))


def text(*texts: str) -> Outline:
    return outline_of(Source("owls.txt", lines(*texts), "utf-8"))


def asked(outline: Outline) -> list[str]:
    return [question.text for question in outline.questions]


def headings(outline: Outline) -> list[str]:
    return [section.heading for section in outline.sections]


@pytest.mark.parametrize("depth", [1, 2, 60])
def test_a_table_in_a_table_is_read_once(depth: int):
    outline = page("<table><tr><td>Owls hoot.</td></tr><tr><td>" * depth + "At night." + "</td></tr></table>" * depth)
    assert words_of(" ".join(outline.texts())).count("hoot") == depth
    assert words_of(" ".join(outline.texts())).count("night") == 1


def test_terms_without_a_meaning_are_kept():
    outline = page("<dl><dt>Hoot</dt><dt>Call</dt><dd>What an owl says.</dd></dl>")
    assert "hoot" in words_of(" ".join(outline.texts()))


def test_terms_of_which_one_asks_are_no_questions():
    outline = page("<dl><dt>Hoot</dt><dt>Call</dt><dt>Why?</dt><dd>See below.</dd></dl>")
    assert asked(outline) == []


@pytest.mark.parametrize("anchor", ["¶", "#"])
def test_what_leads_to_where_it_stands_is_no_word_of_a_heading(anchor: str):
    outline = page(f'<h2>Days<a href="#days">{anchor}</a></h2><p>They sleep.</p>')
    assert "Days" in headings(outline)


@pytest.mark.parametrize(
    ("written", "html"),
    [
        ("mailto:owl%40example.org", '<a href="mailto:owl@example.org">Write</a>'),
        ("mailto:owl at example", ""),
        ("mailto:owl@", ""),
    ],
)
def test_a_link_that_leads_nowhere_becomes_its_words(written: str, html: str):
    assert page(f'<p><a href="{written}">Write</a></p>').sections[0].parts == (Paragraph("Write", html),)


def test_a_heading_of_markup_without_text_is_text():
    outline = page("<p>They hoot.</p><h2>Days</h2><h2>Food</h2><p>Mice.</p><h2>End</h2>")
    assert headings(outline) == ["Nights", "Food"]
    assert {line.text for line in outline.uncertain if line.guess is Guess.ALONE} == {"Days", "End"}


def test_blocks_of_shortcodes_are_left_out_and_listed():
    outline = page('<p>They hoot.</p><!-- wp:shortcode -->[form id="1"]<!-- /wp:shortcode -->')
    assert outline.sections[0].parts == (Paragraph("They hoot."),)
    assert [drop.text for drop in outline.dropped if drop.reason is Reason.SHORTCODE] == ['[form id="1"]']


def test_bold_lines_that_all_ask_are_questions():
    outline = outline_of(
        Source("owls.html", "<p><b>Owls</b></p><p><b>Why?</b></p><p>So.</p><p><b>How?</b></p><p>Thus.</p>", "utf-8")
    )
    assert asked(outline) == ["Why?", "How?"]


def test_a_line_between_two_rules_is_a_heading():
    rule = "-" * 70
    outline = text("Owls", "They hoot.", f"{rule} / 1. What They Eat / {rule}", "Mice, and sometimes a frog.")
    assert headings(outline)[-1] == "1. What They Eat"


def test_numbered_headings_with_columns_are_no_table():
    outline = text("Owls", "They hoot.", "1.1     Food / 1.2     Sleep / 1.3     Flight", "They fly at night.")
    assert not any(type(part).__name__ == "Table" for section in outline.sections for part in section.parts)


def test_columns_with_measures_are_a_table():
    outline = text("Owls", "They hoot.", "Weight", "2.5   kilos   male / 3.1   kilos   female", "They fly.")
    assert any(type(part).__name__ == "Table" for section in outline.sections for part in section.parts)


def test_a_numbered_statement_among_numbered_questions_is_one_of_them():
    rows = ["1. Do owls hoot?", "   Yes.", "2. My owl is silent.", "   It sleeps.", "3. Do owls bite?", "   Seldom."]
    assert asked(text("Owls", "FAQ", *rows)) == ["Do owls hoot?", "My owl is silent.", "Do owls bite?"]


def test_what_is_marked_and_neither_asks_nor_is_answered_is_text():
    outline = text("Owls", "They say:", "q4: hoot / q4: hoo", "They sleep.")
    assert asked(outline) == []


def test_a_heading_is_no_byline():
    outline = text("Owls", "They hoot.", "By Month", "In March they nest.")
    assert "By Month" in [
        *headings(outline),
        *(part.text for s in outline.sections for part in s.parts if isinstance(part, Subheading)),
    ]


def test_headings_ask_below_an_underlined_one_that_ends_them():
    outline = text("Owls", "FAQ", "Do owls hoot?", "Yes.", "Do owls bite?", "Seldom.", "Food / ----", "Mice.")
    assert headings(outline) == ["Food"]
    assert outline.sections[0].parts == (Paragraph("Mice."),)


@pytest.mark.parametrize("depth", [3, 11, 40])
def test_a_list_of_markdown_keeps_its_words_however_deep(depth: int):
    written = "".join(f"{'  ' * level}- owl {level}x\n" for level in range(depth))
    outline = outline_of(Source("owls.md", f"# Owls\n\n## Nights\n\n{written}", "utf-8"))
    words = words_of(" ".join(outline.texts()))
    assert [f"{level}x" in words for level in range(depth)] == [True] * depth


@pytest.mark.parametrize("mark", ["> ", "- "])
def test_markdown_that_nests_without_end_is_refused(mark: str):
    with pytest.raises(ImportRefused, match="nested too deep"):
        outline_of(Source("owls.md", f"# Owls\n\n{mark * 900}hoot\n", "utf-8"))
