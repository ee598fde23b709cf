"""Paragraphs, lists and tables as rich text, and when rich text already says the same."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape, unescape

from .outline import Item, ItemList, Prose, Table

_BLOCK_END = re.compile(r"</(?:p|li|h[1-6]|blockquote)>|<[uo]l>|<br\s*/?>", re.IGNORECASE)
_TAG = re.compile(r"<[^>]+>")
_CELL_END = " · "


def rich_text(prose: Iterable[Prose]) -> str:
    """Return HTML of `p`, `ul`, `ol`, `li`, `br` and the inline markup that an outline holds."""
    return "".join(_element(part) for part in prose)


def _element(part: Prose) -> str:
    if isinstance(part, ItemList):
        return _list(part)
    return _table(part) if isinstance(part, Table) else f"<p>{_inline(part.text, part.html)}</p>"


def _inline(text: str, html: str) -> str:
    return html or escape(text, quote=False).replace("\n", "<br/>")


def _list(part: ItemList) -> str:
    items = "".join(_item(item) for item in part.items)
    return f"<ol>{items}</ol>" if part.ordered else f"<ul>{items}</ul>"


def _item(item: Item) -> str:
    return f"<li>{_inline(item.text, item.html)}{''.join(_list(each) for each in item.lists)}</li>"


def _table(table: Table) -> str:
    """Return a table as lines of one paragraph: the one place to change when guides have tables."""
    rows = (_CELL_END.join(cell for cell in row if cell) for row in table.rows)
    return f"<p>{'<br/>'.join(escape(row, quote=False) for row in rows if row)}</p>"


def says_the_same(stored: str, html: str) -> bool:
    """Return whether two rich texts have the same paragraphs and items, whatever is bold or linked in them."""
    return _plain(stored) == _plain(html)


def kept_or_new(stored: str | None, html: str) -> str:
    """Return what is stored where it says the same: an editor's emphasis and links outlive an import."""
    return stored if stored and says_the_same(stored, html) else html


def _plain(html: str) -> list[str]:
    lines = unescape(_TAG.sub("", _BLOCK_END.sub("\n", html))).split("\n")
    return [words for line in lines if (words := " ".join(line.split()))]
