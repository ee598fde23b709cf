"""Plain text into an outline.

Plain text says nothing of its structure, so each line is taken for what it looks like and
for what stands around it. What the rules are: `docs/importing.md`.
"""

from __future__ import annotations

from guide_pages.importing.outline import Guess, Outline, Reason, Section

from .assembly import Assembler
from .capitals import Capitals
from .furniture import without_furniture
from .lines import lines_of
from .notes import Notes
from .roles import blocks_of
from .summary import suggested_summary
from .title import take_title

__all__ = ["parse_plain_text"]


def parse_plain_text(text: str, name: str) -> Outline:
    """Return what a text says. `name` becomes the title where the text has none. Never fails: it may find no parts."""
    lines, ornaments = lines_of(text)
    article, dropped, comments = without_furniture(lines)
    titled = take_title(article, dropped, name)
    notes = Notes()
    for line in ornaments:
        notes.drop(line, Reason.ORNAMENT)
    notes.add_dropped(titled.dropped)
    notes.add_uncertain(titled.uncertain)
    for line in titled.lines:
        if comments and line.number > comments:
            notes.guess(line, Guess.AFTER_COMMENTS)
    capitals = Capitals([titled.title, *(line.text for line in titled.lines)])
    parts = Assembler(blocks_of(titled.lines), capitals, notes).assemble()
    sections = [part for part in parts if isinstance(part, Section)]
    summary, summary_from = suggested_summary(sections, titled.lines)
    title, known = capitals.lowered(titled.title)
    if not known and titled.line:
        notes.guess(titled.line, Guess.CAPITALS)
    return Outline(
        title,
        parts,
        summary,
        summary_from,
        dropped=notes.dropped,
        uncertain=notes.uncertain,
        title_made=titled.made,
    )
