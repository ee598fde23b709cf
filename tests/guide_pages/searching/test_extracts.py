"""An extract: some of a text, the same in both forms, with the query's words marked."""

from __future__ import annotations

import re
from html import escape, unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guide_pages.searching.extracts import Extract, extract, marked
from guide_pages.searching.query import Query
from guide_pages.searching.results import marks
from guide_pages.searching.stems import stem

#: Characters that an extract has at most, with the marks that stand for what was left out.
LENGTH = 200
LONG = " ".join(f"word{n}" for n in range(200))


def of(text: str, query: str) -> Extract:
    return extract(text, marks(Query.of(query, "en"), "en"))


@pytest.mark.parametrize("text", ["Nothing & no <b>.", LONG, f"{LONG} & <i>", "x" * 500, ""])
def test_one_without_a_mark_is_the_plain_one(text: str) -> None:
    found = of(text, "zebra")
    assert found.html == escape(found.plain, quote=True)
    assert text.startswith(found.plain.removesuffix(" …"))


@pytest.mark.parametrize("length", [1, 199, 200, 201, 500])
def test_what_is_short_is_whole_and_what_is_long_is_cut_at_a_word(length: int) -> None:
    text = ("abcd " * 200)[: length - 1] + "z"
    found = of(text, "zebra").plain
    if length <= LENGTH:
        assert found == text
    else:
        assert found.endswith("abcd …")
        assert LENGTH - 10 <= len(found) <= LENGTH + 2


def test_one_word_without_end_is_cut_at_a_letter_with_its_marks() -> None:
    assert of("x" * 500, "zebra").plain == f"{'x' * LENGTH} …"
    letter = "กี่"
    assert of(letter * 100, "zebra").plain == f"{letter * (LENGTH // len(letter))} …"


@pytest.mark.parametrize(
    ("text", "query", "html"),
    [
        ("Reﬂect in your oﬃce", "reflect office", "<mark>Reﬂect</mark> in your <mark>oﬃce</mark>"),
        ("Auf der Straße", "STRASSE", "Auf der <mark>Straße</mark>"),
        ("ໜາວ", "ຫ", "<mark>ໜ</mark>າວ"),
        ("שֵׁנָה ﬁ", "שנה", "<mark>שֵׁנָה</mark> ﬁ"),
    ],
)
def test_a_letter_that_is_looked_up_as_two_or_as_none_is_marked_whole(text: str, query: str, html: str) -> None:
    assert of(text, query).html == html


def test_it_begins_at_a_word_a_little_before_the_match() -> None:
    found = of(f"{LONG} zebra {LONG}", "zebra").plain
    assert found.startswith("… word")
    before = found.partition("zebra")[0]
    assert 20 <= len(before) <= 44
    assert found.endswith(" …")


@pytest.mark.parametrize(("before", "whole"), [(39, True), (40, True), (41, False)])
def test_a_match_near_the_beginning_is_shown_from_there(before: int, whole: bool) -> None:
    text = f"{('a ' * 100)[: before - 1]} zebra {LONG}"
    assert of(text, "zebra").plain.startswith("… ") != whole


def test_the_place_with_the_most_of_the_words_is_shown() -> None:
    found = of(f"A zebra. {LONG} A zebra and a lion. {LONG} A lion and a lion.", "zebra lion")
    assert "A zebra and a lion." in found.plain
    assert re.findall("<mark>(.*?)</mark>", found.html) == ["zebra", "lion"]


def test_among_places_with_as_many_words_the_one_with_more_matches_and_then_the_first() -> None:
    more = of(f"zebra first. {LONG} zebra second zebra. {LONG}", "zebra")
    assert "second" in more.plain
    first = of(f"zebra first. {LONG} zebra second. {LONG}", "zebra")
    assert "first" in first.plain


@pytest.mark.parametrize(
    ("word", "language", "root"),
    [
        ("sleeping", "en", "sleep"),
        ("studies", "en", "studi"),
        ("running", "en", "run"),
        ("ketamines", "en", "ketamin"),
        ("durmiendo", "es", "durm"),
        ("24", "en", "24"),
        ("sleeping", "xx", "sleeping"),
        ("sleeping", "ru", "sleep"),
    ],
)
def test_a_word_has_the_stem_of_its_language(word: str, language: str, root: str) -> None:
    assert stem(word, language) == root


@pytest.mark.parametrize("text", ["sleep", "sleeps", "sleeping", "SLEEPS", "slëep"])
def test_the_plain_forms_of_a_word_are_marked(text: str) -> None:
    assert of(f"To {text}!", "sleep").html == f"To <mark>{text}</mark>!"


@pytest.mark.parametrize("text", ["sleepwalker", "asleep", "slee"])
def test_what_only_looks_like_it_is_not(text: str) -> None:
    assert "<mark>" not in of(f"To {text}!", "sleep").html


@given(st.text(alphabet="ab <&>z\n", max_size=400))
def test_both_forms_are_the_same_words(text: str) -> None:
    found = of(text, "ab zz")
    assert unescape(re.sub("</?mark>", "", found.html)) == found.plain
    assert "<" not in re.sub("</?mark>", "", found.html)


@pytest.mark.parametrize(
    ("language", "text", "query"), [("ar", "عن النوم والليل", "نوم"), ("nl", "Zij is geopereerd.", "opereren")]
)
def test_what_is_found_without_its_beginning_is_marked(language: str, text: str, query: str) -> None:
    assert "<mark>" in extract(text, marks(Query.of(query, language), language)).html


def test_a_heading_is_marked_whole() -> None:
    assert marked("Sleep & <dreams>, sleeping", marks(Query.of("sleep", "en"), "en")) == (
        "<mark>Sleep</mark> &amp; &lt;dreams&gt;, <mark>sleeping</mark>"
    )
