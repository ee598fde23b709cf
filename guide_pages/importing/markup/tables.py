"""Tables of HTML: cells in rows, each once, whatever it spans."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from guide_pages.importing.outline import Guess, Table

from .tree import Node

_MOST_SPANNED = 50
_BLOCKS = ("h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "details", "table", "figure", "blockquote")


def is_layout(table: Node) -> bool:
    """Return whether a table only places things: one column, or headings and lists in its cells."""
    rows = rows_of(table)
    return not rows or max(len(row) for row in rows) < 2 or any(table.all(*_BLOCKS))


def rows_of(table: Node) -> list[list[Node]]:
    """Return the cells of each row."""
    return [cells for row in _own(table, "tr") if (cells := list(_own(row, "td", "th")))]


def cells_of(table: Node) -> Iterator[Node]:
    """Yield the cells of a table, without those of the tables in them."""
    return _own(table, "td", "th")


def _own(node: Node, *tags: str) -> Iterator[Node]:
    """Yield the elements of some names within, without what is in them or in another table."""
    for child in node.elements():
        if child.tag in tags:
            yield child
        elif child.tag != "table":
            yield from _own(child, *tags)


def table_of(table: Node, html_of: Callable[[Node], str]) -> Table:
    """Return a table's words, and its cells as HTML. A cell that spans others leaves those empty."""
    rows: list[list[str]] = []
    html: list[list[str]] = []
    held: dict[int, int] = {}  # by column: how many rows more a cell from above holds
    for cells in rows_of(table):
        row: list[str] = []
        marked: list[str] = []
        for cell in cells:
            _pass_held(row, held)
            start = len(row)
            marked += [""] * (start - len(marked)) + [html_of(cell)]
            row += [cell.words(), *[""] * (_span(cell, "colspan") - 1)]
            held.update(dict.fromkeys(range(start, len(row)), _span(cell, "rowspan") - 1))
        _pass_held(row, held)
        rows.append(row)
        html.append(marked)
    width = max(len(row) for row in rows)
    first = rows_of(table)[0]
    header = all(cell.tag == "th" for cell in first) or any(table.all("thead"))
    named = [cells[0].tag == "th" for cells in rows_of(table)[1:]]
    return Table(
        _even(rows, width), header, html=_even(html, width), row_headers=not rows[0][0] or (bool(named) and all(named))
    )


def _even(rows: list[list[str]], width: int) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(row + [""] * (width - len(row))) for row in rows)


def guess_of(table: Table) -> Guess | None:
    """Return what is not certain of a table."""
    if not table.headed:
        return Guess.TABLE
    return None if table.caption else Guess.CAPTION


def _pass_held(row: list[str], held: dict[int, int]) -> None:
    while held.get(len(row), 0) > 0:
        held[len(row)] -= 1
        row.append("")


def _span(cell: Node, name: str) -> int:
    value = cell.get(name)
    return min(max(int(value), 1), _MOST_SPANNED) if value.isascii() and value.isdigit() else 1
