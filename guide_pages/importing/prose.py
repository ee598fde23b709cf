"""Paragraphs and lists as rich text, and when rich text already says the same."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape, unescape

from .outline import Paragraph, Prose

_BLOCK_END = re.compile(r"</(?:p|li|h[1-6]|blockquote)>|<br\s*/?>", re.IGNORECASE)
_TAG = re.compile(r"<[^>]+>")


def rich_text(prose: Iterable[Prose]) -> str:
    """Return HTML of `p`, `ul`, `ol` and `li`; the words are escaped."""
    return "".join(_element(part) for part in prose)


def _element(part: Prose) -> str:
    if isinstance(part, Paragraph):
        return f"<p>{escape(part.text, quote=False)}</p>"
    items = "".join(f"<li>{escape(item, quote=False)}</li>" for item in part.items)
    return f"<ol>{items}</ol>" if part.ordered else f"<ul>{items}</ul>"


def says_the_same(stored: str, html: str) -> bool:
    """Return whether two rich texts have the same paragraphs and items, whatever is bold or linked in them."""
    return _plain(stored) == _plain(html)


def kept_or_new(stored: str | None, html: str) -> str:
    """Return what is stored where it says the same: an editor's emphasis and links outlive an import."""
    return stored if stored and says_the_same(stored, html) else html


def _plain(html: str) -> list[str]:
    lines = unescape(_TAG.sub("", _BLOCK_END.sub("\n", html))).split("\n")
    return [words for line in lines if (words := " ".join(line.split()))]
