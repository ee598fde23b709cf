"""No word of a document is lost: it is in the guide, in its place, or in the list of what was dropped."""

from __future__ import annotations

import re
from collections import Counter
from itertools import chain
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from guide_pages.importing.outline import Faq, Guess, Outline, Reason, WantedImage
from guide_pages.importing.parsers import outline_of
from guide_pages.importing.plain_text import parse_plain_text
from guide_pages.importing.source import read_source
from guide_pages.importing.words import words_of
from tests.guide_pages.importing.texts import SLEEP

ARTICLE = Path(__file__).parents[4] / "shared" / "article" / "unlocking-hope.txt"

# What begins a line and is no word of it: bullets, numbers, Q and A, `Image:`.
MARK = re.compile(r"^\s*(?:[-•*]\s+|\(?\d+[.)]\s+|(?:q|a|question|answer)\s*\d*\s*[:.]\s*|\[?image:\s*)", re.I | re.M)


def words_in(text: str) -> Counter[str]:
    return Counter(words_of(MARK.sub("", MARK.sub("", text))))


def words_out(outline: Outline) -> Counter[str]:
    texts = [*outline.texts(), *(drop.text for drop in outline.dropped)]
    return Counter(words_of(MARK.sub("", MARK.sub("", "\n".join(texts)))))


def in_order(outline: Outline, text: str) -> None:
    """The kept words, without images, come in the document's order; so do the images."""
    dropped = {drop.number for drop in outline.dropped}
    kept = [line for number, line in enumerate(text.split("\n"), 1) if line.strip() and number not in dropped]
    images = [image.alt_text for image in outline.images]
    remaining = [line for line in kept if MARK.sub("", line.strip()).rstrip("]") not in images]
    texts = [words for words in outline.texts() if words not in images]
    assert words_of(MARK.sub("", MARK.sub("", "\n".join(remaining)))) == words_of("\n".join(texts))


# Articles as people write them.

word = st.sampled_from(
    [
        "owl",
        "river",
        "lamp",
        "night",
        "morning",
        "window",
        "garden",
        "winter",
        "slow",
        "quiet",
        "green",
        "under",
        "deep",
        "walk",
    ]
)
phrase = st.lists(word, min_size=2, max_size=6).map(" ".join)
sentence = st.lists(word, min_size=5, max_size=15).map(lambda words: " ".join(words).capitalize() + ".")
paragraph = st.lists(sentence, min_size=1, max_size=4).map(" ".join)
heading = st.lists(word, min_size=1, max_size=5).map(" ".join).map(str.title)
bullets = st.lists(phrase, min_size=2, max_size=4).map(lambda items: "\n".join(f"- {item}" for item in items))
numbers = st.lists(sentence, min_size=2, max_size=4).map(
    lambda items: "\n".join(f"{number}. {item}" for number, item in enumerate(items, 1))
)
piece = st.one_of(paragraph, paragraph, bullets, numbers, phrase)
furniture = st.sampled_from(["Share this post", "Leave a Reply", "Home > Owls", "Posted on May 3, 2024", ""])


@st.composite
def section(draw: st.DrawFn, capitals: bool) -> list[str]:
    words = draw(heading)
    return [words.upper() if capitals else words, draw(paragraph), *draw(st.lists(piece, max_size=3))]


@st.composite
def faq(draw: st.DrawFn) -> list[str]:
    question_mark, answer_mark = draw(st.sampled_from([("Q: ", "A: "), ("Q. ", "A. "), ("Q: ", ""), ("", "")]))
    parts = [draw(st.sampled_from(["FAQ", "Frequently Asked Questions", "Questions and Answers"]))]
    for words in draw(st.lists(phrase, min_size=2, max_size=5, unique=True)):
        parts += [
            f"{question_mark}Is {words}?",
            f"{answer_mark}{draw(paragraph)}",
            *draw(st.lists(paragraph, max_size=1)),
        ]
    return parts


@st.composite
def article(draw: st.DrawFn) -> str:
    capitals = draw(st.booleans())
    sections = draw(st.lists(section(capitals), min_size=1, max_size=5))
    where = draw(st.one_of(st.none(), st.integers(1, len(sections))))
    if where is not None:
        sections.insert(where, draw(faq()))
    end = draw(st.sampled_from([[], ["In conclusion, the owl is quiet and the river is slow."]]))
    parts = [draw(furniture), "The Owl Guide: " + draw(heading), *chain.from_iterable(sections), *end, draw(furniture)]
    return "\n\n".join(part for part in parts if part)


@given(article())
@settings(max_examples=100, deadline=None)
def test_an_article_loses_no_word(text: str):
    outline = parse_plain_text(text, "owls")
    assert words_out(outline) == words_in(text)
    in_order(outline, text)


# Anything at all.

any_line = st.one_of(
    phrase,
    heading,
    sentence,
    phrase.map(lambda words: f"Q: {words}?"),
    phrase.map(lambda words: f"A: {words}"),
    phrase.map(lambda words: f"{words.capitalize()}?"),
    phrase.map(lambda words: f"- {words}"),
    phrase.map(lambda words: f"{words}:"),
    heading.map(str.upper),
    st.tuples(st.integers(1, 4), phrase).map(lambda pair: f"{pair[0]}. {pair[1].capitalize()}"),
    st.sampled_from(
        [
            *["FAQ", "Common questions", "In summary, owls.", "Image: owl", "owl.jpg", "Photo by Owl", "Contents"],
            *["Leave a Reply", "Related posts", "Menu", "Introduction", "References", "===", "", "", ""],
        ]
    ),
)


@given(st.lists(any_line, max_size=25).map("\n".join))
@example("owl owl\nFAQ\nA: owl owl\nQ: owl owl?")  # what is marked as an answer is no part of the heading above it
@example("owl owl\nFAQ\n1. Owl owl\nQ: owl owl?")  # two headings of one FAQ
@settings(max_examples=300, deadline=None)
def test_no_order_of_lines_loses_a_word(text: str):
    outline = parse_plain_text(text, "owls")
    assert words_out(outline) == words_in(text)


@given(st.text(max_size=300))
@settings(max_examples=300, deadline=None)
def test_no_text_is_too_strange(text: str):
    outline = parse_plain_text(text, "owls")
    assert outline.title


def test_every_line_of_an_article_is_accounted_for():
    outline = parse_plain_text(SLEEP, "sleep")
    assert words_out(outline) == words_in(SLEEP)
    in_order(outline, SLEEP)


# The real one. It is not in the repository: nobody here may copy it.


@pytest.fixture
def unlocking_hope() -> Outline:
    if not ARTICLE.exists():
        pytest.skip(f"the article is not at {ARTICLE}")
    return outline_of(read_source(ARTICLE))


def test_the_article_comes_in_whole(unlocking_hope: Outline):
    text = read_source(ARTICLE).text
    assert words_out(unlocking_hope) == words_in(text)
    in_order(unlocking_hope, text)


def test_the_article_has_its_parts(unlocking_hope: Outline):
    assert unlocking_hope.title.startswith("Unlocking Hope:")
    assert len(unlocking_hope.sections) == 10
    assert unlocking_hope.sections[0].heading.startswith("Introduction")
    assert [section.heading for section in unlocking_hope.sections if section.made] == ["Conclusion"]
    assert isinstance(unlocking_hope.parts[-1], Faq)
    assert [len(question.answer) for question in unlocking_hope.questions] == [1] * 5
    assert unlocking_hope.images == [
        *[WantedImage("ketamine therapy")] * 3,
        WantedImage("post traumatic stress disorder"),
        WantedImage("insomnia sleep disorder"),
    ]


def test_the_article_leaves_its_furniture_behind(unlocking_hope: Outline):
    assert [drop.reason for drop in unlocking_hope.dropped] == [Reason.VIEWING, Reason.COMMENTS]
    assert {line.guess for line in unlocking_hope.uncertain} == {Guess.IMAGE, Guess.CONCLUSION, Guess.IMAGE_MOVED}
