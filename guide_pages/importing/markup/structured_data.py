"""Questions that a page names for search engines (schema.org): they tell which of its lines are questions."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from guide_pages.importing.words import key_of

_SCRIPT = re.compile(r"<script[^>]*application/ld\+json[^>]*>(.{1,200000}?)</script>", re.IGNORECASE | re.DOTALL)
_DEEPEST = 20


def questions_in(html: str) -> frozenset[str]:
    """Return the keys of the questions that a page's JSON-LD names."""
    found: set[str] = set()
    for match in _SCRIPT.finditer(html):
        try:
            found.update(_questions(json.loads(match[1]), 0))
        except (ValueError, RecursionError):
            continue
    return frozenset(found)


def _questions(data: Any, depth: int) -> Iterator[str]:
    if depth > _DEEPEST:
        return
    if isinstance(data, list):
        for each in data:
            yield from _questions(each, depth + 1)
    elif isinstance(data, dict):
        if data.get("@type") == "Question" and isinstance(data.get("name"), str):
            yield key_of(data["name"])
        for each in data.values():
            yield from _questions(each, depth + 1)
