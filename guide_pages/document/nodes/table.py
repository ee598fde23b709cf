from __future__ import annotations

from typing import ClassVar, Literal

from faq_blocks.nodes import Node, Part, Prose


class TableRow(Part):
    """A row: as many cells as the table has columns."""

    cells: list[Prose]


class TableNode(Node):
    """A table. `header` has a name for each column; with `has_row_headers` the first cell of a row names the row.

    The first column may go without a name where it names the rows.
    """

    template: ClassVar[str] = "guide_pages/blocks/table.html"

    type: Literal["table"] = "table"
    caption: str
    header: list[str]
    has_row_headers: bool
    rows: list[TableRow]

    def plain_text(self) -> str:
        rows = [self.header, *([cell.plain for cell in row.cells] for row in self.rows)]
        return "\n\n".join([self.caption, *("\n".join(cell for cell in row if cell) for row in rows)])
