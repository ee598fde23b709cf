"""Words of a page, gathered into paragraphs: a break may part a heading from its text, a question from its answer."""

from __future__ import annotations

from itertools import takewhile
from typing import Any

from guide_pages.importing.inline import without_first
from guide_pages.importing.outline import LONGEST, Guess
from guide_pages.importing.recognizing import marks
from guide_pages.importing.recognizing.features import asks
from guide_pages.importing.recognizing.line import Line, Role
from guide_pages.importing.words import key_of, words_of

from .links import address, leads_to_file
from .runs import Row, Run, escaped, html_of, is_strong, text_of, tidied, without_strong
from .styles import marks_of
from .tree import Node

_BACK = frozenset({"↑", "↩", "↩︎", "^"})


class Paragraphs:
    """Gathers `rows` of words and turns them into `lines`."""

    def __init__(self, base: str, questions: frozenset[str]) -> None:
        self.base = base
        self.questions = questions
        self.lines: list[Line] = []
        self.rows: list[Row] = [[]]
        self.number = 0
        self.inside = 0
        self.guess: Guess | None = None
        self.quotes = 0
        self.quote = 0
        self.divided = False
        self.has_headings = False
        self.breaks = False

    def inline(self, node: Node, around: frozenset[str], href: str) -> None:
        if node.tag == "br":
            self.rows.append([])
            return
        found = around.union(marks_of(node))
        if node.tag == "a" and node.words() in _BACK:
            return
        leads = address(node.get("href"), self.base) if node.tag == "a" else href
        for child in node.children:
            if isinstance(child, str):
                self.words(child, found, leads)
            else:
                self.inline(child, found, leads)

    def words(self, text: str, around: frozenset[str], href: str) -> None:
        if not self.breaks:
            self.rows[-1].append(Run(text, around, href))
            return
        for index, line in enumerate(text.split("\n")):
            if index:
                self.rows.append([])
            self.rows[-1].append(Run(line, around, href))

    def cell(self, node: Node) -> str:
        """Return a table's cell with its links and emphasis."""
        reader = Paragraphs(self.base, frozenset())
        for child in node.children:
            if isinstance(child, str):
                reader.words(child, frozenset(), "")
            else:
                reader.inline(child, frozenset(), "")
        rows = [row for each in reader.rows if (row := tidied(each))]
        return "<br/>".join(html_of(row) or escaped(text_of(row)) for row in rows)

    def flush(self) -> None:
        """End the paragraph being read: what a break parts may be a heading and its text, a question and its answer."""
        rows = [part for row in self.rows for part in _question_apart(tidied(row))]
        self.rows = [[]]
        paragraph: list[Row] = []
        for row in [*rows, []]:
            if paragraph and (not row or _parts(paragraph[-1], row)):
                self.paragraph_of(paragraph)
                paragraph = []
            if row:
                paragraph.append(row)

    def paragraph_of(self, rows: list[Row], role: Role | None = None) -> None:
        text = "\n".join(text_of(row) for row in rows)
        if not words_of(text):
            return
        role = role or (Role.TEXT if self.quote else None)
        strong = all(is_strong(row) for row in rows) and len(text) <= LONGEST and len(rows) == 1
        rows = [without_strong(row) for row in rows] if strong else rows
        html = "<br/>".join(html_of(row) or escaped(text_of(row)) for row in rows)
        html = html if any(html_of(row) for row in rows) else ""
        known = key_of(text) in self.questions
        if known:
            self.add(text, role=Role.QUESTION)
            self.inside = self.number
            return
        words = marks.bullet(text)
        if words is not None and role is None:
            html = without_first(html, len(text) - len(words)) if html else ""
            self.add(words, html=html, role=Role.BULLET, indent=1)
            return
        offers = all(run.href and leads_to_file(run.href) for row in rows for run in row if words_of(run.text))
        plain = (self.has_headings and not strong) or len(rows) > 1 or offers
        self.add(text, html=html, role=role or (Role.TEXT if plain else None), strong=strong, guess=self.guess)

    def add(self, text: str, **known: Any) -> None:
        self.number += 1
        self.lines.append(
            Line(self.number, text, gap=1, inside=self.inside, quote=self.quote, divided=self.divided, **known)
        )
        self.divided = False


def _parts(before: Row, row: Row) -> bool:
    """Return whether a break parts two things and not two lines of one."""
    words, above = text_of(row), text_of(before)
    if marks.question(words) is not None or marks.answer(words) is not None or marks.bullet(words) is not None:
        return True
    return (is_strong(before) or is_strong(row)) and len(above) <= LONGEST


def _question_apart(row: Row) -> list[Row]:
    """Return a line in two, where it begins with a question in bold and its answer follows."""
    strong = list(takewhile(lambda run: "b" in run.marks, row))
    rest = tidied(row[len(strong) :])
    if strong and rest and asks(text_of(strong).strip()) and len(text_of(strong)) <= LONGEST:
        return [tidied(strong), rest]
    return [row]
