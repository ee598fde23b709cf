"""A text as lines: each a paragraph, a heading, an item or a table, however it was wrapped."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from guide_pages.importing.outline import Guess
from guide_pages.importing.recognizing.features import ends_sentence, heading_strength
from guide_pages.importing.recognizing.line import Line, Role

from .columns import table_of
from .hyphens import with_space
from .running_heads import running_heads
from .verses import is_verse
from .wrapping import Wrapping, goes_on_after_gap

_ORNAMENT = re.compile(r"[\W_]+")
_RULE = re.compile(r"[|+][-=|+: ]+[|+]|:?[-=]{2,}[-=: ]*(?:[|+][-=: ]*[-=]{2,}[-=: ]*)+")
_MOST_WORDS = 8  # of an item without a mark
_LEVELS = {"=": 1, "-": 2, "~": 3}
_UNDERLINE = re.compile(r"(={3,}|-{3,}|~{3,})")


def lines_of(text: str) -> tuple[list[Line], list[Line], list[Line]]:
    """Return the lines with words, put together; those of ornament; and those that stood at the edges of pages."""
    lines, ornaments = _rows(text)
    heads = running_heads(lines)
    kept = [line for line in lines if line not in heads]
    wrapping = Wrapping(kept)
    rows = text.split("\n")
    put_together: list[Line] = []
    for chunk in _chunks(kept):
        leads = bool(put_together) and put_together[-1].text.endswith((":", "："))
        verses = not (leads and _are_items(chunk)) and chunk[0] is not kept[0]
        put_together += _read(chunk, wrapping, verses=verses, rows=rows)
    return _without_gaps(put_together, {line.number for line in heads}), ornaments, heads


def _rows(text: str) -> tuple[list[Line], list[Line]]:
    """Return a text's lines one by one; those that underline the one before are ornament."""
    lines: list[Line] = []
    ornaments: list[Line] = []
    gap = 0
    ruled = False  # a rule stands straight above
    heads = -1  # the number of a line with a rule straight above
    for number, raw in enumerate(text.split("\n"), start=1):
        words = " ".join(raw.split())
        if not words:
            gap += 1
            ruled = False
            continue
        line = Line(number, words, len(raw.expandtabs()) - len(raw.expandtabs().lstrip()), gap)
        if not _ORNAMENT.fullmatch(words):
            lines.append(line)
            heads = number if ruled else -1
            gap, ruled = 0, False
            continue
        ornaments.append(line)
        ruled = bool(_UNDERLINE.fullmatch(words))
        if ruled and not gap and lines:
            lines[-1] = _underlined(lines[-1], words, between=lines[-1].number == heads)
            ruled = False
        gap = gap if _RULE.fullmatch(words) else max(gap, 1)
    return lines, ornaments


def _underlined(line: Line, rule: str, *, between: bool) -> Line:
    """Return a line with what its underlining says: of which level a heading is.

    A much longer rule says nothing, if the line does not stand `between` two.
    """
    longer = len(rule) > len(line.text) * 1.2 + 3 and not between
    if longer or ends_sentence(line.text) or not heading_strength(line.text, underlined=True):
        return line
    return replace(line, underlined=True, role=Role.HEADING, level=_LEVELS[rule[0]])


def _chunks(lines: list[Line]) -> Iterator[list[Line]]:
    """Yield lines without a blank one between them."""
    chunk: list[Line] = []
    for line in lines:
        if chunk and line.gap:
            yield chunk
            chunk = []
        chunk.append(line)
    if chunk:
        yield chunk


def _read(chunk: list[Line], wrapping: Wrapping, *, verses: bool, rows: list[str]) -> list[Line]:
    found = table_of([rows[line.number - 1] for line in chunk])
    if found:
        start, end, table = found
        words = "\n".join(line.text for line in chunk[start:end])
        line = replace(
            chunk[start], text=words, role=Role.TABLE, table=table, guess=Guess.CAPTION if table.headed else Guess.TABLE
        )
        before = _read(chunk[:start], wrapping, verses=verses, rows=rows) if start else []
        after = _read(chunk[end:], wrapping, verses=verses, rows=rows) if end < len(chunk) else []
        return [*before, line, *after]
    lines = wrapping.joined(chunk)
    if verses and len(lines) == len(chunk) and is_verse(lines):
        words = "\n".join(line.text for line in lines)
        return [replace(lines[0], text=words, role=Role.TEXT, guess=Guess.LINES)]
    return lines


def _are_items(chunk: list[Line]) -> bool:
    """Return whether lines under a colon are the items of a list: a few words each, and none ends a sentence."""
    return all(len(line.text.split()) <= _MOST_WORDS and line.text[-1] not in ".,;:!?" for line in chunk)


def _without_gaps(lines: list[Line], heads: set[int]) -> list[Line]:
    """Return lines with those put together that a blank line, or the end of a page, parts in mid-sentence."""
    whole: list[Line] = []
    before = 0
    for line in lines:
        torn = any(before < number < line.number for number in heads)
        if whole and goes_on_after_gap(whole[-1], line, torn=torn):
            whole[-1] = replace(whole[-1], text=with_space(whole[-1].text, line.text), guess=Guess.CONTINUES)
        else:
            whole.append(line)
        before = line.number
    return whole
