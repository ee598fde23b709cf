"""Paragraphs and lists out of blocks."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from guide_pages.importing.outline import ItemList, Paragraph, Prose

from . import marks
from .roles import Block, Role


def prose_of(blocks: Sequence[Block]) -> tuple[Prose, ...]:
    """Return blocks as paragraphs and lists; a numbered list that does not begin at 1 keeps its numbers as text."""
    prose: list[Prose] = []
    for role, group in groupby(blocks, key=lambda block: block.role):
        texts = [block.text for block in group]
        if role is Role.BULLET:
            prose.append(ItemList(tuple(_item(text) for text in texts)))
        elif role is Role.NUMBER:
            prose.extend(_numbered(texts))
        else:
            prose.extend(Paragraph(text) for text in texts)
    return tuple(prose)


def _item(text: str) -> str:
    item = marks.bullet(text)
    return text if item is None else item


def _numbered(texts: list[str]) -> list[Prose]:
    lists: list[list[str]] = []
    for text in texts:
        if lists and marks.number(text) != 1:
            lists[-1].append(text)
        else:
            lists.append([text])
    return [part for each in lists for part in _one_list(each)]


def _one_list(texts: list[str]) -> list[Prose]:
    if [marks.number(text) for text in texts] == list(range(1, len(texts) + 1)):
        return [ItemList(tuple(marks.without_number(text) for text in texts), ordered=True)]
    return [Paragraph(text) for text in texts]
