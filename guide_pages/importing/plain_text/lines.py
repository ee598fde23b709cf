"""A text as lines: each a paragraph, a heading or an item, however it was wrapped."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from .features import asks
from .marks import image, is_marked, question

_ORNAMENT = re.compile(r"[\W_]+")
_UNDERLINE = re.compile(r"(={3,}|-{3,}|~{3,})")
_NO_END = re.compile(r"[\w,)’'-]$")
WIDEST_WRAP = 120
_LEAST_WRAP = 40


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text. `number` counts from 1, `gap` is the blank lines before, `indent` in characters."""

    number: int
    text: str
    indent: int = 0
    gap: int = 0
    underlined: bool = False


def lines_of(text: str) -> tuple[list[Line], list[Line]]:
    """Return the lines with words, hard-wrapped ones put together, and those of ornament."""
    lines: list[Line] = []
    ornaments: list[Line] = []
    gap = 0
    for number, raw in enumerate(text.split("\n"), start=1):
        words = " ".join(raw.split())
        if not words:
            gap += 1
            continue
        line = Line(number, words, len(raw.expandtabs()) - len(raw.expandtabs().lstrip()), gap)
        if not _ORNAMENT.fullmatch(words):
            lines.append(line)
            gap = 0
            continue
        ornaments.append(line)
        if _UNDERLINE.fullmatch(words) and not gap and lines:
            lines[-1] = replace(lines[-1], underlined=True)
        gap = max(gap, 1)
    return _joined(lines), ornaments


def _joined(lines: list[Line]) -> list[Line]:
    width = _wrap_width(lines)
    groups: list[list[Line]] = []
    for line in lines:
        if groups and not line.gap and _goes_on(groups[-1][0], groups[-1][-1], line, width):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [
        replace(group[0], text=" ".join(line.text for line in group), underlined=group[-1].underlined)
        for group in groups
    ]


def _goes_on(first: Line, before: Line, line: Line, width: int | None) -> bool:
    """Return whether a line goes on with what `first` began and `before` continued: its first word had no room."""
    if image(line.text) is not None or image(first.text) is not None:
        return False
    if is_marked(line.text) or before.underlined or (asks(before.text) and question(first.text)):
        return False
    if is_marked(first.text) and line.indent > first.indent:
        return True
    return width is not None and _overflows(before, line, width)


def _overflows(before: Line, line: Line, width: int) -> bool:
    return before.indent + len(before.text) + 1 + len(line.text.split(" ", 1)[0]) > width


def _wrap_width(lines: list[Line]) -> int | None:
    """Return the width, in characters, that the text was wrapped to by hand; None if it was not.

    It was if a line breaks off in mid-sentence where the next word would not have fitted.
    """
    width = max((line.indent + len(line.text) for line in lines if " " in line.text), default=0)
    if width > WIDEST_WRAP:
        return None
    for before, line in pairwise(lines):
        breaks_off = not line.gap and len(before.text) >= _LEAST_WRAP and _NO_END.search(before.text)
        if breaks_off and line.text[0].islower() and _overflows(before, line, width):
            return width
    return None
