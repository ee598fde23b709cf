"""Links of a guide that readers do not find: what is gone, not public, or a place that no guide has."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from html import unescape
from typing import NamedTuple

from django.utils.translation import gettext

from faq_blocks.nodes import HeadedNode, QuestionNode
from faq_blocks.references import Reference
from guide_pages.document import CompiledGuide, Term
from guide_pages.document.nodes.subheading import SubheadingNode
from guide_pages.pictures.addresses import GuideAddresses
from guide_pages.records import Anchor

_LINK = re.compile(r'<a href="([^"]*)"[^>]*>(.*?)</a>', re.DOTALL)
_TAG = re.compile(r"<[^>]+>")
_SYMBOLIC = re.compile(r"(page|document):(\d+)(?:#(.*))?", re.DOTALL)


class Link(NamedTuple):
    """A link of a text: where it leads, and its words."""

    address: str
    words: str


def links_in(html: str) -> list[Link]:
    """Return the links of compiled HTML."""
    return [Link(unescape(href), unescape(_TAG.sub("", words)).strip()) for href, words in _LINK.findall(html)]


class Places:
    """Where a guide's links can lead to today. Three queries at most, for all of them."""

    def __init__(self, guide: CompiledGuide, references: Iterable[Reference]) -> None:
        self._guide = guide
        self._addresses = GuideAddresses(references)

    def lost(self, html: str) -> Iterator[str]:
        """Yield a message for each link of a text that leads nowhere today."""
        for link in links_in(html):
            if why := self._why_lost(link.address):
                yield why % link.words

    def _why_lost(self, address: str) -> str:
        if address.startswith("#"):
            return "" if address[1:] in self._own else gettext("The link “%s” leads to a place that is not there.")
        symbolic = _SYMBOLIC.fullmatch(address)
        if symbolic is None:
            return ""
        key = int(symbolic[2])
        if symbolic[1] == "document":
            has_address = self._addresses.document_url(key) is not None
            return "" if has_address else gettext("The link “%s” leads to a document that readers cannot have.")
        if self._addresses.page_url(key) is None:
            return gettext("The link “%s” leads to a page that readers do not find.")
        known = self._anchors.get(key)
        if symbolic[3] and known and symbolic[3] not in known:
            return gettext("The link “%s” leads to a place that is not there.")
        return ""

    @cached_property
    def _own(self) -> set[str]:
        nodes = self._guide.all_nodes()
        named = (*nodes, *self._guide.glossary)
        return {node.anchor for node in named if isinstance(node, (HeadedNode, QuestionNode, SubheadingNode, Term))}

    @cached_property
    def _anchors(self) -> dict[int, set[str]]:
        """The anchors of the guides that are linked to, by the ids of their pages."""
        found: dict[int, set[str]] = {}
        linked = Anchor.objects.filter(guide__page__in=self._addresses.pages)
        for page, anchor in linked.values_list("guide__page_id", "anchor"):
            found.setdefault(page, set()).add(anchor)
        return found
