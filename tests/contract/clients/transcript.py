"""What a reader of a guide in any language must find in it, line by line: read from the JSON itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any


def transcript(guide: Any) -> list[str]:
    """The lines that `reader.ts`, `Reader.kt` and `reader.py` make of a guide."""
    lines = [line("guide", guide["title"], (guide["hero"] or {}).get("alt"), str(guide["edition"]))]
    for node in guide["body"]:
        lines += _of(node)
    return lines


def line(*parts: str | None) -> str:
    return " | ".join(re.sub(r"\s+", " ", "-" if part is None else part).strip() for part in parts)


def with_new_fields(value: Any) -> Any:
    """A document to which a later v1 has added a field everywhere: clients that were generated before go on reading."""
    if isinstance(value, list):
        return [with_new_fields(item) for item in value]
    if not isinstance(value, dict):
        return value
    return {"added_later": {"of": "any kind"}, **{name: with_new_fields(item) for name, item in value.items()}}


def _of(node: Any) -> Iterator[str]:
    yield line(node["type"], node["id"], *_FIELDS[node["type"]](node))
    for child in node.get("nodes") or node.get("questions") or node.get("answer") or ():
        yield from _of(child)


def _contacts(node: Any) -> list[str | None]:
    return [part for contact in node["contacts"] for part in (contact["label"], contact["detail"], contact["href"])]


_FIELDS: dict[str, Any] = {
    "section": lambda node: [node["anchor"], node["heading"]],
    "faq": lambda node: [node["anchor"], node["heading"], (node["introduction"] or {}).get("plain")],
    "question": lambda node: [node["anchor"], node["question"], node["library_entry"]],
    "text": lambda node: [node["text"]["plain"]],
    "subheading": lambda node: [node["anchor"], node["text"]],
    "image": lambda node: [
        node["image"]["alt"],
        node["image"]["renditions"][-1]["url"],
        node["caption"],
        node["credit"],
    ],
    "quote": lambda node: [node["text"]["plain"], node["source"]],
    "steps": lambda node: [
        part for step in node["steps"] for part in (step["title"], (step["text"] or {}).get("plain"))
    ],
    "video": lambda node: [node["provider"], node["title"], node["url"], node["player"], node["transcript"]["plain"]],
    "download": lambda node: [
        node["title"],
        node["text"],
        *(str(node["file"][name]) for name in ("url", "name", "format", "byte_count")),
    ],
    "related_guides": lambda node: [
        node["heading"],
        *(part for guide in node["guides"] for part in (guide["id"], guide["title"], guide["url"])),
    ],
    "divider": lambda node: [],
    "table": lambda node: [
        node["caption"],
        "rows" if node["has_row_headers"] else None,
        *node["header"],
        *(cell["plain"] for row in node["rows"] for cell in row["cells"]),
    ],
    "key_facts": lambda node: [
        node["heading"],
        *(part for fact in node["facts"] for part in (fact["label"], fact["text"]["plain"])),
    ],
    "figures": lambda node: [
        part
        for figure in node["figures"]
        for part in (
            figure["number"],
            figure["unit"],
            f"{figure['share']['part']}/{figure['share']['whole']}" if figure["share"] else None,
            figure["meaning"],
            figure["source"],
            figure["url"],
        )
    ],
    "care_card": lambda node: [node["urgency"], node["heading"], node["text"]["plain"], *_contacts(node)],
    "callout": lambda node: [node["tone"], node["heading"], node["text"]["plain"]],
    "urgent_help": lambda node: [
        node["heading"],
        node["text"]["plain"],
        *_contacts(node),
    ],
}
