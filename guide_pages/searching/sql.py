"""The SQL of a search: what both databases share, and what each says in its own words.

A name in brackets is a value, given when the query is run. SQLite finds with FTS5, the latest passages first;
PostgreSQL with its GIN indexes: the query stands in a subquery, so that the planner, which takes `@@` to cost nothing,
does not count on common words and read one long text after the other.
"""

# ruff: noqa: S608 - nothing of a request is written into the SQL
from __future__ import annotations

import re
from typing import Any, NamedTuple

from django.db.models import CharField, Field, IntegerField
from django.db.models.expressions import RawSQL
from wagtail.coreutils import get_content_languages

from guide_pages.queries.prepared import Slot
from guide_pages.records import Delivery, Passage

PASSAGES, DELIVERIES = Passage._meta.db_table, Delivery._meta.db_table

_SLOTS: dict[str, Field[Any, Any]] = {
    **dict.fromkeys(["heading", "words", "fts_headed", "fts_texted", "stems", "locale"], CharField()),
    **dict.fromkeys(["ranked", "offset", "limit"], IntegerField()),
}


class Dialect(NamedTuple):
    """How a database finds passages `p`, with all words in the heading or with some outside, and how it ranks them."""

    words: str
    headed: str
    texted: str
    order: str
    score: str


SQLITE = Dialect(
    words="",
    headed=f"{PASSAGES}_fts f CROSS JOIN {PASSAGES} p ON p.id = f.rowid WHERE {PASSAGES}_fts MATCH [fts_headed]",
    texted=f"{PASSAGES}_fts f CROSS JOIN {PASSAGES} p ON p.id = f.rowid WHERE {PASSAGES}_fts MATCH [fts_texted]",
    order="ORDER BY f.rowid DESC LIMIT -1",
    # Okapi BM25 without what it takes from other texts: a word counts less the more often it was there already.
    score="""(
        SELECT sum(times / (times + 0.5 + size / 2000.0)) FROM (
            SELECT (size - length(replace(said, value, ''))) * 1.0 / length(value)
                + 3 * (instr(' ' || p.heading_words, value) > 0) AS times, size
            FROM (SELECT ' ' || p.text_words AS said, length(p.text_words) + 1 AS size), json_each([stems])
            LIMIT -1
        )
    )""",
)


def postgresql(kind: str | None, *, has_locale: bool) -> Dialect:
    """Return the search for PostgreSQL. Each language has its own stems; a word may be in any of them."""
    languages = ["[locale]"] if has_locale else [f"'{code}'" for code in get_content_languages()]
    query = " || ".join(f"guide_pages_query({language}, [words])" for language in languages)
    of_kind = f"&& $$'/{kind}'$$::tsquery" if kind else ""
    return Dialect(
        words=f"""words AS (
            SELECT query, query {of_kind} AS wanted FROM (SELECT {query} AS query) q WHERE numnode(query) > 0
        ),""",
        headed=f"{PASSAGES} p WHERE p.heading_index @@ (SELECT wanted FROM words)",
        texted=f"""{PASSAGES} p WHERE p.text_index @@ (SELECT wanted FROM words)
            AND NOT p.heading_index @@ (SELECT wanted FROM words)""",
        order="",
        score="ts_rank(p.text_index, (SELECT query FROM words), 1)",
    )


def search_sql(vendor: str, kind: str | None, *, has_locale: bool) -> tuple[str, list[Any]]:
    """Return the SQL of a search of one kind or of both, in one locale or in all, for `PreparedSQL`.

    Found are the passages of one place after those of the other, until enough are public: the condition stands where
    it is asked of one passage at a time. A text is read where it is ranked or shown.
    """
    database = SQLITE if vendor == "sqlite" else postgresql(kind, has_locale=has_locale)
    condition = "AND p.locale = [locale]" if has_locale else ""
    of_kind = f"AND p.kind = '{kind}'" if kind else ""
    return _with_slots(
        f"""
        WITH {database.words}
        found AS (
            SELECT id, place FROM (
                SELECT p.id, p.guide_id, 0 AS place FROM {PASSAGES} p
                WHERE p.heading_words = [heading] {of_kind} {condition}
                UNION ALL
                SELECT * FROM (
                    SELECT p.id, p.guide_id, 1 FROM {database.headed}
                    AND p.heading_words <> [heading] {condition} {database.order}
                ) AS headed
                UNION ALL
                SELECT * FROM (
                    SELECT p.id, p.guide_id, 2 FROM {database.texted} {condition} {database.order}
                ) AS texted
            ) AS passage
            WHERE passage.guide_id = ([public])
            LIMIT [ranked]
        ),
        ranked AS (
            SELECT p.id, place, CASE WHEN place = 2 THEN {database.score} ELSE -length(p.heading_words) END AS score
            FROM found JOIN {PASSAGES} p ON p.id = found.id
            ORDER BY place, score DESC, p.id LIMIT [limit] OFFSET [offset]
        )
        SELECT p.kind, p.node_id, p.anchor, p.heading, p.text, d.card
        FROM ranked JOIN {PASSAGES} p ON p.id = ranked.id JOIN {DELIVERIES} d ON d.guide_id = p.guide_id
        ORDER BY place, score DESC, p.id
        """
    )


def _with_slots(sql: str) -> tuple[str, list[Any]]:
    public = Delivery.objects.public().here().filter(guide=RawSQL("passage.guide_id", [])).values("pk")
    public_sql, public_parameters = public.query.sql_with_params()
    parameters: list[Any] = []

    def filled(name: re.Match[str]) -> str:
        if name[1] == "public":
            parameters.extend(public_parameters)
            return public_sql
        parameters.append(Slot(name[1], _SLOTS[name[1]]))
        return "%s"

    return re.sub(r"\[(\w+)\]", filled, sql), parameters
