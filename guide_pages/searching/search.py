"""Searching the passages of public guides: one query, whose work is bounded however common the words are.

Not by Wagtail's search backend: on SQLite it loads every hit, and its index follows in a task after the commit.

What is found, best first: a heading that is the query; headings with all its words, the shortest first; passages with
all its words, by how often and in how few others; then those with most of what the words say. Lists of sources come
last. Nothing else counts, least of all other texts: what a reader may not see must not show in the order of what they
may. Of what is found, `RANKED` are ranked, those in headings first.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import lru_cache
from typing import Any, Literal, NamedTuple

from django.db import connection

from guide_pages.queries.prepared import PreparedSQL

from .expressions import Expressions
from .query import Query
from .sql import dialect, known_sql, search_sql
from .weighing import weight

Kind = Literal["guide", "section", "answer"]

#: Passages that are ranked for a query, and so how many it can find.
RANKED = 200
#: The first place of a passage that lacks some of the words.
LACKING = 3


class Hit(NamedTuple):
    """A passage that was found, with the card of its guide as its readers are told it: JSON."""

    kind: Kind
    node_id: str
    anchor: str
    heading: str
    text: str
    locale: str
    card: bytes
    place: int


def search(query: Query, host: dict[str, Any], *, kind: Kind | None, offset: int, limit: int) -> list[Hit]:
    """Return at most `limit` hits from an offset, on the site of a host. One query; none for no words."""
    if not query.terms:
        return []
    rows = _prepared().rows(
        **host,
        **Expressions.of(query, kind, dialect(connection.vendor).language)._asdict(),
        scored=json.dumps(_scored(query)),
        ranked=RANKED,
        offset=offset,
        limit=limit,
    )
    return [Hit(*row) for row in rows]


def known(tokens: Iterable[str], counted: Iterable[str], locale: str, host: dict[str, Any]) -> dict[str, int]:
    """Return those of some tokens that public passages in a language have on the site of a host. One query.

    Of the `counted` ones it says in how many guides, among the first `COUNTED` passages; of others, 1.
    """
    values = {"tokens": json.dumps(list(tokens)), "counted": json.dumps(list(counted))}
    return {token: guides for token, guides in _prepared_known().rows(**host, **values, locale=locale) if guides}


def _scored(query: Query) -> dict[str, list[tuple[int, str, float, float]]]:
    """Return by locale what counts in a text: the number of a term, a token of it, what both count."""
    return {
        locale: [
            (number, token, weight(term, query.guides), 1 / len(alternative))
            for number, term in enumerate(terms)
            for alternative in term
            for token in alternative
        ]
        for locale, terms in query.terms.items()
    }


@lru_cache(maxsize=1)
def _prepared() -> PreparedSQL:
    return PreparedSQL(lambda: search_sql(connection.vendor))


@lru_cache(maxsize=1)
def _prepared_known() -> PreparedSQL:
    return PreparedSQL(lambda: known_sql(connection.vendor))
