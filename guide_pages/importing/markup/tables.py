"""Tables of HTML: cells in rows, each once, whatever it spans."""

from __future__ import annotations

from guide_pages.importing.outline import Table

from .tree import Node

_MOST_SPANNED = 50
_BLOCKS = ("h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "details", "table", "figure", "blockquote")


def is_layout(table: Node) -> bool:
    """Return whether a table only places things: one column, or headings and lists in its cells."""
    rows = rows_of(table)
    return not rows or max(len(row) for row in rows) < 2 or any(table.all(*_BLOCKS))


def rows_of(table: Node) -> list[list[Node]]:
    """Return the cells of each row."""
    return [
        cells for row in table.all("tr") if (cells := [cell for cell in row.elements() if cell.tag in ("td", "th")])
    ]


def table_of(table: Node) -> Table:
    """Return a table's words. A cell that spans others leaves those empty."""
    rows: list[list[str]] = []
    held: dict[int, int] = {}  # by column: how many rows more a cell from above holds
    for cells in rows_of(table):
        row: list[str] = []
        for cell in cells:
            _pass_held(row, held)
            start = len(row)
            row += [cell.words(), *[""] * (_span(cell, "colspan") - 1)]
            held.update(dict.fromkeys(range(start, len(row)), _span(cell, "rowspan") - 1))
        _pass_held(row, held)
        rows.append(row)
    width = max(len(row) for row in rows)
    first = rows_of(table)[0]
    header = all(cell.tag == "th" for cell in first) or any(table.all("thead"))
    return Table(tuple(tuple(row + [""] * (width - len(row))) for row in rows), header)


def _pass_held(row: list[str], held: dict[int, int]) -> None:
    while held.get(len(row), 0) > 0:
        held[len(row)] -= 1
        row.append("")


def _span(cell: Node, name: str) -> int:
    value = cell.get(name)
    return min(max(int(value), 1), _MOST_SPANNED) if value.isascii() and value.isdigit() else 1
