"""What a form can be sent for each field of each block, however unfit: found by walking the blocks there are."""

from __future__ import annotations

import json
from typing import Any

from wagtail.blocks import Block, FieldBlock, RichTextBlock, StaticBlock, StreamBlock, StructBlock
from wagtail.blocks.field_block import ChooserBlock
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock

#: By what it is about. Each stands in every field that a person can type into.
WORDS = {
    "nothing": "",
    "blanks": " \t\n ",
    "long": "word " * 2000,
    "number": "911",
    "minus": "-1",
    "script": "javascript:alert(1)",
    "markup": "<p><script>alert(1)</script></p>",
    "scheme": "tel:",
    "nul": "a\x00b",
    "half": "a\ud83db",
    "odd": "\u202e\u200b\ufeff\x07\U0001f9d1\u200d\U0001f33e",
}
#: What stands in a chooser: nothing, what is gone, what never was a key.
KEYS = {"nothing": "", "long": "9" * 30, "minus": "-1", "number": "999999"}


def rich_text(words: str) -> str:
    """Words as the rich text editor sends them, in a list, under a heading and in a link of each kind."""
    entities = [
        {"type": "LINK", "mutability": "MUTABLE", "data": {"url": words}},
        {"type": "LINK", "mutability": "MUTABLE", "data": {"id": 999999, "parentId": 1, "url": words}},
        {"type": "DOCUMENT", "mutability": "MUTABLE", "data": {"id": 999999, "url": words}},
    ]
    blocks = [
        {
            "key": f"key{n}",
            "text": words or "x",
            "type": kind,
            "depth": 0,
            "inlineStyleRanges": [{"offset": 0, "length": 1, "style": "BOLD"}],
            "entityRanges": [{"offset": 0, "length": 1, "key": n % len(entities)}],
        }
        for n, kind in enumerate(("unstyled", "header-two", "unordered-list-item", "atomic-rubbish"))
    ]
    return json.dumps({"blocks": blocks, "entityMap": {str(n): entity for n, entity in enumerate(entities)}})


def sent(block: Block, kind: str) -> Any:
    """A block as the admin's form sends it, for `nested_form_data`."""
    if isinstance(block, StreamBlock):
        children = [
            {"type": name, "value": sent(child, kind), "id": f"{name}-{kind}", "deleted": "", "order": str(n)}
            for n, (name, child) in enumerate(block.child_blocks.items())
        ]
        return {"count": str(len(children)), **{str(n): child for n, child in enumerate(children)}}
    if isinstance(block, StructBlock):
        return {name: sent(child, kind) for name, child in block.child_blocks.items()}
    if isinstance(block, TypedTableBlock):
        return table(block, kind)
    if isinstance(block, StaticBlock):
        return ""
    assert isinstance(block, FieldBlock)
    if isinstance(block, ChooserBlock):
        return KEYS.get(kind, "rubbish")
    return rich_text(WORDS[kind]) if isinstance(block, RichTextBlock) else typed(kind)


def table(block: TypedTableBlock, kind: str) -> dict[str, Any]:
    """A table of one cell, of a kind each."""
    fields: dict[str, Any] = {"caption": typed(kind), "row-count": "1", "row-0-order": "0", "row-0-deleted": ""}
    for n, (name, child) in enumerate(block.child_blocks.items()):
        column = {"type": name, "order": str(n), "deleted": "", "heading": typed(kind)}
        fields |= {f"column-{n}-{key}": value for key, value in column.items()}
        fields[f"cell-0-{n}"] = sent(child, kind)
    return {"column-count": str(len(block.child_blocks)), **fields}


def typed(kind: str) -> str:
    """Words as a plain field sends them: UTF-8, which has no halves of characters."""
    return WORDS[kind].encode("utf-8", "replace").decode()
