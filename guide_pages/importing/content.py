"""The content of a section that is imported again: what stays the same block, and what an import never makes."""

from __future__ import annotations

from collections.abc import Sequence

from .identity import Raw
from .prose import plain, says_the_same
from .words import key_of

MADE_BY_IMPORT = ("text", "subheading", "image", "table", "quote", "divider", "steps", "key_facts", "video")


def merged(new: Sequence[Raw], before: Sequence[Raw]) -> list[Raw]:
    """Return new content with the ids, pictures and emphasis of the same blocks before.

    Blocks that no document brings (callouts, urgent help) stay, below the block they stood below.
    """
    content = list(new)
    kept: set[str] = set()
    left = [block for block in before if block["type"] in MADE_BY_IMPORT]
    for index, block in enumerate(content):
        same = next((old for old in left if _is_same(block, old)), None)
        if same:
            left.remove(same)
            content[index] = _with_picture(same, block)
            kept.add(same["id"])
    _reuse_texts(content, left, kept)
    return _with_others(content, before, kept)


def _is_same(new: Raw, old: Raw) -> bool:
    if new["type"] != old["type"]:
        return False
    if new["type"] == "text":
        return says_the_same(old["value"], new["value"])
    if new["type"] == "divider":
        return True
    if new["type"] == "quote":
        return says_the_same(old["value"].get("text") or "", new["value"]["text"])
    if new["type"] == "table":
        return _words_in(old["value"].get("table")) == _words_in(new["value"]["table"])
    if new["type"] in ("steps", "key_facts", "video"):
        return _told(new["value"]) == _told(old["value"])
    if new["type"] == "subheading":
        return key_of(new["value"]) == key_of(old["value"])
    image = old["value"].get("image") or {}
    return key_of(new["value"]["wanted"]) in (
        key_of(old["value"].get("wanted") or ""),
        key_of(image.get("alt_text") or ""),
    )


def _words_in(table: Raw | None) -> list[list[str]]:
    """Return the words of a stored table, whatever is bold or linked in it."""
    columns = [str(column["heading"]) for column in (table or {}).get("columns", ())]
    rows = [[plain(str(value)) for value in row["values"]] for row in (table or {}).get("rows", ())]
    return [columns, *rows]


def _told(value: object) -> list[str]:
    """Return the words of a block's value, however its parts are known."""
    if isinstance(value, dict):
        return [words for name, each in value.items() if name not in ("id", "type") for words in _told(each)]
    if isinstance(value, list):
        return [words for each in value for words in _told(each)]
    return [words] if isinstance(value, str) and (words := plain(value)) else []


def _with_picture(old: Raw, new: Raw) -> Raw:
    """Return the block as it was, in today's words; an image place with the picture that it now has."""
    if new["type"] == "subheading":
        return {**old, "value": new["value"]}
    if new["type"] == "image" and new["value"]["image"]["image"] and not (old["value"].get("image") or {}).get("image"):
        return {**new, "id": old["id"]}
    return old


def _reuse_texts(content: list[Raw], left: list[Raw], kept: set[str]) -> None:
    """Let changed texts be the texts they replace, in their order: a comparison then shows what changed."""
    same = frozenset(kept)
    texts = [old for old in left if old["type"] == "text"]
    for index, block in enumerate(content):
        if block["type"] == "text" and block["id"] not in same and texts:
            old = texts.pop(0)
            content[index] = {**block, "id": old["id"]}
            kept.add(old["id"])


def _with_others(content: list[Raw], before: Sequence[Raw], kept: set[str]) -> list[Raw]:
    above = ""
    for old in before:
        if old["type"] not in MADE_BY_IMPORT:
            position = next((index + 1 for index, block in enumerate(content) if block["id"] == above), 0)
            content.insert(position, old)
            above = old["id"]
        elif old["id"] in kept:
            above = old["id"]
    return content
