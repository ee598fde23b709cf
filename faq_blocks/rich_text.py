"""Wagtail's stored rich text → the closed set of HTML that readers are sent."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape, unescape
from typing import TYPE_CHECKING

import nh3
from wagtail.rich_text.rewriters import LinkRewriter

from .nodes import Text
from .references import Reference

if TYPE_CHECKING:
    from wagtail.rich_text import RichText

#: What editors are offered, as names of Wagtail's rich text features.
FEATURES = ["bold", "italic", "link", "document-link", "ol", "ul", "superscript", "subscript"]

#: Every element that a `Text` can hold, with its attributes. Clients render these natively.
ALLOWED: dict[str, set[str]] = {
    "p": set(),
    "ul": set(),
    "ol": set(),
    "li": set(),
    "strong": set(),
    "em": set(),
    "sup": set(),
    "sub": set(),
    "br": set(),
    "a": {"href", "data-guide", "data-anchor"},
}
SCHEMES = {"http", "https", "mailto", "tel", "sms", "page", "document"}

_RENAMED = (("b", "strong"), ("i", "em"), ("h2", "p"), ("h3", "p"), ("h4", "p"), ("blockquote", "p"))
_EMPTY_PARAGRAPH = re.compile(r"<p>(?:\s|&nbsp;|<br>)*</p>")
_BLOCK_END = re.compile(r"</(?:p|ul|ol)>")
_TAG = re.compile(r"<[^>]+>")


def compile_rich_text(source: str | RichText | None, read: Callable[[str, int], None]) -> Text:
    """Return stored rich text as a `Text` with symbolic links; `read(kind, id)` is told of each.

    Promises only elements of `ALLOWED`, balanced, with links of `SCHEMES`.
    """
    html = _symbolic_links(str(getattr(source, "source", source) or ""), read)
    for old, new in _RENAMED:
        html = re.sub(rf"<(/?){old}(?=[\s>/])", rf"<\1{new}", html)
    html = nh3.clean(
        html,
        tags=set(ALLOWED),
        attributes={"a": {"href"}},
        url_schemes=SCHEMES,
        link_rel=None,
    )
    html = _EMPTY_PARAGRAPH.sub("", html).strip()
    return Text(html=html, plain=plain_text(html))


def _symbolic_links(html: str, read: Callable[[str, int], None]) -> str:
    def rule(kind: str) -> Callable[[dict[str, str]], str]:
        def replace(attributes: dict[str, str]) -> str:
            key = attributes.get("id", "")
            if not key.isdigit():
                return "<a>"
            read(kind, int(key))
            return f'<a href="{kind}:{key}{escape(attributes.get("fragment", ""))}">'

        return replace

    rewriter = LinkRewriter({"page": rule("page"), "document": rule("document")})
    return str(rewriter(html))


def plain_text(html: str) -> str:
    """Return compiled HTML as text: paragraphs a blank line apart, list items on lines of their own."""
    text = html.replace("<li>", "• ").replace("</li>", "\n").replace("<br>", "\n")
    text = unescape(_TAG.sub("", _BLOCK_END.sub("\n\n", text)))
    return re.sub(r"\n{3,}", "\n\n", text.replace("\xa0", " ")).strip()


def references_in(html: str) -> set[Reference]:
    """Return what compiled HTML points to."""
    return {Reference(kind, key) for kind, key in re.findall(r'<a href="(page|document):(\d+)', html)}
