"""Words with their inline markup, line by line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from html import escape
from itertools import groupby

_SPACES = re.compile(r"\s+")
_ORDER = ("b", "i", "sup", "sub")


@dataclass(frozen=True, slots=True)
class Run:
    """Words with the same markup: names of `b`, `i`, `sup`, `sub`, and where they lead."""

    text: str
    marks: frozenset[str] = frozenset()
    href: str = ""


Row = list[Run]


def tidied(row: Sequence[Run]) -> Row:
    """Return a line's runs with single spaces, and none at its ends."""
    runs: Row = []
    ends_in_space = True
    for run in row:
        text = _SPACES.sub(" ", run.text)
        text = text[1:] if ends_in_space and text.startswith(" ") else text
        if text:
            runs.append(replace(run, text=text))
            ends_in_space = text.endswith(" ")
    while runs and not (last := runs[-1].text.rstrip(" ")):
        runs.pop()
    if runs:
        runs[-1] = replace(runs[-1], text=last)
    return runs


def text_of(row: Sequence[Run]) -> str:
    return "".join(run.text for run in row)


def html_of(row: Sequence[Run]) -> str:
    """Return a line as HTML; nothing where it has no markup."""
    if not any(run.marks or run.href for run in row):
        return ""
    html = ""
    for href, group in groupby(row, key=lambda run: run.href):
        words = "".join(_marked(run) for run in group)
        html += f'<a href="{escape(href)}">{words}</a>' if href else words
    return html


def _marked(run: Run) -> str:
    html = escape(run.text, quote=False)
    if not run.text.strip():
        return html
    for mark in reversed(_ORDER):
        if mark in run.marks:
            html = f"<{mark}>{html}</{mark}>"
    return html


def is_strong(row: Sequence[Run]) -> bool:
    """Return whether all words of a line are bold."""
    worded = [run for run in row if any(character.isalnum() for character in run.text)]
    return bool(worded) and all("b" in run.marks for run in worded)


def without_strong(row: Sequence[Run]) -> Row:
    return [replace(run, marks=run.marks - {"b"}) for run in row]


def escaped(text: str) -> str:
    return escape(text, quote=False)
