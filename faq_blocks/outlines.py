"""Parts of an outline: a part remembers in its id which words it was made with, so that one can tell who touched it."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from .rich_text import compile_rich_text

if TYPE_CHECKING:
    from wagtail.rich_text import RichText

#: Hexadecimal digits of an id that are its own; those after them say the words.
_OWN = 20


def outline_id(words: str) -> str:
    """Return a new id for a part that an outline gives these words."""
    own = uuid4().hex[:_OWN]
    return str(UUID(own + _digest(own, words)))


def is_untouched(block_id: str, words: str) -> bool:
    """Return True if an outline made a block, and gave it the words that it has. What is in it besides is not asked."""
    digits = block_id.replace("-", "")
    return len(digits) == 32 and digits[_OWN:] == _digest(digits[:_OWN], words)


def is_blank(source: str | RichText | None) -> bool:
    """Return True if a rich text has no words: an editor sends an empty paragraph for nothing."""
    return not compile_rich_text(source, lambda kind, key: None).plain


def _digest(own: str, words: str) -> str:
    said = " ".join(words.split())
    return hashlib.sha256(f"outline:{own}:{said}".encode()).hexdigest()[: 32 - _OWN]
