"""Putting together what was wrapped by hand, paragraph by paragraph."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from guide_pages.importing.outline import Guess
from guide_pages.importing.recognizing.features import (
    asks,
    breaks_off,
    ends_sentence,
    ends_small,
    is_address,
    starts_caseless,
    starts_lower,
)
from guide_pages.importing.recognizing.line import Line
from guide_pages.importing.recognizing.marks import answer, bracketed, image, is_chapter, is_marked, question

from .hyphens import Hyphens

WIDEST_WRAP = 120
_LEAST_WRAP = 40
_LEAST_WIDTH_UNSPACED = 16
_LEAST_NARROW = 20  # of lines that end in the middle of a sentence for certain
_LONG_TOKEN = re.compile(r"\S{40}")
_NO_SPACES = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]$")
_LONG = 14  # words: no heading


class Wrapping:
    """Knows how wide a text's paragraphs are, each for itself, and how it writes its words."""

    def __init__(self, lines: list[Line]) -> None:
        self.hyphens = Hyphens(line.text for line in lines)
        self.width = 0
        chunk: list[Line] = []
        for line in [*lines, None]:
            if chunk and (line is None or line.gap):
                self.width = max(self.width, _proven_width(chunk))
                chunk = []
            if line is not None:
                chunk.append(line)

    def joined(self, chunk: list[Line]) -> list[Line]:
        """Return lines that no blank one parts, with those put together that were one."""
        width = _proven_width(chunk) or (self.width if _widest(chunk) <= self.width + 5 else 0)
        whole: list[Line] = []
        first = before = chunk[0]
        for line in chunk:
            if whole and _goes_on(first, before, line, width):
                whole[-1] = self._put_together(whole[-1], line)
            else:
                whole.append(line)
                first = line
            before = line
        return whole

    def _put_together(self, whole: Line, line: Line) -> Line:
        text, certain = self.hyphens.joined(whole.text, line.text)
        guess = whole.guess if certain else Guess.HYPHEN
        return replace(whole, text=text, underlined=line.underlined, guess=guess)


def goes_on_after_gap(before: Line, line: Line, *, torn: bool) -> bool:
    """Return whether a sentence that broke off before a blank line goes on after it, and surely.

    `torn` when the end of a printed page parted the two.
    """
    if before.role is not None or line.role is not None or before.underlined or not line.gap:
        return False
    if ends_sentence(before.text) or _begins(line):
        return False
    if torn and starts_caseless(line.text):
        return _fills(before.text)
    if not starts_lower(line.text):
        return False
    if torn:
        return True
    begun = answer(before.text) or before.text
    opened = answer(before.text) is not None and begun[:1].isupper() and len(begun.split()) > 1
    started = before.guess is Guess.CONTINUES or opened or len(begun.split()) > _LONG
    return (started or breaks_off(begun)) and not before.text.endswith((":", "："))


def _fills(text: str) -> bool:
    """Return whether a line in letters without case is long enough to be one of a paragraph."""
    return len(text) >= _LEAST_WIDTH_UNSPACED if _NO_SPACES.search(text) else len(text) >= _LEAST_WRAP


def _begins(line: Line) -> bool:
    return (
        is_marked(line.text)
        or is_chapter(line.text)
        or image(line.text) is not None
        or bracketed(line.text) is not None
    )


def _goes_on(first: Line, before: Line, line: Line, width: int) -> bool:
    """Return whether a line goes on with what `first` began and `before` continued."""
    if _begins(line) or image(first.text) is not None or before.underlined:
        return False
    if asks(before.text) and question(first.text):
        return False
    if (is_marked(first.text) or is_chapter(first.text)) and line.indent > first.indent:
        return True
    unfinished = starts_lower(line.text) and not ends_sentence(before.text)
    if unfinished and (is_marked(first.text) or _is_long_address(before)):
        return True
    if _ends_in_hyphen(before.text) and line.text[:1].islower():
        return True
    if _is_long_address(before) or not width:
        return False
    return _overflows(before, line, width) or (unfinished and _end(before) >= _LEAST_WRAP)


def _is_long_address(line: Line) -> bool:
    """Return whether a line ends in an address that is longer than lines are."""
    last = line.text.rsplit(None, 1)[-1]
    return len(last) >= _LEAST_WRAP and (is_address(last) or line.indent + len(line.text) > WIDEST_WRAP)


def _ends_in_hyphen(text: str) -> bool:
    return len(text) > 2 and text[-1] in "-\u2010" and text[-2].isalpha()


def _end(line: Line) -> int:
    return line.indent + len(line.text)


def _overflows(before: Line, line: Line, width: int) -> bool:
    """Return whether the first word of a line had no room in the one before."""
    if _NO_SPACES.search(before.text):
        return _end(before) >= width - 1
    return _end(before) + 1 + len(line.text.split(" ", 1)[0]) > width


def _ends_small(before: Line, line: Line) -> bool:
    """Return whether a line ends in a word that wants more, and what comes next goes on: no verse breaks so."""
    return ends_small(before.text) and line.text[:1].islower()


def _widest(chunk: list[Line]) -> int:
    return max((_end(line) for line in chunk if not _LONG_TOKEN.search(line.text)), default=0)


def _proven_width(chunk: list[Line]) -> int:
    """Return the width, in characters, that lines were wrapped to by hand; 0 if they were not.

    They were if a line breaks off in mid-sentence where the next word would not have fitted.
    """
    width = max(
        (end for line in chunk if (end := _end(line)) <= WIDEST_WRAP and not _LONG_TOKEN.search(line.text)), default=0
    )
    ends = ends_sentence(chunk[-1].text)
    for before, line in pairwise(chunk):
        unspaced = bool(_NO_SPACES.search(before.text))
        least = _LEAST_WIDTH_UNSPACED if unspaced else _LEAST_NARROW if _ends_small(before, line) else _LEAST_WRAP
        open_end = not ends_sentence(before.text) and not before.text.endswith((":", "：", ";"))
        caseless = unspaced or (ends and starts_caseless(line.text))
        lower = line.text[:1].islower() or caseless or before.text.endswith(("-", ",")) or breaks_off(before.text)
        if _end(before) >= least and open_end and lower and not _begins(line) and _overflows(before, line, width):
            return width
    return 0
