"""A page's HTML into an outline."""

from __future__ import annotations

import re
from html import unescape

from guide_pages.importing.outline import DroppedLine, Outline
from guide_pages.importing.recognizing import Reading, outline_from
from guide_pages.importing.words import key_of, words_of

from .links import base_of
from .safety import cleaned
from .shortcodes import with_figures, with_films, without_shortcodes
from .structured_data import questions_in
from .tree import tree_of
from .walking import Walker

_TITLE = re.compile(r"<title[^>]*>(.{1,400}?)</title>", re.IGNORECASE | re.DOTALL)
_SITE = re.compile(r"\s+[|–—·»-]\s+")


def parse_html(html: str, name: str, *, title: str = "", dropped: tuple[DroppedLine, ...] = ()) -> Outline:
    """Return what a page, or a part of one, says, as `read_html` reads it."""
    return outline_from(read_html(html, name, title=title, dropped=dropped))


def read_html(html: str, name: str, *, title: str = "", dropped: tuple[DroppedLine, ...] = ()) -> Reading:
    """Return a page's lines. `title` is what the document says of itself. Raise `ImportRefused`.

    They are counted by blocks: headings, paragraphs, items, from 1.
    """
    html, shortcodes = without_shortcodes(html)
    clean, unsafe = cleaned(with_films(with_figures(html)))
    walker = Walker(base_of(html), questions_in(html))
    walker.read(tree_of(clean))
    known = title or _title_in_head(html, [line.text for line in walker.lines], walker.title)
    return Reading(tuple(walker.lines), name, known, (*dropped, *shortcodes, *unsafe, *walker.dropped))


def _title_in_head(html: str, texts: list[str], styled: str) -> str:
    """Return the title by its style, else of the page's head without the site's name, if it comes in the page."""
    if styled:
        return styled
    match = _TITLE.search(html)
    whole = " ".join(unescape(match[1]).split()) if match else ""
    parts = [whole, *_SITE.split(whole)]
    keys = {key_of(text) for text in texts[:20]}
    return next((part for part in parts if words_of(part) and key_of(part) in keys), "")
