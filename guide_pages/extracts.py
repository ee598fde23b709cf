"""What a passage says about a query, in a few words, with the query's own words marked.

Which passages match is for the database to say, by the stems of their language. What is marked is found here: a word
that is a query's word, or differs from it in a plain ending. A passage found by a deeper likeness has no mark.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from django.utils.html import escape

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
    """What a word's plain forms begin with: “sleep” for “sleeping”, “stud” for “studies”, “run” for “running”."""
    bare = _ENDING.sub("", word)
    return bare[:-1] if word.endswith(("ing", "ed")) and bare[-1] == bare[-2] else bare


def extract(text: str, words: str, stems: Sequence[str]) -> Extract:
    """The place in a text that has most of the stems; its beginning where it has none.

    `words` is the text as `folded` gives it: what stands at a place there stands at the same place in the text.
    """
    matches = _matches(words, tuple(stems))
    start, end = _window(text, matches)
    html, at = [], start
    for match in matches:
        if start <= match.start and match.end <= end:
            html += [escape(text[at : match.start]), f"<mark>{escape(text[match.start : match.end])}</mark>"]
            at = match.end
    before, after = "… " if start else "", " …" if end < len(text) else ""
    return Extract(f"{before}{''.join(html)}{escape(text[at:end])}{after}", f"{before}{text[start:end]}{after}")


def _matches(words: str, stems: tuple[str, ...]) -> list[_Match]:
    found = zip(range(_LOOKED_AT), _pattern(stems).finditer(words), strict=False)
    return [_Match(*match.span(), match.lastindex) for _, match in found]


@lru_cache(maxsize=512)
def _pattern(stems: tuple[str, ...]) -> re.Pattern[str]:
    """The last letter of a stem may be doubled. Longer stems are tried first."""
    longest = sorted(stems, key=len, reverse=True)
    alternatives = "|".join(f"({re.escape(stem)}{re.escape(stem[-1])}?)" for stem in longest)
    return re.compile(rf"(?<!\S)(?:{alternatives})(?:{_ENDINGS})?(?!\S)")


def _window(text: str, matches: list[_Match]) -> tuple[int, int]:
    """About `LENGTH` characters, cut at words, with as many different stems as anywhere, then as many matches."""
    if len(text) <= LENGTH:
        return 0, len(text)
    best = max(range(len(matches)), key=lambda first: _weight(matches, first), default=None)
    start = _word_start(text, matches[best].start) if best is not None else 0
    end = start + LENGTH
    return start, len(text) if end >= len(text) else max(text.rfind(" ", start, end + 1), start + LENGTH // 2)


def _weight(matches: list[_Match], first: int) -> tuple[int, int, int]:
    within = [match for match in matches[first:] if match.end <= matches[first].start + LENGTH - BEFORE]
    return len({match.stem for match in within}), len(within), -first


def _word_start(text: str, match: int) -> int:
    if match <= BEFORE:
        return 0
    space = text.find(" ", match - BEFORE, match)
    return match if space < 0 else space + 1
