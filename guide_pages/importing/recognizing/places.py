"""Each line of a document with what it was taken for and where it belongs: what an editor may say otherwise."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from guide_pages.importing.outline import DroppedLine, Film, Guess, Kind, Reason

from .faq import Group
from .finishing import OpenSection
from .line import Line, Role
from .roles import Block

_KINDS = {
    Role.HEADING: Kind.SUBHEADING,
    Role.QUESTION: Kind.QUESTION,
    Role.IMAGE: Kind.IMAGE,
    Role.CREDIT: Kind.CREDIT,
    Role.BULLET: Kind.LIST,
    Role.NUMBER: Kind.LIST,
    Role.TABLE: Kind.TABLE,
}


class Where(Enum):
    """Where a line belongs."""

    NOWHERE = auto()
    SECTION = auto()
    GROUP = auto()  # it heads a group of questions, or asks the first one of a group without a heading
    HEADS_ON = auto()  # the second heading of a group
    INTRODUCTION = auto()
    QUESTION = auto()
    ANSWER = auto()


@dataclass(frozen=True, slots=True)
class Place:
    """A line, its block's `role` and `guess`, its `kind`, and `where` it belongs. `key` tells it from all others.

    `made` is the heading of a section that begins with it and has none in the document; `reason` is why it was left
    out. `chosen` when an editor said so.
    """

    key: str
    line: Line
    kind: Kind
    role: Role = Role.TEXT
    guess: Guess | None = None
    where: Where = Where.NOWHERE
    made: str = ""
    reason: Reason | None = None
    chosen: bool = False

    @property
    def block(self) -> Block:
        return Block(self.line, self.role, guess=self.guess)


def places_in(
    parts: Iterable[OpenSection | Group], title: Line | None, dropped: Sequence[DroppedLine], lines: Sequence[Line]
) -> list[Place]:
    """Return all lines of a document, in its order."""
    placed = [_Keyed(block.line, _place(block, where, made)) for block, where, made in _blocks(parts)]
    if title:
        placed.append(_Keyed(title, Place("", title, Kind.TITLE)))
    known = {(line.number, line.text): line for line in lines}
    for drop in dropped:
        line = known.get((drop.number, drop.text)) or Line(drop.number, drop.text, gap=1)
        placed.append(_Keyed(line, Place("", line, Kind.LEFT_OUT, line.role or Role.TEXT, reason=drop.reason)))
    placed.sort(key=lambda keyed: (keyed.line.number, keyed.place.kind is Kind.LEFT_OUT))
    return list(_with_keys(keyed.place for keyed in placed))


@dataclass(frozen=True, slots=True)
class _Keyed:
    line: Line
    place: Place


def _with_keys(places: Iterable[Place]) -> Iterator[Place]:
    """Yield places with keys: a line's number, and where several have the same, which of them it is."""
    before, times = 0, 0
    for place in places:
        times = times + 1 if place.line.number == before else 0
        before = place.line.number
        key = f"{before}-{times}" if times else str(before)
        yield Place(
            key, place.line, place.kind, place.role, place.guess, place.where, place.made, place.reason, place.chosen
        )


def _place(block: Block, where: Where, made: str) -> Place:
    kind = _KINDS.get(block.role, Kind.TEXT)
    if block.line.block:
        kind = Kind.TEXT if isinstance(block.line.block, Film) else Kind.LIST
    if block.line.quote and kind is Kind.TEXT:
        kind = Kind.QUOTE
    if where is Where.ANSWER and kind in (Kind.TEXT, Kind.SUBHEADING, Kind.QUESTION):
        kind = Kind.ANSWER
    if where is Where.INTRODUCTION and kind in (Kind.SUBHEADING, Kind.QUESTION):
        kind = Kind.TEXT
    if where in (Where.GROUP, Where.HEADS_ON):
        kind = Kind.QUESTION if block.role is Role.QUESTION else Kind.HEADING
    if where is Where.QUESTION:
        kind = Kind.QUESTION
    if where is Where.NOWHERE:  # it heads a section
        kind, where = Kind.HEADING, Where.SECTION
    return Place("", block.line, kind, block.role, block.guess, where, made)


def _blocks(parts: Iterable[OpenSection | Group]) -> Iterator[tuple[Block, Where, str]]:
    for part in parts:
        if isinstance(part, Group):
            yield from _blocks_of_group(part)
            continue
        if part.heading:
            yield part.heading, Where.NOWHERE, ""
        for index, block in enumerate(part.blocks):
            yield block, Where.SECTION, "" if index else part.made


def _blocks_of_group(group: Group) -> Iterator[tuple[Block, Where, str]]:
    if group.heading:
        yield group.heading, Where.GROUP, ""
    yield from ((block, Where.HEADS_ON, "") for block in group.more_heading)
    yield from ((block, Where.INTRODUCTION, "") for block in group.introduction)
    for index, asked in enumerate(group.questions):
        begins = index == 0 and group.heading is None
        yield asked.block, Where.GROUP if begins else Where.QUESTION, ""
        own = asked.block.line.number
        yield from ((block, Where.ANSWER, "") for block in asked.answer if block.line.number != own)
