"""Wagtail's stored rich text → the closed set of HTML that readers are sent."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape, unescape
from typing import TYPE_CHECKING

import nh3
from django.utils.translation import gettext
from wagtail.rich_text.rewriters import LinkRewriter

from .hrefs import SCHEMES as OUTWARD
from .hrefs import href
from .nodes import Prose
from .references import Reference

if TYPE_CHECKING:
    from wagtail.rich_text import RichText

#: What marks a word that is explained. An app that keeps explanations offers it, and shows them.
TERM = "glossary-term"
#: What editors are offered in a text that explains no word, as names of Wagtail's rich text features.
FEATURES_WITHOUT_TERMS = ["bold", "italic", "link", "document-link", "ol", "ul", "superscript", "subscript"]
#: What editors are offered.
FEATURES = [*FEATURES_WITHOUT_TERMS, TERM]

#: Every element that a `Prose` can hold, with its attributes. Clients render these natively.
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
    "a": {"href", "data-guide", "data-anchor", "data-term"},
}
#: What a page of running text may have besides: nothing else there divides it.
DIVISIONS = frozenset({"h2", "h3", "hr"})
SCHEMES = OUTWARD | {"page", "document", "term"}

_RENAMED = re.compile(r"<(/?)(b|i|h[1-6]|blockquote|div)(?=[\s/>])", re.IGNORECASE)
_NEW_NAMES = {"b": "strong", "i": "em"}
_KEY = re.compile(r"[0-9]{1,18}")
_SYMBOLIC = re.compile(rf"(?:page|document):{_KEY.pattern}(?:#.*)?|term:{_KEY.pattern}", re.DOTALL)
_LINK_TO_NOWHERE = re.compile(r"<a>(.*?)</a>|<a [^>]*>\s*</a>", re.DOTALL)
_EMPTY_PARAGRAPH = re.compile(r"<p>(?:\s|&nbsp;|<br>)*</p>")
_BLOCK_EDGE = re.compile(r"</?(?:p|ul|ol|h2|h3)>|<hr>")
_TAG = re.compile(r"<[^>]+>")


def compile_rich_text(
    source: str | RichText | None,
    read: Callable[[str, int], None],
    lost: Callable[[str], None] = lambda words: None,
    *,
    also: frozenset[str] = frozenset(),
) -> Prose:
    """Return stored rich text as a `Prose` with symbolic links; `read(kind, id)` is told of each.

    Promises only elements of `ALLOWED` and `also`, balanced, with links of `SCHEMES`. A link whose address cannot be
    understood becomes its words, and `lost(words)` is told.
    """

    def renamed(tag: re.Match[str]) -> str:
        name = tag[2].lower()
        return f"<{tag[1]}{name if name in also else _NEW_NAMES.get(name, 'p')}"

    html = _symbolic_links(_encodable(str(getattr(source, "source", source) or "")), read)
    html = nh3.clean(
        _RENAMED.sub(renamed, html),
        tags={*ALLOWED, *also},
        attributes={"a": {"href"}},
        attribute_filter=_address,
        url_schemes=SCHEMES,
        link_rel=None,
    )

    def words_of(link: re.Match[str]) -> str:
        words = link[1] or ""
        if plain := plain_text(words):
            lost(plain)
        return words

    html = _LINK_TO_NOWHERE.sub(words_of, html)
    html = _EMPTY_PARAGRAPH.sub("", html).strip()
    return Prose(html=html, plain=plain_text(html))


def _encodable(text: str) -> str:
    """Return the text with a question mark for half a surrogate pair, which pasting can leave: it is no character."""
    return text.encode("utf-8", "replace").decode()


def _symbolic_links(html: str, read: Callable[[str, int], None]) -> str:
    def rule(kind: str) -> Callable[[dict[str, str]], str]:
        def replace(attributes: dict[str, str]) -> str:
            key = attributes.get("id", "")
            if not _KEY.fullmatch(key):
                return "<a>"
            read(kind, int(key))
            return f'<a href="{kind}:{key}{escape(attributes.get("fragment", ""))}">'

        return replace

    rewriter = LinkRewriter({kind: rule(kind) for kind in ("page", "document", "term")})
    return str(rewriter(html))


def _address(_element: str, _attribute: str, value: str) -> str | None:
    """Return an address that leads somewhere: symbolic, absolute, a path of this site or a place in this document."""
    value = value.strip()
    if value.partition(":")[0].lower() in {"page", "document", "term"}:
        return value if _SYMBOLIC.fullmatch(value) else None
    return href(value)


def plain_text(html: str) -> str:
    """Return compiled HTML as text: paragraphs a blank line apart, list items on lines of their own."""
    text = _BLOCK_EDGE.sub("\n\n", html).replace("<li>", "\n• ").replace("<br>", "\n")
    text = unescape(_TAG.sub("", text)).replace("\xa0", " ")
    return re.sub(r"\n{3,}", "\n\n", text).strip()


def references_in(html: str) -> set[Reference]:
    """Return what compiled HTML points to, and the terms that it marks."""
    terms = {Reference("term", key) for key in re.findall(r' data-term="(\d+)"', html)}
    return {Reference(kind, key) for kind, key in re.findall(r'<a href="(page|document|term):(\d+)', html)} | terms


def lost_links(source: str | RichText | None) -> list[str]:
    """Return a message for an editor for each link whose address cannot be understood."""
    lost: list[str] = []
    compile_rich_text(source, lambda kind, key: None, lost.append)
    return [lost_link(words) for words in lost]


def lost_link(words: str) -> str:
    """Return what an editor is told of a link that leads nowhere."""
    return gettext("The address of the link “%s” cannot be understood.") % words
