"""Searching the passages of public guides: one query, whose work is bounded however common the words are.

Not by Wagtail's search backend: on SQLite it loads every hit, and its index follows in a task after the commit.

What is found, best first: a heading that is the query; headings with all its words, the shortest first; passages with
all its words, by how often and in how few others. Nothing else counts, least of all other texts: what a reader may not
see must not show in the order of what they may. Of what is found, `RANKED` are ranked, those in headings first.
What matches and is not public here is passed over one by one: on a small site beside a large one that takes longer.
"""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any, Literal, NamedTuple

from django.db import connection

from guide_pages.queries.prepared import PreparedSQL

from .extracts import stem
from .folding import folded, is_run, looked_up, parts
from .headings import heading_words
from .sql import search_sql

Kind = Literal["guide", "section", "answer"]

#: Passages that are ranked for a query, and so how many it can find.
RANKED = 200
#: What is looked at of a query: characters, and different words.
MAX_CHARACTERS, MAX_WORDS = 200, 16


class Query(NamedTuple):
    """A reader's words: as a heading would have them; each once, as it is looked up; and what each begins with."""

    heading: str
    words: list[str]
    stems: list[str]

    @classmethod
    def of(cls, words: str) -> Query:
        """Return the query for whatever was typed. What has no letter or digit leaves no words."""
        words = " ".join(words.split())[:MAX_CHARACTERS]
        asked = list(dict.fromkeys(part for word in folded(words).split() for part in parts(word)))[:MAX_WORDS]
        found_by = dict.fromkeys(token for part in asked for token in looked_up(part))
        return cls(heading_words(words)[0], list(found_by), list(dict.fromkeys(stem(part) for part in asked)))


class Hit(NamedTuple):
    """A passage that was found, with the card of its guide as its readers are told it: JSON."""

    kind: Kind
    node_id: str
    anchor: str
    heading: str
    text: str
    card: bytes


def search(
    query: Query, host: dict[str, Any], *, kind: Kind | None, locale: str | None, offset: int, limit: int
) -> list[Hit]:
    """Return at most `limit` hits from an offset, on the site of a host. One query; none for no words."""
    if not query.words:
        return []
    rows = _prepared(kind, locale is not None).rows(
        **host,
        heading=query.heading,
        words=" ".join(query.words),
        **_fts(query.words, kind),
        stems=json.dumps([stem if is_run(stem) else f" {stem}" for stem in query.stems]),
        locale=locale,
        ranked=RANKED,
        offset=offset,
        limit=limit,
    )
    return [Hit(*row) for row in rows]


def _fts(words: list[str], kind: Kind | None) -> dict[str, str]:
    """Return FTS5's expressions: all words in the heading; all words, but not all there. No word has quotes in it."""
    quoted = " ".join(f'"{word}"' for word in words)
    anywhere, headed = f"{{heading_words text_words}} : ({quoted})", f"heading_words : ({quoted})"
    of_kind = f"kind : {kind} AND " if kind else ""
    return {"fts_headed": f"{of_kind}{headed}", "fts_texted": f"({of_kind}{anywhere}) NOT {headed}"}


@lru_cache(maxsize=8)
def _prepared(kind: Kind | None, has_locale: bool) -> PreparedSQL:
    return PreparedSQL(lambda: search_sql(connection.vendor, kind, has_locale=has_locale))
