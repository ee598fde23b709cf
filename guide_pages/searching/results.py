"""What was found, as somebody who searches is shown it: where it stands, and an extract."""

from __future__ import annotations

import json
import unicodedata
from typing import Any, NamedTuple

from .extracts import Extract, Marks, extract, marked
from .query import Query
from .search import Hit, Kind
from .stems import language_of


class Result(NamedTuple):
    """A passage that was found. `card` is its guide's, as readers are told it; `url` leads to the very place.

    `marked` is the heading as HTML with `<mark>` and nothing else.
    """

    kind: Kind
    id: str
    heading: str
    anchor: str
    url: str
    card: dict[str, Any]
    extract: Extract
    marked: str


def results(hits: list[Hit], query: Query) -> list[Result]:
    """Return what is shown of each hit of a query."""
    return [_result(hit, query) for hit in hits]


def _result(hit: Hit, query: Query) -> Result:
    card = json.loads(bytes(hit.card))
    url = f"{card['url']}#{hit.anchor}" if hit.anchor else card["url"]
    sought, heading = marks(query, hit.locale), unicodedata.normalize("NFC", hit.heading)
    return Result(
        hit.kind, hit.node_id, hit.heading, hit.anchor, url, card, extract(hit.text, sought), marked(heading, sought)
    )


def marks(query: Query, locale: str) -> Marks:
    """Return what a query marks in a text of a locale."""
    stems, runs = query.marked(locale)
    return Marks(language_of(locale), stems, tuple(runs))
