"""The content of a section that is imported again: what stays the same block, and what an import never makes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from .identity import Raw
from .prose import plain, says_the_same
from .words import key_of, words_of

MADE_BY_IMPORT = ("text", "subheading", "image", "table", "quote", "divider", "steps", "key_facts", "video")
#: Made by an import where a file came along; an editor's own is not.
DOWNLOAD = "download"


def brought(body: Sequence[Raw], documents: set[int]) -> list[Raw]:
    """Return a body without the files to download that an editor added: others than `documents`."""

    def is_ours(block: Raw) -> bool:
        return block["type"] != DOWNLOAD or block["value"].get("document") in documents

    values = [(part, part["value"]) for part in body]
    contents = [[block for block in value.get("content") or [] if is_ours(block)] for _part, value in values]
    return [
        {**part, "value": {**value, "content": content}} if "content" in value else part
        for (part, value), content in zip(values, contents, strict=True)
    ]


def merged(new: Sequence[Raw], before: Sequence[Raw], said: Mapping[str, Raw] | None = None) -> list[Raw]:
    """Return new content with the ids, pictures and emphasis of the same blocks before.

    A block that an editor has changed is known by what the document said there the last time: `said`, by id. Blocks
    that no document brings (callouts, urgent help) stay, below the block they stood below.
    """
    content = list(new)
    was = {block["id"]: block for block in before} if said is None else said
    made = {} if said is None else said
    left = [block for block in before if block["type"] in (*MADE_BY_IMPORT, DOWNLOAD)]
    found: dict[int, Raw] = {}

    def find(is_it: Callable[[Raw, Raw], bool]) -> None:
        for index, block in enumerate(content):
            old = next((old for old in left if is_it(block, old)), None) if index not in found else None
            if old:
                left.remove(old)
                found[index] = old

    find(_is_same)
    for index, old in found.items():
        content[index] = _with_picture(old, content[index])
    same = set(found)
    find(lambda block, old: old["id"] in was and _is_same(block, was[old["id"]]))
    find(lambda block, old: block["type"] == "text" == old["type"] and old["id"] in was)  # in their order
    find(lambda block, old: old["id"] in was and _is_alike(block, was[old["id"]]))
    for index in set(found) - same:
        content[index] = with_ids_of(content[index], was[found[index]["id"]])
    others = [old["id"] for old in left if old["type"] == DOWNLOAD and old["id"] not in made]
    others += [old["id"] for old in before if old["type"] not in (*MADE_BY_IMPORT, DOWNLOAD)]
    return _with_others(content, before, {old["id"] for old in found.values()}, set(others))


def _is_same(new: Raw, old: Raw) -> bool:
    if new["type"] != old["type"]:
        return False
    if new["type"] == "text":
        return says_the_same(old["value"], new["value"])
    if new["type"] == "divider":
        return True
    if new["type"] == DOWNLOAD:
        return bool(old["value"].get("document") == new["value"]["document"])
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


def _is_alike(new: Raw, old: Raw) -> bool:
    """Return whether a block may be another in new words: of its words, and of the other's, half are the same."""
    if new["type"] != old["type"] or new["type"] in ("text", "image"):
        return False
    words, others = ({word for each in _told(block["value"]) for word in words_of(each)} for block in (new, old))
    return len(words & others) * 2 >= max(len(words), len(others), 1)


def with_ids_of(new: Raw, old: Raw) -> Raw:
    """Return a block with another's id, and its steps or facts with those of the same ones in it."""
    value = new["value"]
    for name in (name for name in ("steps", "facts") if new["type"] in ("steps", "key_facts") and name in value):
        value = {**value, name: _parts_with_ids(value[name], old["value"].get(name) or [])}
    return {**new, "value": value, "id": old["id"]}


def _parts_with_ids(new: Sequence[Raw], old: Sequence[Raw]) -> list[Raw]:
    """Return parts with the ids of those that say the same, else of those with the same name, else of the next one."""
    parts, left = list(new), list(old)
    done: set[int] = set()
    for is_it in (_tell_the_same, _have_one_name, lambda _part, _other: True):
        for index, part in enumerate(parts):
            other = next((other for other in left if is_it(part, other)), None) if index not in done else None
            if other:
                left.remove(other)
                done.add(index)
                parts[index] = {**part, "id": other["id"]}
    return parts


def _tell_the_same(part: Raw, other: Raw) -> bool:
    return _told(part["value"]) == _told(other["value"])


def _have_one_name(part: Raw, other: Raw) -> bool:
    return any(name in part["value"] and part["value"][name] == other["value"].get(name) for name in ("title", "label"))


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


def _with_others(content: list[Raw], before: Sequence[Raw], kept: set[str], others: set[str]) -> list[Raw]:
    above = ""
    for old in before:
        if old["id"] in others:
            position = next((index + 1 for index, block in enumerate(content) if block["id"] == above), 0)
            content.insert(position, old)
            above = old["id"]
        elif old["id"] in kept:
            above = old["id"]
    return content
