"""Lines of a document, whatever it was written in, into an outline.

What markup says of a line is believed. Where it says nothing, a line is taken for what it looks like and for what
stands around it; in doubt it is text. What the rules are: `docs/importing.md`.
"""

from __future__ import annotations

from collections.abc import Sequence

from guide_pages.importing.languages import language_of
from guide_pages.importing.outline import DroppedLine, Guess, Outline

from .assembly import Assembler
from .capitals import Capitals
from .furniture import without_furniture
from .kinds import kinds_of
from .line import Line, Role
from .notes import Notes
from .roles import blocks_of
from .summary import suggested_summary
from .title import take_title

__all__ = ["Line", "Role", "outline_from"]


def outline_from(
    lines: list[Line], name: str, *, title: str = "", dropped: Sequence[DroppedLine] = (), summary: str = ""
) -> Outline:
    """Return what a document says. `name` becomes the title where it has none. Never fails: it may find no parts.

    `title` and `summary` are what the document says of itself; `dropped` was left out already.
    """
    article, furniture, comments = without_furniture(lines)
    titled = take_title(article, furniture, name, title)
    notes = Notes()
    notes.add_dropped([*dropped, *titled.dropped])
    notes.add_uncertain(titled.uncertain)
    for line in titled.lines:
        notes.guess(line, line.guess)
        if comments and line.number > comments:
            notes.guess(line, Guess.AFTER_COMMENTS)
    capitals = Capitals([titled.title, *(line.text for line in titled.lines)])
    blocks = blocks_of(titled.lines, titled.title)
    language = language_of(line.text for line in lines)
    parts = Assembler(blocks, language, capitals, notes).assemble()
    suggested, summary_from = (summary, 1) if summary else suggested_summary(parts, titled.lines)
    words, known = capitals.lowered(titled.title)
    if not known and titled.line:
        notes.guess(titled.line, Guess.CAPITALS)
    return Outline(
        words,
        parts,
        suggested,
        summary_from,
        dropped=notes.dropped,
        uncertain=notes.uncertain,
        title_made=titled.made,
        lines=kinds_of(blocks, titled.line, notes),
    )
