"""Sections of a guide that are lists of links: what it is from, and where to read on."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

from faq_blocks.nodes import Prose

from .terms import with_marked

if TYPE_CHECKING:
    from collections.abc import Iterator

    from faq_blocks.nodes import HeadedNode

#: Links of a section that is a list of them: so many, and so much of its words.
_LINKS, _LINKED = 3, 0.5

_LINK = re.compile(r'<a [^>]*?href="([^"]*)"[^>]*>(.*?)</a>|<a [^>]*>(.*?)</a>', re.DOTALL)
_TAG = re.compile("<[^>]*>")


def links_of(section: HeadedNode) -> Iterator[tuple[str, str]]:
    """Yield the words and the address of each link in a section's text."""
    html = " ".join(part.html for part in section.parts() if isinstance(part, Prose))
    for url, words, others in _LINK.findall(with_marked(html, lambda _key, words: words)):
        yield unescape(_TAG.sub("", words or others)), unescape(url)


def is_list_of_links(section: HeadedNode, text: str) -> bool:
    """Return whether a section with this text is sources, or where to read on: no answer by itself."""
    links = [words for words, _url in links_of(section)]
    return len(links) >= _LINKS and sum(map(len, links)) >= _LINKED * len(text)
