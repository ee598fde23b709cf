"""What a passage says about a query, in a few words, with the query's own words marked.

Which passages match is for the database to say, by the stems of their language. What is marked is found here: a word
that is a query's word, or differs from it in a plain ending. A passage found by a deeper likeness has no mark.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from django.utils.html import escape

from .folding import folded, is_run, positions

#: Characters of an extract, about, and of it before the first match.
LENGTH, BEFORE = 200, 40
#: Matches that are looked at to find the best place.
_LOOKED_AT = 50

_ENDING = re.compile(r"(?<=\w{4})(?:ings?|ies|ied|es|ed|e|y)$|(?<=\w{3})s$")
_ENDINGS = "s|es|e|ed|d|ers?|ings?|ly|y|ies|ied|ying|[ao]s?|[ai]d[ao]s?|[aei]r|ando|iendo|[ae]n"


class Extract(NamedTuple):
    """Some of a text, as HTML with `<mark>` and nothing else, and plain."""

    html: str
    plain: str


class _Match(NamedTuple):
    start: int
    end: int
    stem: int | None


def stem(word: str) -> str:
    """Return what a word's plain forms begin with: “sleep” for sleeping, “stud” for studies, “run” for running."""
    bare = _ENDING.sub("", word)
    return bare[:-1] if word.endswith(("ing", "ed")) and bare[-1] == bare[-2] else bare


def extract(text: str, stems: Sequence[str]) -> Extract:
    """Return the place in a text that has most of the stems, else its beginning. The text is in normal form."""
    matches = _matches(text, tuple(stems))
    start, end = _window(text, matches)
    html, at = [], start
    for match in matches:
        if start <= match.start and match.end <= end:
            html += [escape(text[at : match.start]), f"<mark>{escape(text[match.start : match.end])}</mark>"]
            at = match.end
    before, after = "… " if start else "", " …" if end < len(text) else ""
    return Extract(f"{before}{''.join(html)}{escape(text[at:end])}{after}", f"{before}{text[start:end]}{after}")


def _matches(text: str, stems: tuple[str, ...]) -> list[_Match]:
    words = folded(text)
    found = zip(range(_LOOKED_AT), _pattern(stems).finditer(words), strict=False)
    at = positions(text)  # marks belong to the letter before them, and a ligature is marked whole
    return [_Match(at[match.start()], at[bisect_right(at, at[match.end() - 1])], match.lastindex) for _, match in found]


@lru_cache(maxsize=512)
def _pattern(stems: tuple[str, ...]) -> re.Pattern[str]:
    """Return a pattern of stems, the longest tried first. The last letter may be doubled; a run may stand anywhere."""
    longest = sorted(stems, key=len, reverse=True)
    alternatives = "|".join(f"({_form(stem)})" for stem in longest)
    return re.compile(alternatives)


def _form(stem: str) -> str:
    if is_run(stem):
        return re.escape(stem)
    return rf"(?<!\S){re.escape(stem)}{re.escape(stem[-1])}?(?:{_ENDINGS})?(?!\S)"


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
