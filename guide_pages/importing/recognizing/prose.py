"""Paragraphs, lists and tables out of blocks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby

from guide_pages.importing import inline
from guide_pages.importing.outline import Guess, Item, ItemList, Paragraph, Prose, Quote

from . import marks
from .line import Role
from .roles import Block

_ITEMS = (Role.BULLET, Role.NUMBER)


def prose_of(blocks: Sequence[Block]) -> tuple[Prose, ...]:
    """Return blocks as paragraphs, lists and tables; what was read as lines of one thing stays together."""
    prose: list[Prose] = []
    for quote, group in groupby(blocks, key=lambda block: block.line.quote):
        each = list(group)
        prose.extend([_quote(each)] if quote else _apart(each))
    return tuple(prose)


def _quote(blocks: list[Block]) -> Quote:
    said = _apart([block for block in blocks if not block.line.cited])
    source = next((block.text for block in blocks if block.line.cited), "")
    return Quote(tuple(part for part in said if isinstance(part, Paragraph | ItemList)), source)


def _apart(blocks: Sequence[Block]) -> list[Prose]:
    prose: list[Prose] = []
    for kind, group in groupby(blocks, key=_kind):
        each = list(group)
        if kind is Role.BULLET:
            prose.extend(_lists(each))
        elif kind is Guess.LINES:
            prose.append(Paragraph("\n".join(block.text for block in each)))
        elif kind is Role.TABLE:
            prose.extend(part for block in each if (part := block.line.block or block.line.table))
        else:
            prose.extend(Paragraph(block.text, block.line.html) for block in each)
    return prose


def _kind(block: Block) -> Role | Guess:
    if block.role in _ITEMS:
        return Role.BULLET
    if block.guess is Guess.LINES and not block.line.html and "\n" not in block.text:
        return Guess.LINES
    return Role.TABLE if block.role is Role.TABLE else Role.TEXT


@dataclass(slots=True)
class _Open:
    """A list being read, and how far its items are indented."""

    indent: int
    ordered: bool
    items: list[tuple[Block, list[_Open]]] = field(default_factory=list)

    def goes_on(self, block: Block) -> bool:
        """Return whether an item is the next of this list."""
        if self.ordered is not (block.role is Role.NUMBER):
            return False
        last = self.items[-1][0]
        begins_anew = block.line.ordinal == 1 and self.ordered
        return not begins_anew and (last.line.role is None) is (block.line.role is None)


def _lists(blocks: list[Block]) -> list[Prose]:
    top: list[_Open] = []
    open_lists: list[_Open] = []
    for block in blocks:
        indent = block.line.indent
        while open_lists and open_lists[-1].indent > indent:
            open_lists.pop()
        if open_lists and open_lists[-1].indent == indent and not open_lists[-1].goes_on(block):
            open_lists.pop()
        if not open_lists or open_lists[-1].indent < indent:
            opened = _Open(indent, block.role is Role.NUMBER)
            (open_lists[-1].items[-1][1] if open_lists else top).append(opened)
            open_lists.append(opened)
        open_lists[-1].items.append((block, []))
    return [part for each in top for part in _closed(each)]


def _closed(opened: _Open) -> list[Prose]:
    """Return a list; one with numbers that does not begin at 1 keeps them, as paragraphs."""
    items = [(block, tuple(_list(each) for each in below)) for block, below in opened.items]
    if not opened.ordered or _counts(opened):
        return [ItemList(tuple(_item(block, lists) for block, lists in items), opened.ordered)]
    prose: list[Prose] = []
    for block, lists in items:
        prose += [Paragraph(block.text, block.line.html), *lists]
    return prose


def _list(opened: _Open) -> ItemList:
    """Return a list inside another; if its numbers do not begin at 1, they stay in its items."""
    ordered = opened.ordered and _counts(opened)
    below = [(block, tuple(_list(each) for each in lists)) for block, lists in opened.items]
    if opened.ordered and not ordered:
        return ItemList(tuple(Item(block.text, block.line.html, lists) for block, lists in below))
    return ItemList(tuple(_item(block, lists) for block, lists in below), ordered)


def _counts(opened: _Open) -> bool:
    return [block.line.ordinal for block, below in opened.items] == list(range(1, len(opened.items) + 1))


def _item(block: Block, lists: tuple[ItemList, ...]) -> Item:
    words = marks.without_mark(block.text) if block.role is Role.NUMBER else block.line.bullet or block.text
    html = block.line.html
    return Item(words, inline.without_first(html, len(block.text) - len(words)) if html else "", lists)
