"""When two texts are the same to a reader."""

from __future__ import annotations

import re
import unicodedata

_WORD = re.compile(r"[^\W_]+")


def words_of(text: str) -> list[str]:
    """Return the words of a text, in order, without case or punctuation."""
    return _WORD.findall(unicodedata.normalize("NFKC", text).replace("’", "").replace("'", "").casefold())


def key_of(text: str) -> str:
    """Return what is equal for texts that differ in case, spaces, punctuation or accents' encoding only."""
    return " ".join(words_of(text))
