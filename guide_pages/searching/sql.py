"""The SQL of a search: what both databases share, and what each says in its own words.

A name in brackets is a value, given when the query is run. SQLite finds with FTS5, the latest passages first;
PostgreSQL with a GIN index: the query stands in a subquery, so that the planner, which takes `@@` to cost nothing,
does not count on common words and read one long text after the other. Few words are asked about (`unnest`), and most
passages are public (`IS NOT NULL`): told so, PostgreSQL does not compile a query that takes it a millisecond (`jit`).
"""

# ruff: noqa: S608 - nothing of a request is written into the SQL
from __future__ import annotations

import re
from typing import Any, NamedTuple

from django.db.models import CharField, Field, IntegerField
from django.db.models.expressions import RawSQL

from guide_pages.queries.hosts import requested_site
from guide_pages.queries.prepared import Slot
from guide_pages.records import Delivery, Passage

from .expressions import FTS5, TSQUERY, Language
from .weighing import COUNTED

PASSAGES, DELIVERIES = Passage._meta.db_table, Delivery._meta.db_table

#: What is looked for, in the order in which it is.
PLACES = ("exact", "headed", "texted", "some")

_SLOTS: dict[str, Field[Any, Any]] = {
    **dict.fromkeys([*PLACES, "scored", "tokens", "counted", "locale"], CharField()),
    **dict.fromkeys(["ranked", "offset", "limit"], IntegerField()),
}


class Dialect(NamedTuple):
    """How a database finds passages `p` by an expression on the site that is asked, and counts its tokens."""

    language: Language
    found: str
    order: str
    each: str
    has: str
    scored: str
    apart: str


SQLITE = Dialect(
    language=FTS5,
    found=f"""{PASSAGES}_fts f CROSS JOIN {PASSAGES} p ON p.id = f.rowid
        WHERE {PASSAGES}_fts MATCH '"/s' || ([site]) || '" AND (' || {{expression}} || ')'""",
    order="ORDER BY f.rowid DESC LIMIT -1",
    each="SELECT value FROM json_each([{}])",
    has="instr",
    scored="""SELECT json_extract(value, '$[0]') AS term, json_extract(value, '$[1]') AS token,
        json_extract(value, '$[2]') AS weight, json_extract(value, '$[3]') AS part
        FROM json_each([scored], '$."' || p.locale || '"')""",
    apart="LIMIT -1",
)

POSTGRESQL = Dialect(
    language=TSQUERY,
    found=f"""{PASSAGES} p
        WHERE p.token_index @@ (SELECT ('''/s' || ([site]) || '''')::tsquery && CAST({{expression}} AS tsquery))""",
    order="",
    each="SELECT value FROM unnest(ARRAY(SELECT jsonb_array_elements_text(CAST([{}] AS jsonb)))) AS value",
    has="strpos",
    scored="""SELECT value->>0 AS term, value->>1 AS token, (value->>2)::float AS weight, (value->>3)::float AS part
        FROM jsonb_array_elements(CAST([scored] AS jsonb) -> p.locale)""",
    apart="OFFSET 0",
)


def dialect(vendor: str) -> Dialect:
    """Return how a database is asked."""
    return SQLITE if vendor == "sqlite" else POSTGRESQL


def search_sql(vendor: str) -> tuple[str, list[Any]]:
    """Return the SQL of a search, for `PreparedSQL`.

    Found are the passages of one place after those of the other, until enough are public: the condition stands where
    it is asked of one passage at a time. A text is read where it is ranked or shown.
    """
    database = dialect(vendor)
    places = " UNION ALL ".join(_of_place(database, place, name) for place, name in enumerate(PLACES))
    return _with_slots(
        f"""
        WITH found AS (
            SELECT id, place FROM ({places}) AS passage WHERE passage.guide_id = ([public]) LIMIT [ranked]
        ),
        scored AS (
            SELECT p.id, place, p.tokens LIKE '/last %%' AS is_last,
                CASE WHEN place < 2 THEN -length(p.heading_words) ELSE {_score(database)} END AS score
            FROM found JOIN {PASSAGES} p ON p.id = found.id {database.apart}
        ),
        ranked AS (
            SELECT id, place, is_last, score FROM ({_each_answer_once()}) AS once WHERE nth = 1
            ORDER BY is_last, place, score DESC, id LIMIT [limit] OFFSET [offset]
        )
        SELECT p.kind, p.node_id, p.anchor, p.heading, p.text, p.locale, d.card, place
        FROM ranked JOIN {PASSAGES} p ON p.id = ranked.id JOIN {DELIVERIES} d ON d.guide_id = p.guide_id
        ORDER BY is_last, place, score DESC, p.id
        """
    )


def known_sql(vendor: str) -> tuple[str, list[Any]]:
    """Return the SQL that says which tokens stand in a passage that is public on the site that is asked, and of some
    in how many guides, among so many passages that it takes no longer on a large site."""
    database = dialect(vendor)
    quote = database.language.quote.replace("'", "''")
    between = f"{quote}{database.language.all_of}{quote}"
    found = database.found.format(
        expression=f"('{quote}/' || CAST([locale] AS text) || '{between}' || asked.value || '{quote}')"
    )
    passages = f"(SELECT p.guide_id FROM {found} {database.apart}) AS passage"
    return _with_slots(
        f"""
        SELECT asked.value, 1 FROM ({database.each.format("tokens")}) AS asked
        WHERE EXISTS (SELECT 1 FROM {passages} WHERE ([public]) IS NOT NULL)
        UNION ALL
        SELECT asked.value, (
            SELECT count(DISTINCT guide_id) FROM (
                SELECT passage.guide_id FROM {passages} WHERE ([public]) IS NOT NULL LIMIT {COUNTED}
            ) AS looked_at
        ) FROM ({database.each.format("counted")}) AS asked
        """
    )


def _each_answer_once() -> str:
    """Return what numbers the places where the same answer stands, the best first: one that guides share, each having
    it as its own."""
    same = [f"CASE WHEN p.kind = 'answer' THEN p.{column} END" for column in ("locale", "heading", "text")]
    other = "CASE WHEN p.kind <> 'answer' THEN p.id END"
    return f"""
        SELECT scored.*, row_number() OVER (
            PARTITION BY {", ".join([other, *same])} ORDER BY is_last, place, score DESC, p.id
        ) AS nth
        FROM scored JOIN {PASSAGES} p ON p.id = scored.id
    """


def _of_place(database: Dialect, place: int, name: str) -> str:
    found = database.found.format(expression=f"[{name}]")
    return f"SELECT * FROM (SELECT p.id, p.guide_id, {place} AS place FROM {found} {database.order}) AS of_{name}"


def _score(database: Dialect) -> str:
    """Return the score of a text: for each term that it has, more the longer the term is, the more often it stands
    there, less and less so, and in the fewer words. Nothing else counts, least of all other texts."""
    return f"""(
        SELECT sum(weight * (1 + times / (times + 0.5 + size / 2000.0))) FROM (
            SELECT term, weight, size, sum(part * (
                (size - length(replace(said, ' ' || token || ' ', ''))) * 1.0 / (length(token) + 2)
                + CASE WHEN {database.has}(said, ' ^' || token || ' ') > 0 THEN 3 ELSE 0 END
                + CASE WHEN {database.has}(said, ' ~' || token || ' ') > 0 THEN 0.5 ELSE 0 END
            )) AS times
            FROM (SELECT ' ' || p.tokens || ' ' AS said, length(p.tokens) + 2 AS size {database.apart}) AS passage,
                ({database.scored}) AS asked
            GROUP BY term, weight, size
        ) AS counted WHERE times > 0
    )"""


def _with_slots(sql: str) -> tuple[str, list[Any]]:
    public = Delivery.objects.public().here().filter(guide=RawSQL("passage.guide_id", [])).values("pk")
    written = {
        "public": public.query.sql_with_params(),
        "site": requested_site().values("pk")[:1].query.sql_with_params(),
    }
    parameters: list[Any] = []

    def filled(name: re.Match[str]) -> str:
        if name[1] in written:
            text, given = written[name[1]]
            parameters.extend(given)
            return text
        parameters.append(Slot(name[1], _SLOTS[name[1]]))
        return "%s"

    return re.sub(r"\[([a-z]+)\]", filled, sql), parameters
