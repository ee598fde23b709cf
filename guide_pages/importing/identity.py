"""Which block of an existing guide an imported section or question is: it keeps that block's id."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.text import slugify

from faq_blocks.compilation import ANCHOR_LENGTH
from faq_blocks.models import FaqEntry

from .words import key_of

Raw = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Known:
    """A block that a guide has or had: `kind` is section, faq or question. `raw` is empty if it is gone."""

    kind: str
    id: str
    text: str
    raw: Raw


def known_blocks(body: Sequence[Raw]) -> list[Known]:
    """Return the sections, FAQ groups and questions of a stored body."""
    known: list[Known] = []
    for block in body:
        known.append(Known(block["type"], block["id"], block["value"].get("heading") or "", block))
        if block["type"] == "faq":
            known += [
                Known("question", child["id"], _question(child), child)
                for child in block["value"].get("questions") or []
            ]
    return known


def anchors_of(body: Sequence[Raw]) -> dict[str, str]:
    """Return the ids of a body's sections, groups and questions by the anchors that their words would get."""
    named = [
        (slugify(block.text, allow_unicode=True)[:ANCHOR_LENGTH].strip("-"), block.id) for block in known_blocks(body)
    ]
    return {anchor: block_id for anchor, block_id in reversed(named) if anchor}


def _question(child: Raw) -> str:
    if child["type"] == "library_question":
        return FaqEntry.objects.filter(pk=child["value"]).values_list("question", flat=True).first() or ""
    return child["value"].get("question") or ""


def recognized(
    wanted: Sequence[tuple[str, str]], known: Sequence[Known], anchors: Mapping[str, str]
) -> list[Known | None]:
    """Return for each wanted (kind, text) the block that it is, each block once.

    The same heading or question decides first, then the anchor that was made of it: a block
    that was renamed in the guide gets its old words back, not a new identity. `anchors` gives
    block ids by anchor.
    """
    by_text: dict[tuple[str, str], list[Known]] = defaultdict(list)
    for block in known:
        by_text[block.kind, key_of(block.text)].append(block)
    found: list[Known | None] = []
    for kind, text in wanted:
        candidates = by_text[kind, key_of(text)]
        found.append(candidates.pop(0) if candidates else None)
    taken = {block.id for block in found if block}
    by_id = {block.id: block for block in known}
    for index, (kind, text) in enumerate(wanted):
        block_id = anchors.get(slugify(text, allow_unicode=True)[:ANCHOR_LENGTH].strip("-"), "")
        block = by_id.get(block_id, Known(kind, block_id, text, {}))
        if found[index] is None and block_id and block_id not in taken and block.kind == kind:
            found[index] = block
            taken.add(block_id)
    return found
