"""Finding what somebody meant: as it was typed, else as it may have been meant."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from .query import Query
from .results import Result, results
from .search import LACKING, Kind, search
from .spelling import Meant, meant
from .synonyms import Line, synonyms


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

    Two queries where a passage has all the words, one of them for synonyms unless these are known. Where none has, two
    more for each language that is searched, and one for what may have been meant.
    """
    query = Query.of(typed, locale)
    instead = synonyms(query, synonym_lines)
    query = Query.of(typed, locale, instead) if instead else query
    hits = search(query, host, kind=kind, offset=offset, limit=limit)
    if query.terms and (not hits or hits[0].place >= LACKING) and (offset == 0 or _lacks(query, host, kind)):
        for code in query.terms:
            other = meant([word for word in query.words if word not in instead], code, host)
            if other.instead:
                corrected = Query.of(typed, code, {**instead, **other.instead})
                better = search(corrected, host, kind=kind, offset=offset, limit=limit)
                if better and (not hits or better[0].place < LACKING):
                    return Found(results(better, corrected), _suggestion(query, other))
    return Found(results(hits, query))


def _suggestion(query: Query, meant: Meant) -> str:
    """Return the whole query as it may have been meant; nothing where it was only begun."""
    words = " ".join(filter(None, (meant.shown.get(word, word) for word in query.words)))
    return words if words != " ".join(query.words) else ""


def _lacks(query: Query, host: dict[str, Any], kind: Kind | None) -> bool:
    first = search(query, host, kind=kind, offset=0, limit=1)
    return not first or first[0].place >= LACKING
