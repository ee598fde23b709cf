"""What an editor has changed since the last import: words of theirs are kept, and told of."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from .identity import Raw
from .prose import plain, says_the_same


class Edits:
    """Puts a guide as it is and a document's new body together, by what the document said the last time.

    `kept` are the document's words that were not brought in, since an editor had changed those in their place.
    """

    def __init__(self) -> None:
        self.kept: list[str] = []

    def with_edits(self, new: Sequence[Raw], now: Sequence[Raw], base: Sequence[Raw]) -> list[Raw]:
        """Return new blocks with the editor's words and blocks in them."""
        today = {block["id"]: block for block in now}
        before = {block["id"]: block for block in base}
        blocks = [self._block(block, today.get(block["id"]), before.get(block["id"])) for block in new]
        there = {block["id"] for block in blocks}
        above = -1
        for block in now:
            if block["id"] in there:
                above = next(index for index, each in enumerate(blocks) if each["id"] == block["id"])
                continue
            was = before.get(block["id"])
            if was is not None and _same(was["value"], block["value"]):
                continue
            if was is not None:
                self.kept.append(_words(block["value"]))
            above += 1
            blocks.insert(above, block)
        return blocks

    def _block(self, new: Raw, now: Raw | None, base: Raw | None) -> Raw:
        if now is None or base is None or not new["type"] == now["type"] == base["type"]:
            return new
        return {**new, "value": self._value(new["value"], now["value"], base["value"])}

    def _value(self, new: Any, now: Any, base: Any) -> Any:
        """Return the document's value or the editor's, part by part; a table as a whole."""
        if isinstance(new, dict) and isinstance(now, dict) and isinstance(base, dict) and "columns" not in new:
            return {name: self._value(value, now.get(name), base.get(name)) for name, value in new.items()}
        if isinstance(new, list) and _are_blocks(new, now, base):
            return self.with_edits(new, now or [], base or [])
        if _same(now, base) or _same(new, now):
            return new
        if not _same(new, base):
            self.kept.append(_words(new))
        return now


def _are_blocks(*values: Any) -> bool:
    return all(
        value is None or (isinstance(value, list) and all(isinstance(each, dict) and "id" in each for each in value))
        for value in values
    )


def _same(one: Any, other: Any) -> bool:
    """Return whether two values say the same, whatever is bold in them, and by whatever ids their parts are known."""
    if isinstance(one, str) and isinstance(other, str):
        return says_the_same(one, other)
    if isinstance(one, dict) and isinstance(other, dict):
        return all(_same(one.get(name), other.get(name)) for name in {*one, *other} - {"id"})
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(_same(a, b) for a, b in zip(one, other, strict=True))
    return bool(one == other or (not one and not other))


def _words(value: Any) -> str:
    if isinstance(value, dict):
        return " ".join(words for name, each in value.items() if name != "id" and (words := _words(each)))
    if isinstance(value, list):
        return " ".join(words for each in value if (words := _words(each)))
    return " ".join(plain(value).split()) if isinstance(value, str) else ""
