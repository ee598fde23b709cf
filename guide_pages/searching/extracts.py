"""What a passage says about a query, in a few words, with the query's own words marked.

Marked is what it was found by: words with the stems of the query's in the language of the passage.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from django.utils.html import escape

from .folding import UNSPACED, folded, is_run, positions
from .tokens import token

#: Characters of an extract, about, and of it before the first match.
LENGTH, BEFORE = 200, 40
#: Matches that are looked at to find the best place.
_LOOKED_AT = 50
#: Letters that a word and its stem begin with: “dying” is found by “die”.
_ALIKE = 1
#: Languages whose stems leave out what a word may begin with: the article in “النوم”.
_WITHOUT_BEGINNINGS = frozenset({"ar", "ga", "id", "nl", "ta", "yi"})


class Extract(NamedTuple):
    """Some of a text, as HTML with `<mark>` and nothing else, and plain."""

    html: str
    plain: str


class Marks(NamedTuple):
    """What is marked in a text: words of a language with these stems, and these runs, which may stand anywhere."""

    language: str
    stems: frozenset[str]
    runs: tuple[str, ...] = ()


class _Match(NamedTuple):
    start: int
    end: int
    stem: str


def extract(text: str, marks: Marks) -> Extract:
    """Return the place in a text that has most of the stems, else its beginning. The text is in normal form."""
    matches = _matches(text, marks)
    start, end = _window(text, matches)
    before, after = "… " if start else "", " …" if end < len(text) else ""
    return Extract(f"{before}{_html(text, matches, start, end)}{after}", f"{before}{text[start:end]}{after}")


def marked(text: str, marks: Marks) -> str:
    """Return a whole text as HTML, with what is marked in it. The text is in normal form."""
    return _html(text, _matches(text, marks), 0, len(text))


def _html(text: str, matches: list[_Match], start: int, end: int) -> str:
    html, at = [], start
    for match in matches:
        if at <= match.start and match.end <= end:
            html += [escape(text[at : match.start]), f"<mark>{escape(text[match.start : match.end])}</mark>"]
            at = match.end
    return f"{''.join(html)}{escape(text[at:end])}"


def _matches(text: str, marks: Marks) -> list[_Match]:
    words = folded(text)
    at = positions(text)  # marks belong to the letter before them, and a ligature is marked whole
    found = islice(_found(words, marks), _LOOKED_AT)
    return [_Match(at[start], at[bisect_right(at, at[end - 1])], stem) for start, end, stem in found]


def _found(words: str, marks: Marks) -> Iterator[tuple[int, int, str]]:
    for match in _pattern(marks).finditer(words):
        if match[1]:
            yield match.start(), match.end(), match[1]
        elif (stem := token(match[0], marks.language)) in marks.stems:
            yield match.start(), match.end(), stem


@lru_cache(maxsize=512)
def _pattern(marks: Marks) -> re.Pattern[str]:
    """Return a pattern of the runs, the longest tried first, and of words that begin as a stem does, or of all words
    where a stem may not begin as its words do."""
    runs = "|".join(map(re.escape, sorted(marks.runs, key=len, reverse=True)))
    beginnings = "|".join(sorted({re.escape(stem[:_ALIKE]) for stem in marks.stems if not is_run(stem)}))
    if beginnings and marks.language in _WITHOUT_BEGINNINGS:
        beginnings = rf"[^\s{UNSPACED}]"
    return re.compile(rf"({runs or '(?!)'})|(?<![^\s{UNSPACED}])(?:{beginnings or '(?!)'})[^\s{UNSPACED}]*")


def _window(text: str, matches: list[_Match]) -> tuple[int, int]:
    """Return where about `LENGTH` characters begin and end, at words, with most different stems, then most matches."""
    if len(text) <= LENGTH:
        return 0, len(text)
    best = max(range(len(matches)), key=lambda first: _weight(matches, first), default=None)
    start = _word_start(text, matches[best].start) if best is not None else 0
    end = start + LENGTH
    return start, len(text) if end >= len(text) else _word_end(text, start, end)


def _weight(matches: list[_Match], first: int) -> tuple[int, int, int]:
    within = [match for match in matches[first:] if match.end <= matches[first].start + LENGTH - BEFORE]
    return len({match.stem for match in within}), len(within), -first


def _word_start(text: str, match: int) -> int:
    if match <= BEFORE:
        return 0
    space = text.find(" ", match - BEFORE, match)
    return match if space < 0 else space + 1


def _word_end(text: str, start: int, end: int) -> int:
    """Return the end of the last whole word; of the last whole letter, if words are long or without spaces."""
    space = text.rfind(" ", start + LENGTH // 2, end + 1)
    if space >= 0:
        return space
    while unicodedata.category(text[end]).startswith("M"):
        end -= 1
    return end
