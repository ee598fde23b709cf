"""Search: questions, and all that guides say, with the words around what was found."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Router

from guide_pages.queries.hosts import host
from guide_pages.reading.representation import respond_compressed
from guide_pages.searching.finding import find
from guide_pages.searching.results import Result

from .cursors import from_cursor, to_cursor
from .joining import JSON
from .operations import Cursor, PageSize, Revision, Words, read
from .problems import bad_cursor
from .schemas import AnswerHit, AnswerList, Extract, GuideLink, SearchHit, SearchList

router = Router(tags=["Search"])


@read(router, "answers", "searchAnswers", AnswerList, errors=(400,))
def search_answers(
    request: HttpRequest,
    q: Words,
    locale: Words | None = None,
    cursor: Cursor = None,
    limit: PageSize = 20,
    rev: Revision = 1,
) -> HttpResponse:
    """Questions of public guides, the best first: by their own words, then by those of their answers."""
    page = _Page("answers", q, locale, cursor, limit)
    found = find(q, host(request), kind="answer", locale=locale, offset=page.offset, limit=limit + 1).results
    items = [AnswerHit(question=result.heading, anchor=result.anchor, **_common(result)) for result in found[:limit]]
    return _respond(request, AnswerList(items=items, next_cursor=page.next_cursor(len(found))))


@read(router, "search", "search", SearchList, errors=(400,))
def search_guides(
    request: HttpRequest,
    q: Words,
    locale: Words | None = None,
    cursor: Cursor = None,
    limit: PageSize = 20,
    rev: Revision = 1,
) -> HttpResponse:
    """Guides, their sections and their answers, the best first: by title or heading, then by summary or text."""
    page = _Page("search", q, locale, cursor, limit)
    found = find(q, host(request), locale=locale, offset=page.offset, limit=limit + 1).results
    items = [
        SearchHit(kind=result.kind, heading=result.heading, anchor=result.anchor or None, **_common(result))
        for result in found[:limit]
    ]
    return _respond(request, SearchList(items=items, next_cursor=page.next_cursor(len(found))))


class _Page:
    """Where in the hits of a query a client is. Raises a 400 for the cursor of another."""

    def __init__(self, kind: str, q: str, locale: str | None, cursor: str | None, limit: int) -> None:
        self._kind = f"search.{kind}"
        self._query = hashlib.sha256(json.dumps([q, locale]).encode()).hexdigest()[:16]
        self._limit = limit
        self.offset = self._from(cursor) if cursor is not None else 0

    def next_cursor(self, hits: int) -> str | None:
        """Return the cursor after this page, if there were more hits than it holds."""
        return to_cursor(self._kind, self.offset + self._limit, self._query) if hits > self._limit else None

    def _from(self, cursor: str) -> int:
        place = from_cursor(self._kind, cursor)
        if len(place) != 2 or place[1] != self._query:
            raise bad_cursor()
        return int(place[0])


def _common(result: Result) -> dict[str, Any]:
    card = result.card
    return {
        "id": result.id,
        "url": result.url,
        "guide": GuideLink(id=card["id"], title=card["title"], url=card["url"], locale=card["locale"]),
        "extract": Extract(html=result.extract.html, plain=result.extract.plain),
    }


def _respond(request: HttpRequest, found: AnswerList | SearchList) -> HttpResponse:
    return respond_compressed(request, found.model_dump_json().encode(), JSON)
