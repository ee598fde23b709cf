"""Tables that were set with spaces, tabs or upright strokes."""

from __future__ import annotations

import re

from guide_pages.importing.outline import Table

_GAP = re.compile(r"\t+| {2,}")
_CHAPTER = re.compile(r"\d{1,2}(?:\.\d{1,2}){1,4}\.?")
_STROKE = re.compile(r"(?<=\S)\s+[|│]\s+(?=\S)")
_LEAST_ROWS = 2
_LONGEST_CELL = 80
_STARTS_MARKED = re.compile(r"\s*(?:[-–—*+•·]|\(?\d{1,3}[.)]|\w{1,8}[:：])\s")


def table_of(rows: list[str]) -> tuple[int, int, Table] | None:
    """Return the first table in raw lines: where it starts, where it ends, its cells. None if there is none."""
    cells = [_cells(row) for row in rows]
    start = 0
    while start < len(rows):
        end = start
        while end < len(rows) and len(cells[end]) > 1 and _fits(cells[start], cells[end], rows[end]):
            end += 1
        piped = start < end and _is_piped(rows[start])
        if _are_chapters(cells[start:end]):
            start = end
            continue
        if end - start >= _LEAST_ROWS or (piped and end > start):
            header = end - start > _LEAST_ROWS and not any(re.search(r"\d", cell) for cell in cells[start])
            width = max(len(row) for row in cells[start:end])
            padded = tuple(tuple(row + [""] * (width - len(row))) for row in cells[start:end])
            return start, end, Table(padded, header)
        start = max(end, start + 1)
    return None


def _are_chapters(rows: list[list[str]]) -> bool:
    """Return whether rows are numbered headings, as a table of contents has them."""
    return bool(rows) and all(len(row) == 2 and _CHAPTER.fullmatch(row[0]) for row in rows)


def _is_piped(row: str) -> bool:
    return row.strip().startswith("|") and row.strip().endswith("|") and row.count("|") > 2


def _cells(row: str) -> list[str]:
    stripped = row.strip()
    if _is_piped(row):
        return [" ".join(cell.split()) for cell in stripped.strip("|").split("|")]
    if _STARTS_MARKED.match(row):
        return [stripped]
    if _STROKE.search(stripped):
        return [" ".join(cell.split()) for cell in _STROKE.split(stripped)]
    cells = [cell for cell in _GAP.split(stripped) if cell]
    return cells if all(len(cell) <= _LONGEST_CELL for cell in cells) else [stripped]


def _fits(first: list[str], row: list[str], raw: str) -> bool:
    """Return whether a row has the cells of a table's first one, and its gaps are not those after sentences."""
    ends_sentences = sum(cell.endswith((".", "!", "?")) for cell in row[:-1])
    return len(row) == len(first) and (not ends_sentences or _is_piped(raw))
