"""A document as lines, before anything is made of them."""

from __future__ import annotations

from dataclasses import dataclass

from guide_pages.importing.outline import DroppedLine

from .line import Line


@dataclass(frozen=True, slots=True)
class Reading:
    """What a parser found: lines, and those that it `dropped`. `title` and `summary` are what the document says of
    itself; `name` becomes the title where it has none."""

    lines: tuple[Line, ...]
    name: str
    title: str = ""
    dropped: tuple[DroppedLine, ...] = ()
    summary: str = ""
