"""What an editor says that lines are, instead of what they were taken for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from guide_pages.importing.outline import LONGEST, LONGEST_SUMMARY, DroppedLine, Guess, Kind, Reason

from . import marks
from .line import Line, Role
from .places import Place, Where

_ROLES = {
    Kind.HEADING: Role.HEADING,
    Kind.SUBHEADING: Role.HEADING,
    Kind.QUESTION: Role.QUESTION,
    Kind.IMAGE: Role.IMAGE,
    Kind.CREDIT: Role.CREDIT,
    Kind.TABLE: Role.TABLE,
    Kind.LIST: Role.BULLET,
    Kind.SOURCE: Role.BULLET,
}
_SHORT = (Kind.TITLE, Kind.HEADING, Kind.SUBHEADING, Kind.IMAGE, Kind.CREDIT)
_QUOTED = 1_000_000  # above the numbers of a document's own quotations
#: What was left out for good: no words of the document.
FOR_GOOD = (Reason.UNSAFE, Reason.SHORTCODE, Reason.ORNAMENT)


def may_be(kind: Kind, text: str, *, has_table: bool) -> bool:
    """Return whether a line can be of a kind: a heading holds so many characters, and a table was one before."""
    if kind is Kind.TABLE:
        return has_table
    return kind not in _SHORT or len(text) <= LONGEST


class Choices:
    """Puts an editor's choices into effect. `places` are all lines with them, in the order of the document."""

    def __init__(self, found: Sequence[Place], wanted: Mapping[str, Kind], name: str) -> None:
        self.name = name
        self.untitled: Line | None = None  # what was the title, until another line was said to be it
        self.chosen = {place.key: wanted[place.key] for place in found if place.key in wanted and _may(place, wanted)}
        titles = [place for place in found if self.chosen.get(place.key) is Kind.TITLE]
        before = next((place for place in found if place.kind is Kind.TITLE), None)
        gone = before is not None and self.chosen.get(before.key, Kind.TITLE) is not Kind.TITLE
        given = titles[-1] if titles else None
        self.titled_anew = bool(self.chosen) and (given is not None or gone)
        self.title_made = given is None
        self.title = given.line.text if given else _title_of(name)
        self.summary = ""
        items = [place.line.role for place in found if place.line.role in (Role.BULLET, Role.NUMBER)]
        self.marked = bool(items)
        self.places = [each for place in found for each in self._place(place, given)] if self.chosen else list(found)

    @property
    def any(self) -> bool:
        return bool(self.chosen)

    def title_instead_of(self, title: str) -> str:
        return self.title if self.titled_anew else title

    def dropped(self) -> list[DroppedLine]:
        """Return what is left out: what was before and has not been taken back, and what the editor leaves out."""
        out = [place for place in self.places if place.kind is Kind.LEFT_OUT]
        reasons = [DroppedLine(each.line.number, each.line.text, each.reason or Reason.EDITOR) for each in out]
        return sorted(reasons, key=lambda line: line.number)

    def _place(self, place: Place, title: Place | None) -> Iterator[Place]:
        kind = self.chosen.get(place.key)
        if place.kind is Kind.TITLE and kind is None and title:
            self.untitled = place.line
            yield replace(place, kind=Kind.TEXT, guess=Guess.ALONE, where=Where.SECTION)
        elif kind is None:
            yield place
        elif kind is Kind.TITLE and place is not title:
            yield replace(place, kind=Kind.TEXT, where=Where.SECTION, chosen=True)
        elif kind is Kind.SUMMARY:
            yield self._summary(place)
        else:
            yield from self._as(place, kind)

    def _summary(self, place: Place) -> Place:
        """Return the line that is the summary. One that is too long for it stays in the guide, too."""
        whole = f"{self.summary} {' '.join(place.line.text.split())}".strip()
        fits = len(whole) <= LONGEST_SUMMARY
        self.summary = whole if fits else whole[: LONGEST_SUMMARY - 1].rsplit(" ", 1)[0] + "…"
        kind = Kind.SUMMARY if fits else Kind.TEXT
        line = replace(place.line, block=None)
        return replace(place, line=line, kind=kind, role=Role.TEXT, guess=None, where=Where.SECTION, chosen=True)

    def _as(self, place: Place, kind: Kind) -> Iterator[Place]:
        role = _ROLES.get(kind, Role.TEXT)
        where = Where.ANSWER if kind is Kind.ANSWER else Where.SECTION if kind is Kind.TEXT else place.where
        line = replace(place.line, quote=0, cited=False, block=None)
        if kind is Kind.QUOTE:
            line = replace(line, quote=_QUOTED)
        if kind is Kind.QUESTION:
            line = replace(line, role=Role.QUESTION)
        if place.line.table and kind is not Kind.TABLE:
            line = replace(line, html=_rows_of(line), table=None)
        lines = [line]
        if kind in (Kind.LIST, Kind.SOURCE):
            lines = [_item(each, marked=self.marked) for each in _split(line)]
        for each in lines:
            own = Role.NUMBER if role is Role.BULLET and marks.number(each.text) is not None else role
            yield replace(
                place, line=each, kind=kind, role=own, guess=None, where=where, made="", reason=None, chosen=True
            )


def _may(place: Place, wanted: Mapping[str, Kind]) -> bool:
    if place.reason in FOR_GOOD:
        return False
    return may_be(wanted[place.key], place.line.text, has_table=place.line.table is not None)


def _title_of(name: str) -> str:
    title = " ".join(re.split(r"[\s_-]+", name)).strip()
    return (title[:1].upper() + title[1:])[:LONGEST]


def _rows_of(line: Line) -> str:
    rows = line.table.html if line.table else ()
    return "<br/>".join(" ".join(cell for cell in row if cell) for row in rows)


def _split(line: Line) -> list[Line]:
    """Return what stands in lines of its own: each is an item."""
    texts = line.text.split("\n")
    htmls = line.html.split("<br/>") if line.html else [""] * len(texts)
    htmls = htmls if len(htmls) == len(texts) else [""] * len(texts)
    return [replace(line, text=text, html=html) for text, html in zip(texts, htmls, strict=True)]


def _item(line: Line, *, marked: bool) -> Line:
    role = Role.NUMBER if marks.number(line.text) is not None else Role.BULLET
    return replace(line, role=role if marked else None)
