"""Words that a guide explains: what is said of them, and how its texts mark them."""

from __future__ import annotations

import re
from collections.abc import Callable

from faq_blocks.nodes import Key, Part

#: A marked word: as it is compiled, and before. Links do not stand in each other.
_MARKED = re.compile(r'<a href="(?:term:|#term_)(\d+)"(?: data-term="\d+")?>(.*?)</a>', re.DOTALL)


class Term(Part):
    """A word that the guide explains. A link to `anchor`, with `id` as its `data-term`, marks it in a text.

    `also` are other spellings and abbreviations; `definition` is plain text. `locale` is the language of all three: not
    the guide's while nobody has translated them.
    """

    id: Key
    anchor: str
    locale: str
    term: str
    also: list[str]
    definition: str


def anchor_of(key: int) -> str:
    """Return where a page explains a term. No section has such an anchor: theirs have no underscore."""
    return f"term_{key}"


def marked(term: Term, words: str) -> str:
    """Return words as a text has them that the guide explains."""
    return f'<a href="#{term.anchor}" data-term="{term.id}">{words}</a>'


def with_marked(html: str, put: Callable[[int, str], str]) -> str:
    """Return a text with another form of each marked word: `put` is given the term's key, and the words."""
    return _MARKED.sub(lambda found: put(int(found[1]), found[2]), html)
