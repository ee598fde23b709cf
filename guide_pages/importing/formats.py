"""Of which kind a text is, told by what is in it: a file's name may say something else."""

from __future__ import annotations

import re
from enum import Enum, auto
from itertools import islice


class Format(Enum):
    PLAIN = auto()
    MARKDOWN = auto()
    HTML = auto()


_PAGE = re.compile(
    r"\s*(?:<!--.*?-->\s*)?(?:<\?xml[^>]*>\s*)?<(!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
_BLOCK_COMMENT = re.compile(r"<!--\s*/?wp:")
_PAIR = re.compile(
    r"<(p|h[1-6]|ul|ol|li|div|table|blockquote|details|section|article|dl|figure)\b[^>]{0,2000}>", re.IGNORECASE
)
_INLINE_PAIR = re.compile(r"<(a|strong|em|b|i)\b[^>]{0,500}>[^<]{1,500}</\1>", re.IGNORECASE)
_LINK = re.compile(r"<a\s[^>]{0,500}href=", re.IGNORECASE)
_IMAGE = re.compile(r"<img\s[^>]{0,2000}>", re.IGNORECASE)
_FRONT_MATTER = re.compile(r"\s*(---|\+\+\+)[ \t]*\n[\w-]+\s*[:=]")
_HEADING = re.compile(r"(?:\A|\n[ \t]{0,200}\n)[\s]{0,50}?^#{1,6} +[^\W_][^\n]*\n(?!#)", re.MULTILINE)
_FIRST_HEADING = re.compile(r"\s*#{1,6} +[^\W_]")
_STRONG_LINE = re.compile(r"^(\*\*|__)(?=[^\W_])[^\n]{1,250}(?<=[^\s*_])\1[ \t]*$", re.MULTILINE)
_STRONG = re.compile(r"(?<![\w*])\*\*(?=[^\W_])[^*\n]{1,500}(?<=[^\s*])\*\*(?![\w*])")
_LINKED = re.compile(
    r"!?\[[^\]\n]{1,300}\]\((?:https?://|/|#|mailto:|\w+/)[^)\s]{1,1000}\)|!\[[^\]\n]{0,300}\]\([^)\s]+\)"
)
_FENCE = re.compile(r"^```", re.MULTILINE)
_MARKDOWN_NAMES = frozenset({".md", ".markdown", ".mdown"})


def format_of(text: str, extension: str = "") -> Format:
    """Return the kind of a text; a file's extension decides only whether what might be plain text is Markdown."""
    if _PAGE.match(text) or _BLOCK_COMMENT.search(text) or _is_html(text):
        return Format.HTML
    return Format.MARKDOWN if extension in _MARKDOWN_NAMES or _is_markdown(text) else Format.PLAIN


def _is_markdown(text: str) -> bool:
    """Return whether marks come in a text that plain text has no other use for."""
    if _FRONT_MATTER.match(text) or _FIRST_HEADING.match(text) or _LINKED.search(text):
        return True
    twice = (_HEADING, _STRONG_LINE, _STRONG, _FENCE)
    return any(len(list(islice(mark.finditer(text), 2))) > 1 for mark in twice)


def _is_html(text: str) -> bool:
    lowered = text.casefold()
    closed = sum(f"</{name.casefold()}>" in lowered for name in _PAIR.findall(text)[:50])
    inline = len(_INLINE_PAIR.findall(text)) > 1 or bool(_LINK.search(text)) or bool(_IMAGE.search(text))
    return (closed > 0 or inline) and not _FIRST_HEADING.match(text)
