from __future__ import annotations

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import BooleanBlock, CharBlock, RichTextBlock, StructBlock
from wagtail.contrib.typed_table_block.blocks import TypedTable, TypedTableBlock

from faq_blocks.blocks import NodeBlock
from faq_blocks.compilation import Compilation
from faq_blocks.rich_text import FEATURES
from guide_pages.document.nodes.table import TableNode, TableRow


class TableBlock(NodeBlock, StructBlock):
    """Rows and columns."""

    caption = CharBlock(
        label=_("Caption"), max_length=255, help_text=_("What the table shows. It is read before the table.")
    )
    table = TypedTableBlock(
        [("text", RichTextBlock(label=_("Text"), features=FEATURES, required=False))], label=_("Table")
    )
    has_row_headers = BooleanBlock(
        label=_("The first column names the rows"),
        required=False,
        default=True,
        help_text=_("Then a screen reader says with each cell whose it is."),
    )

    def to_node(self, value: Any, block_id: str, compilation: Compilation) -> TableNode | None:
        caption = str(value["caption"] or "").strip()
        table: TypedTable = value["table"]
        headings = [str(column["heading"] or "").strip() for column in table.columns]
        rows = [
            TableRow(cells=[compilation.text(cell, block_id, "table") for cell in row["values"]])
            for row in table.row_data
        ]
        if not any(cell.plain for row in rows for cell in row.cells):
            compilation.problem(gettext("A table has no words."), block_id, "table")
            return None
        if not caption:
            compilation.problem(gettext("A table has no caption: say what it shows."), block_id, "caption")
        names_rows = bool(value["has_row_headers"])
        if not all(headings[1:] if names_rows else headings):
            compilation.problem(gettext("A column of the table “%s” has no heading.") % caption, block_id, "table")
        return TableNode(
            id=block_id,
            caption=caption,
            header=headings,
            has_row_headers=names_rows,
            rows=rows,
        )

    class Meta:
        icon = "table"
        label = _("Table")
        label_format = "{caption}"
        description = _("Several things compared in the same respects. Two columns are read best on a phone.")
        template = TableNode.template
        preview_value = {
            "caption": _("Two ways to get there"),
            "table": {
                "columns": [{"type": "text", "heading": _("Way")}, {"type": "text", "heading": _("Time")}],
                "rows": [
                    {"values": [_("<p>By bus</p>"), _("<p>40 minutes</p>")]},
                    {"values": [_("<p>By train</p>"), _("<p>25 minutes</p>")]},
                ],
                "caption": "",
            },
            "has_row_headers": True,
        }
