"""Of which kind a text is, told by what is in it: a file's name may say something else."""

from __future__ import annotations

import re
from enum import Enum, auto


class Format(Enum):
    PLAIN = auto()
    MARKDOWN = auto()
    HTML = auto()


_PAGE = re.compile(
    r"\s*(?:<!--.*?-->\s*)?(?:<\?xml[^>]*>\s*)?<(!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
_BLOCK_COMMENT = re.compile(r"<!--\s*/?wp:")
_PAIR = re.compile(
    r"<(p|h[1-6]|ul|ol|li|div|table|blockquote|details|section|article|dl|figure)\b[^>]*>", re.IGNORECASE
)
_INLINE_PAIR = re.compile(r"<(a|strong|em|b|i)\b[^>]{0,500}>[^<]{1,500}</\1>", re.IGNORECASE)
_LINK = re.compile(r"<a\s[^>]{0,500}href=", re.IGNORECASE)
_IMAGE = re.compile(r"<img\s[^>]{0,2000}>", re.IGNORECASE)
_FRONT_MATTER = re.compile(r"\s*(---|\+\+\+)[ \t]*\n[\w-]+\s*[:=]")
_HEADING = re.compile(r"^ {0,3}#{1,6} +\S", re.MULTILINE)
_STRONG_LINE = re.compile(r"^\s*(\*\*|__)(?=\S)[^\n]{1,250}(?<=\S)\1\s*$", re.MULTILINE)
_MARKS = (
    re.compile(r"(?<!\w)\*\*(?=\S)[^*\n]{1,500}(?<=\S)\*\*(?!\w)"),
    re.compile(r"!?\[[^\]\n]{1,300}\]\((?:https?://|/|#|mailto:|\w+/)[^)\s]{1,1000}\)|!\[[^\]\n]{0,300}\]\([^)\s]+\)"),
    re.compile(r"^(```|~~~)", re.MULTILINE),
    re.compile(r"^\|?[ :]*-{3,}[ :]*\|[-| :]+$", re.MULTILINE),
)


def format_of(text: str) -> Format:
    """Return the kind of a text."""
    if _PAGE.match(text) or _BLOCK_COMMENT.search(text) or _is_html(text):
        return Format.HTML
    if _FRONT_MATTER.match(text) or _HEADING.search(text) or _STRONG_LINE.search(text):
        return Format.MARKDOWN
    return Format.MARKDOWN if any(mark.search(text) for mark in _MARKS) else Format.PLAIN


def _is_html(text: str) -> bool:
    lowered = text.casefold()
    closed = sum(f"</{name.casefold()}>" in lowered for name in _PAIR.findall(text)[:50])
    inline = len(_INLINE_PAIR.findall(text)) > 1 or bool(_LINK.search(text)) or bool(_IMAGE.search(text))
    markdown = bool(_HEADING.search(text))
    return (closed > 0 or inline) and not markdown
