"""Plain text into lines: paragraphs that were wrapped by hand, tables, verses, what stood at the edge of a page."""

from __future__ import annotations

from html import unescape

from guide_pages.importing.outline import Outline, Reason
from guide_pages.importing.recognizing import Reading, outline_from
from guide_pages.importing.recognizing.notes import Notes
from guide_pages.importing.source import visible

from .entities import has_entities
from .lines import lines_of

__all__ = ["parse_plain_text", "read_plain_text"]


def parse_plain_text(text: str, name: str) -> Outline:
    """Return what a text says. `name` becomes the title where the text has none. Never fails: it may find no parts."""
    return outline_from(read_plain_text(text, name))


def read_plain_text(text: str, name: str) -> Reading:
    """Return a text's lines. Never fails."""
    lines, ornaments, heads = lines_of(visible(unescape(text)) if has_entities(text) else text)
    notes = Notes()
    for line in ornaments:
        notes.drop(line, Reason.ORNAMENT)
    for line in heads:
        notes.drop(line, Reason.RUNNING_HEAD)
    return Reading(tuple(lines), name, dropped=notes.dropped)
