"""Which elements stand apart from the words around them, and an item of a list out of the lines found in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from guide_pages.importing.recognizing.features import asks
from guide_pages.importing.recognizing.line import Line, Role

from .runs import escaped

BLOCKS = frozenset(
    {
        *["html", "body", "main", "article", "section", "div", "header", "footer", "nav", "aside", "form", "center"],
        *["hgroup", "h1", "h2", "h3", "h4", "h5", "h6", "p", "pre", "blockquote", "address", "hr", "details"],
        *["summary", "fieldset", "ul", "ol", "li", "dl", "dt", "dd", "figure", "figcaption", "table", "caption"],
        *["tr", "td", "th", "img"],
    }
)


def one_item(found: Sequence[Line], mark: str, depth: int) -> list[Line]:
    """Return lines found in an item as one item; what is no text of it stands after it."""
    texts = [line for line in found if line.role in (None, Role.TEXT)]
    others = [line for line in found if line.role not in (None, Role.TEXT)]
    if not texts or (len(texts) > 1 and asks(texts[0].text)):
        return list(found)
    html = "<br/>".join(line.html or escaped(line.text) for line in texts) if any(t.html for t in texts) else ""
    role = Role.NUMBER if mark else Role.BULLET
    text = mark + "\n".join(line.text for line in texts)
    first = replace(texts[0], text=text, html=mark + html if html else "", role=role, indent=depth, strong=False)
    return [first, *others]
