"""Finding what somebody meant: as it was typed, else as it may have been meant."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from .folding import folded
from .query import Instead, Query
from .results import Result, results
from .search import LACKING, Hit, Kind, search
from .spelling import Meant, meant
from .synonyms import Line, synonyms

#: Passages with all the words of which there are so few that those with most of them stand below.
FEW = 3


class Found(NamedTuple):
    """What was found, and what it was found by, if that is not what was typed."""

    results: list[Result]
    suggestion: str = ""


def find(
    typed: str,
    host: dict[str, Any],
    *,
    kind: Kind | None = None,
    locale: str | None = None,
    synonym_lines: Sequence[Line] | None = None,
    offset: int,
    limit: int,
) -> Found:
    """Return at most `limit` results from an offset, on the site of a host.

    Two queries where some passages have all the words, one of them for synonyms unless these are known. Where few have,
    three more for each language that is searched: for words that are near, for how rare each is, and for passages that
    have most of what was said, or of what was meant.
    """
    query = Query.of(typed, locale)
    instead = synonyms(query, synonym_lines)
    query = Query.of(typed, locale, instead) if instead else query
    hits = search(query, host, kind=kind, offset=offset, limit=limit)
    if not query.terms or _are_enough(hits, query, host, kind, offset, limit):
        return Found(results(hits, query))
    best = Found([])
    for code in query.terms:
        other = meant(query, code, host, but_for=instead)
        if not other.guides:
            continue
        rather = Query.of(typed, code, _both(instead, other.instead))
        rather = rather._replace(guides=other.guides, is_corrected=bool(other.shown))
        better = search(rather, host, kind=kind, offset=offset, limit=limit)
        if better and (not best.results or not _is_lacking(better)):
            shown = results(better, rather)
            best = Found(shown, _suggestion(query, other, shown))
            if not _is_lacking(better):
                break
    return best


def _both(instead: Instead, other: Instead) -> Instead:
    return {word: [*instead.get(word, ()), *other.get(word, ())] for word in {**instead, **other}}


def _is_lacking(hits: Sequence[Hit]) -> bool:
    """Return whether no hit has all the words: the first is the best."""
    return not hits or hits[0].place >= LACKING


def _suggestion(query: Query, meant: Meant, found: Sequence[Result]) -> str:
    """Return the whole query as it may have been meant; nothing where it was only begun.

    What is corrected is written as it stands where it was found, with its accents.
    """
    if not meant.shown:
        return ""
    written = dict(as_written(word for result in found for word in (result.heading, result.extract.plain)))
    corrected = (meant.shown.get(word, word) for word in query.words)
    return " ".join(written.get(word, word) for shown in corrected for word in shown.split())


def as_written(texts: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield each word of some texts in small letters, by its folded form."""
    for text in texts:
        for word in re.findall(r"\w+", text.lower()):
            yield folded(word), word


def _are_enough(
    hits: Sequence[Hit], query: Query, host: dict[str, Any], kind: Kind | None, offset: int, limit: int
) -> bool:
    """Return whether the first hits have all the words, and are not so few that others should stand below them."""
    if offset and not _is_lacking(hits):
        return True
    first = search(query, host, kind=kind, offset=0, limit=FEW) if offset else hits
    is_one = all(len(terms) == 1 for terms in query.terms.values())
    return sum(hit.place < LACKING for hit in first) >= min(limit, 1 if is_one else FEW)
