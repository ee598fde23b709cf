"""Inline markup of an outline: links, emphasis, sub- and superscript, and nothing else."""

from __future__ import annotations

import re
from html import escape, unescape

_PIECE = re.compile(r"<[^>]+>|&[#\w]+;|[^<&]|[<&]")
_TAG = re.compile(r"<[^>]+>")
_EMPTY = re.compile(r"<(b|i|sup|sub)>(\s*)</\1>|<a [^>]*>(\s*)</a>")


def escaped(text: str) -> str:
    """Return words as HTML; what parts lines is a `br`."""
    return escape(text, quote=False).replace("\n", "<br/>")


def words_of(html: str) -> str:
    """Return the words of inline HTML; a `br` parts lines."""
    return unescape(_TAG.sub("", re.sub(r"<br\s*/?>", "\n", html)))


def is_marked_up(html: str) -> bool:
    """Return whether there is more in it than words and breaks."""
    return bool(_TAG.search(html.replace("<br/>", "")))


def without_first(html: str, count: int) -> str:
    """Return inline HTML without its first characters that can be seen; its markup stays whole."""
    kept: list[str] = []
    for piece in _PIECE.findall(html):
        if piece.startswith("<") and len(piece) > 1:
            kept.append(piece)
        elif count > 0:
            count -= len(unescape(piece))
        else:
            kept.append(piece)
    return without_empty("".join(kept))


def without_empty(html: str) -> str:
    """Return inline HTML without markup around nothing."""
    while (less := _EMPTY.sub(lambda match: match[2] or match[3] or "", html)) != html:
        html = less
    return html.strip()
