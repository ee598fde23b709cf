"""HTML that can be read: nothing in it runs, nothing in it takes long. What was taken out is told."""

from __future__ import annotations

import re
from html.entities import html5

import nh3
from django.utils.translation import gettext as _

from guide_pages.importing.outline import DroppedLine, Reason
from guide_pages.importing.refusal import ImportRefused

MOST_NESTED = 200
MOST_TAGS = 200_000

_STRUCTURE = {
    *["html", "body", "main", "article", "section", "div", "header", "footer", "nav", "aside", "form", "center"],
    *["h1", "h2", "h3", "h4", "h5", "h6", "p", "pre", "blockquote", "address", "hr", "br", "details", "summary"],
    *["ul", "ol", "li", "dl", "dt", "dd", "figure", "figcaption", "img", "button", "fieldset", "hgroup"],
    *["table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td"],
}
_INLINE = {"a", "b", "strong", "i", "em", "sup", "sub", "span", "font", "u", "s", "del", "ins", "mark", "code", "small"}
_TRANSPARENT = {"abbr", "cite", "q", "time", "label", "kbd", "samp", "var", "dfn", "bdi", "bdo", "wbr", "tt", "big"}
_ATTRIBUTES = {
    "*": {"class", "id", "style", "role", "itemprop", "itemtype"},
    "a": {"href"},
    "img": {"alt", "src", "width", "height", "data-src"},
    "ol": {"start"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan"},
}
#: What is left out with all that is in it.
_REMOVED = {"script", "title", "style", "template", "noscript", "svg", "math", "object", "canvas", "select", "textarea"}
_NESTS = frozenset((_STRUCTURE | _INLINE | _TRANSPARENT) - {"br", "hr", "img", "p", "li", "dt", "dd", "tr", "td", "th"})
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:-]*)")
#: An ampersand, or a reference to it. A name without a semicolon ends before no `=`.
_AMPERSAND = re.compile(
    r"&(?:#0*38(?:;|(?![0-9]))|#[xX]0*26(?:;|(?![0-9a-fA-F]))|(?!#[0-9]|#[xX][0-9a-fA-F])"
    r"([a-zA-Z][a-zA-Z0-9]{0,31}(?:;|(?![a-zA-Z0-9=])))?)"
)
#: Stands for an ampersand: Unicode gives it to programs for their own use, and no text has it.
_STAND_IN = "\ufdd0"
_DANGER = re.compile(
    r"<(script|iframe|object|embed|applet|form|svg|math|video|audio)\b|\s(on[a-z]{3,20})\s*=|\b(javascript:)",
    re.I,
)


def cleaned(html: str) -> tuple[str, list[DroppedLine]]:
    """Return HTML of a closed set of elements, well formed, and what was removed. Raise `ImportRefused`."""
    _refuse_hostile(html)
    clean = nh3.clean(
        _AMPERSAND.sub(_stood_in, html.replace(_STAND_IN, "")),
        tags=_STRUCTURE | _INLINE | _TRANSPARENT,
        clean_content_tags=_REMOVED,
        attributes=_ATTRIBUTES,
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel=None,
    )
    return clean.replace(_STAND_IN, "&amp;"), _removed(html)


def _stood_in(match: re.Match[str]) -> str:
    """Return a character reference by number, and no ampersand as text: at each, nh3 copies what was before it."""
    name = match[1]
    if not name:
        return _STAND_IN
    letters = html5.get(name, f"&{name}")
    return "".join(_STAND_IN if letter == "&" else f"&#{ord(letter)};" for letter in letters)


def _refuse_hostile(html: str) -> None:
    depth = 0
    for tags, match in enumerate(_TAG.finditer(html), 1):
        name = match[2].lower()
        if match[1]:
            depth = max(0, depth - (name in _NESTS or name in _REMOVED))
        elif name not in (
            "br",
            "hr",
            "img",
            "p",
            "li",
            "dt",
            "dd",
            "tr",
            "td",
            "th",
            "input",
            "meta",
            "link",
            "source",
        ):
            depth += 1
        if depth > MOST_NESTED or tags > MOST_TAGS:
            raise ImportRefused(_("The document's markup is nested too deep, or too much. Simplify it."))


def _removed(html: str) -> list[DroppedLine]:
    """Return what could harm readers, once for each kind."""
    seen: dict[str, None] = {}
    for match in _DANGER.finditer(html):
        name = match[1] or match[2] or match[3]
        seen[f"<{name.lower()}>" if match[1] else name.lower()] = None
    seen.pop("<form>", None)
    return [DroppedLine(1, name, Reason.UNSAFE) for name in seen]
