"""What each line was taken for and how sure that is: what an editor is asked about."""

from __future__ import annotations

from guide_pages.importing.outline import Guess, Kind, ReadLine

from .line import Line, Role
from .notes import Notes
from .roles import Block

_KINDS = {
    Role.TEXT: Kind.TEXT,
    Role.HEADING: Kind.HEADING,
    Role.FAQ: Kind.HEADING,
    Role.QUESTION: Kind.QUESTION,
    Role.IMAGE: Kind.IMAGE,
    Role.CREDIT: Kind.CREDIT,
    Role.BULLET: Kind.LIST,
    Role.NUMBER: Kind.LIST,
    Role.TABLE: Kind.TABLE,
}
# What a guess may be instead, and how sure it is. Others leave no doubt about the kind.
_DOUBTS: dict[Guess, tuple[float, tuple[Kind, ...]]] = {
    Guess.HEADING: (0.6, (Kind.TEXT, Kind.SUBHEADING)),
    Guess.SUBHEADING: (0.6, (Kind.HEADING, Kind.TEXT)),
    Guess.IMAGE: (0.6, (Kind.TEXT,)),
    Guess.IMAGE_MOVED: (0.8, (Kind.TEXT,)),
    Guess.LIST: (0.7, (Kind.TEXT, Kind.HEADING)),
    Guess.ALONE: (0.4, (Kind.HEADING, Kind.SUBHEADING, Kind.IMAGE, Kind.LEFT_OUT)),
    Guess.LINES: (0.6, (Kind.LIST, Kind.HEADING, Kind.TABLE)),
    Guess.REPEATED: (0.5, (Kind.HEADING, Kind.IMAGE, Kind.LEFT_OUT)),
    Guess.AFTER_COMMENTS: (0.4, (Kind.LEFT_OUT,)),
    Guess.CONCLUSION: (0.7, (Kind.TEXT,)),
    Guess.FAQ_HEADING: (0.7, (Kind.HEADING, Kind.TEXT)),
}


def kinds_of(blocks: list[Block], title: Line | None, notes: Notes) -> tuple[ReadLine, ...]:
    """Return each line of a document, in order, left out or not."""
    lines = [ReadLine(drop.number, drop.text, Kind.LEFT_OUT, 0.9, (Kind.TEXT,)) for drop in notes.dropped]
    dropped = {(drop.number, drop.text) for drop in notes.dropped}
    doubts = {line.number: _DOUBTS[line.guess] for line in notes.uncertain if line.guess in _DOUBTS}
    subheadings = {line.number for line in notes.uncertain if line.guess is Guess.SUBHEADING}
    for block in blocks:
        line = block.line
        if (line.number, line.text) in dropped:
            continue
        sure, others = doubts.get(line.number, (1.0, ()))
        kind = Kind.SUBHEADING if line.number in subheadings else _KINDS[block.role]
        lines.append(ReadLine(line.number, line.text, kind, sure, others))
    if title:
        lines.append(ReadLine(title.number, title.text, Kind.TITLE))
    return tuple(sorted(lines, key=lambda line: line.number))
