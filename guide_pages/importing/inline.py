"""Inline markup of an outline: links, emphasis, sub- and superscript, and nothing else."""

from __future__ import annotations

import re
from html import unescape

_PIECE = re.compile(r"<[^>]+>|&[#\w]+;|[^<&]|[<&]")
_EMPTY = re.compile(r"<(b|i|sup|sub)>(\s*)</\1>|<a [^>]*>(\s*)</a>")


def without_first(html: str, count: int) -> str:
    """Return inline HTML without its first characters that can be seen; its markup stays whole."""
    kept: list[str] = []
    for piece in _PIECE.findall(html):
        if piece.startswith("<") and len(piece) > 1:
            kept.append("" if count > 0 and piece == "<br/>" else piece)
            count -= piece == "<br/>"
        elif count > 0:
            count -= len(unescape(piece))
        else:
            kept.append(piece)
    return _without_empty("".join(kept))


def _without_empty(html: str) -> str:
    while (less := _EMPTY.sub(lambda match: match[2] or match[3] or "", html)) != html:
        html = less
    return html.strip()
