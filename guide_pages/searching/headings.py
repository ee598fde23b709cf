"""A heading's words, as publishing stores them and a search asks for them."""

from __future__ import annotations

from guide_pages.records.passages import HEADING_WORDS

from .folding import indexed


def heading_words(heading: str) -> tuple[str, str]:
    """Return a heading's words as they are stored and asked for, and what they have no room for."""
    words = " ".join(indexed(heading).split())
    if len(words) <= HEADING_WORDS:
        return words, ""
    end = words.rfind(" ", 0, HEADING_WORDS + 1)
    end = end if end > 0 else HEADING_WORDS
    return words[:end], f" {words[end:].lstrip()}"
