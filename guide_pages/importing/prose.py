"""Paragraphs, lists and tables as rich text, and when rich text already says the same."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape, unescape
from uuid import uuid4

from .outline import Film, Item, ItemList, KeyFacts, Named, Paragraph, Prose, Quote, Steps, Table

_BLOCK_END = re.compile(r"</(?:p|li|h[1-6]|blockquote)>|<[uo]l>|<br\s*/?>", re.IGNORECASE)
_TAG = re.compile(r"<[^>]+>")
_CELL_END = " · "


def rich_text(prose: Iterable[Prose]) -> str:
    """Return HTML of `p`, `ul`, `ol`, `li`, `br` and the inline markup that an outline holds."""
    return "".join(_element(part) for part in prose)


def _element(part: Prose) -> str:
    if isinstance(part, ItemList):
        return _list(part)
    if isinstance(part, Quote):
        return rich_text([*part.prose, *([Paragraph(part.source)] if part.source else [])])
    if isinstance(part, Steps):
        return f"<ol>{''.join(f'<li>{_named(item)}</li>' for item in part.items)}</ol>"
    if isinstance(part, KeyFacts):
        return "".join(f"<p>{_named(item)}</p>" for item in part.items)
    if isinstance(part, Film):
        link = f'<p><a href="{escape(part.url)}">{escape(part.title, quote=False)}</a></p>'
        return link + rich_text(part.transcript)
    return _table(part) if isinstance(part, Table) else f"<p>{_inline(part.text, part.html)}</p>"


def _named(item: Named) -> str:
    words = _inline(item.text, item.html)
    return f"<b>{escape(item.name, quote=False)}</b>" + (f"<br/>{words}" if words else "")


def _inline(text: str, html: str) -> str:
    return html or escape(text, quote=False).replace("\n", "<br/>")


def _list(part: ItemList) -> str:
    items = "".join(_item(item) for item in part.items)
    return f"<ol>{items}</ol>" if part.ordered else f"<ul>{items}</ul>"


def _item(item: Item) -> str:
    return f"<li>{_inline(item.text, item.html)}{''.join(_list(each) for each in item.lists)}</li>"


def _table(table: Table) -> str:
    """Return a table as lines of one paragraph, for where there can be none: answers, and tables without headings."""
    rows = table.html or [[escape(cell, quote=False) for cell in row] for row in table.rows]
    lines = [_CELL_END.join(cell for cell in row if cell) for row in rows]
    caption = [escape(table.caption, quote=False)] if table.caption else []
    return f"<p>{'<br/>'.join([*caption, *(line for line in lines if line)])}</p>"


def table_block(table: Table, heading: str) -> dict[str, object]:
    """Return a table as the value of a block; `heading` stands for a caption that it has not."""
    cells = table.html or [[escape(cell, quote=False) for cell in row] for row in table.rows]
    return {
        "caption": table.caption or heading,
        "table": {
            "columns": [{"type": "text", "heading": words} for words in table.rows[0]],
            "rows": [{"values": [f"<p>{cell}</p>" if cell else "" for cell in row]} for row in cells[1:]],
            "caption": "",
        },
        "has_row_headers": table.row_headers,
    }


def special_block(part: Steps | KeyFacts | Film) -> tuple[str, dict[str, object]]:
    """Return the name and value of the block that steps, key facts or a film are in a section."""
    if isinstance(part, Film):
        return "video", {"title": part.title, "url": part.url, "transcript": rich_text(part.transcript)}
    name, inner, own = ("steps", "step", "title") if isinstance(part, Steps) else ("key_facts", "fact", "label")
    children = [
        {
            "type": inner,
            "id": str(uuid4()),
            "value": {own: item.name, "text": f"<p>{_inline(item.text, item.html)}</p>" if item.text else ""},
        }
        for item in part.items
    ]
    return name, {"steps": children} if isinstance(part, Steps) else {"heading": "", "facts": children}


def says_the_same(stored: str, html: str) -> bool:
    """Return whether two rich texts have the same paragraphs and items, whatever is bold or linked in them."""
    return _plain(stored) == _plain(html)


def kept_or_new(stored: str | None, html: str) -> str:
    """Return what is stored where it says the same: an editor's emphasis and links outlive an import."""
    return stored if stored and says_the_same(stored, html) else html


def _plain(html: str) -> list[str]:
    lines = unescape(_TAG.sub("", _BLOCK_END.sub("\n", html))).split("\n")
    return [words for line in lines if (words := " ".join(line.split()))]


def plain(html: str) -> str:
    """Return the words of rich text, a line for each paragraph or item."""
    return "\n".join(_plain(html))
