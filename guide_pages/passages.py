"""A document → the passages that a search finds: a section or a question each, and its words as they are indexed."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from .document import SectionNode
from .models import Passage
from .models.passages import HEADING_WORDS

if TYPE_CHECKING:
    from faq_blocks.nodes import Node

    from .document import GuideDocument
    from .models import Guide

#: What makes a passage: one that differs in any of these is written anew.
_COMPARED = ("kind", "locale", "node_id", "anchor", "heading", "heading_words", "text_words", "text")


def write_passages(guide: Guide, document: GuideDocument) -> bool:
    """Make a guide's passages those of a document; True if they differed. For the publishing transaction."""
    wanted = {tuple(getattr(passage, name) for name in _COMPARED): passage for passage in passages(guide, document)}
    stored = {tuple(row): pk for pk, *row in guide.passages.values_list("pk", *_COMPARED)}
    stale = [pk for row, pk in stored.items() if row not in wanted]
    new = [passage for row, passage in wanted.items() if row not in stored]
    if stale:
        guide.passages.filter(pk__in=stale).delete()
    Passage.objects.bulk_create(new)
    return bool(stale or new)


def passages(guide: Guide, document: GuideDocument) -> Iterator[Passage]:
    """The sections and questions of a document, in reading order."""
    for part in document.body:
        if isinstance(part, SectionNode):
            yield _passage("section", part.id, part.anchor, part.heading, part.nodes, guide, document.locale)
            continue
        for question in part.questions:
            words, answer = question.question, question.answer
            yield _passage("answer", question.id, question.anchor, words, answer, guide, document.locale)


def _passage(
    kind: str, node_id: str, anchor: str, heading: str, nodes: Sequence[Node], guide: Guide, locale: str
) -> Passage:
    text = " ".join(" ".join(node.plain_text() for node in nodes).split())
    return Passage(
        guide=guide,
        kind=kind,
        locale=locale,
        node_id=node_id,
        anchor=anchor,
        heading=heading,
        heading_words=" ".join(folded(heading).split())[:HEADING_WORDS],
        text_words=folded(text),
        text=text,
    )


class _Letters(dict[int, str]):
    """What each character is folded to, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        self[code] = letter = _letter(chr(code))
        return letter


def _letter(character: str) -> str:
    base = unicodedata.normalize("NFD", character)[0]
    letter = base if base.isascii() else character
    if not letter.isalnum() and not unicodedata.category(letter).startswith("M"):
        return " "
    lower = letter.lower()
    return lower if len(lower) == 1 else letter


_LETTERS = _Letters()


def folded(text: str) -> str:
    """Words in small letters, Latin ones without accents, and spaces for all else. As long as the text.

    So both databases find the same words, no query has an operator in it, and what stands at a place here stands at
    the same place in the text.
    """
    return text.translate(_LETTERS)
