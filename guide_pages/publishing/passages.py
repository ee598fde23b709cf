"""A document → the passages that a search finds: the guide, its sections and questions, and their words as indexed."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import TYPE_CHECKING

from faq_blocks.nodes import QuestionNode, within
from guide_pages.records import Passage
from guide_pages.searching.folding import indexed
from guide_pages.searching.headings import heading_words

if TYPE_CHECKING:
    from guide_pages.document import GuideDocument
    from guide_pages.records import Guide

#: What makes a passage: one that differs in any of these is written anew.
_COMPARED = ("kind", "locale", "node_id", "anchor", "heading", "heading_words", "text_words", "text")


def write_passages(guide: Guide, document: GuideDocument) -> bool:
    """Make a guide's passages those of a document. Return True if they differed. For the publishing transaction."""
    wanted = {tuple(getattr(passage, name) for name in _COMPARED): passage for passage in passages(guide, document)}
    stored = {tuple(row): pk for pk, *row in guide.passages.values_list("pk", *_COMPARED)}
    stale = [pk for row, pk in stored.items() if row not in wanted]
    new = [passage for row, passage in wanted.items() if row not in stored]
    if stale:
        guide.passages.filter(pk__in=stale).delete()
    Passage.objects.bulk_create(new)
    return bool(stale or new)


def passages(guide: Guide, document: GuideDocument) -> Iterator[Passage]:
    """Yield the guide by its title and summary, then its sections and questions, in reading order."""
    yield _passage("guide", str(guide.pk), "", document.title, document.summary, guide, document.locale)
    for part in document.body:
        questions = [node for node in within(part.children()) if isinstance(node, QuestionNode)]
        if not questions:
            text = part.plain_text().removeprefix(part.heading)
            yield _passage("section", part.id, part.anchor, part.heading, text, guide, document.locale)
        for question in questions:
            words, text = question.question, question.plain_text().removeprefix(question.question)
            yield _passage("answer", question.id, question.anchor, words, text, guide, document.locale)


def _passage(kind: str, node_id: str, anchor: str, heading: str, text: str, guide: Guide, locale: str) -> Passage:
    text = unicodedata.normalize("NFC", " ".join(text.split()))
    words, rest = heading_words(heading)
    return Passage(
        guide=guide,
        kind=kind,
        locale=locale,
        node_id=node_id,
        anchor=anchor,
        heading=heading,
        heading_words=words,
        text_words=indexed(text) + rest,
        text=text,
    )
