"""A document → the passages that a search finds: the guide, its sections and questions, and their words as indexed."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import pairwise, zip_longest
from typing import TYPE_CHECKING

from django.db import transaction

from faq_blocks.nodes import QuestionNode, within
from guide_pages.document.sources import is_list_of_links
from guide_pages.records import Passage, Word
from guide_pages.records.passages import HEADING_WORDS, LONGEST_WORD
from guide_pages.searching.folding import folded, is_run
from guide_pages.searching.tokens import Filed, tokens, words

if TYPE_CHECKING:
    from guide_pages.document import GuideDocument
    from guide_pages.records import Guide

#: What makes a passage: one that differs in any of these is written anew.
_COMPARED = ("kind", "locale", "node_id", "anchor", "heading", "heading_words", "tokens", "text")
#: Letters of the shortest word that is kept for spelling.
_SHORTEST = 3

#: What a part of a text ends with that needs no sign after it.
_ENDS = ".!?…:;,。！？؟।»”)"


def write_passages(guide: Guide, made: Iterable[Passage]) -> bool:
    """Make these a guide's passages. Return True if they differed. For the publishing transaction."""
    wanted = {tuple(getattr(passage, name) for name in _COMPARED): passage for passage in made}
    stored = {tuple(row): pk for pk, *row in guide.passages.values_list("pk", *_COMPARED)}
    stale = [pk for row, pk in stored.items() if row not in wanted]
    new = [passage for row, passage in wanted.items() if row not in stored]
    if stale:
        guide.passages.filter(pk__in=stale).delete()
    if new:
        Passage.objects.bulk_create(new)
        transaction.on_commit(partial(keep_words, new[0].locale, _words(new)))
    return bool(stale or new)


def keep_words(locale: str, found: set[str]) -> None:
    """Keep words for spelling. After the commit: two that publish the same new words would wait for each other."""
    Word.objects.bulk_create(
        [Word(locale=locale, initial=word[0], word=word) for word in sorted(found)], ignore_conflicts=True
    )


def passages(guide: Guide, document: GuideDocument, site: int) -> Iterator[Passage]:
    """Yield the guide by its title and summary, then its sections and questions, in reading order."""
    filed = partial(Filed, site=site, locale=document.locale)
    passage = partial(_passage, guide, document.title)
    yield passage(filed("guide"), str(guide.pk), "", document.title, document.summary)
    for part in document.body:
        questions = [node for node in within(part.children()) if isinstance(node, QuestionNode)]
        if not questions:
            text = part.plain_text().removeprefix(part.heading)
            where = filed("section", is_last=is_list_of_links(part, text))
            yield passage(where, part.id, part.anchor, part.heading, text)
        for question in questions:
            asked, text = question.question, question.plain_text().removeprefix(question.question)
            yield passage(filed("answer"), question.id, question.anchor, asked, text)


def _passage(guide: Guide, title: str, filed: Filed, node_id: str, anchor: str, heading: str, text: str) -> Passage:
    text = unicodedata.normalize("NFC", in_one_line(text))
    return Passage(
        guide=guide,
        kind=filed.kind,
        locale=filed.locale,
        node_id=node_id,
        anchor=anchor,
        heading=heading,
        heading_words=" ".join(folded(heading).split())[:HEADING_WORDS],
        tokens=tokens(filed, title, heading, text),
        text=text,
    )


def in_one_line(text: str) -> str:
    """Return the words of a text with single spaces, and a sign after each of its parts that ends without any."""
    lines = [words for line in text.splitlines() if (words := " ".join(line.split()))]
    ends = (" " if line[-1] in _ENDS or after.startswith("•") else " · " for line, after in pairwise(lines))
    return "".join(part for pair in zip_longest(lines, ends, fillvalue="") for part in pair)


def _words(written: list[Passage]) -> set[str]:
    found = (word for passage in written for word in words(f"{passage.heading} {passage.text}"))
    return {word for word in found if _SHORTEST <= len(word) <= LONGEST_WORD and word.isalpha() and not is_run(word)}
