"""What a guide has said: its history, and each edition in its own words."""

from __future__ import annotations

from functools import lru_cache
from typing import Annotated, Any
from uuid import UUID

from django.db.models import IntegerField, Subquery, UUIDField
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from ninja import Router
from pydantic import Field

from guide_pages.document import GuideDocument
from guide_pages.outages.cache import Cache
from guide_pages.queries.hosts import host, requested_site
from guide_pages.queries.prepared import Prepared, Slot
from guide_pages.queries.visibility import is_unrestricted
from guide_pages.reading.representation import MAX_AGE, respond_compressed
from guide_pages.reading.serving import past_edition
from guide_pages.records import Edition, Tombstone

from .cursors import from_cursor, to_cursor
from .guides import document_body, here
from .joining import JSON
from .operations import Cursor, PageSize, Revision, read
from .problems import Refused, bad_cursor, not_found
from .schemas import EditionEntry, EditionList

router = Router(tags=["Editions"])

Number = Annotated[int, Field(ge=1, le=2**31 - 1)]

_CURRENT = document_body(
    lambda: here().filter(guide=Slot("guide", UUIDField()), edition__number=Slot("number", IntegerField()))
)


@read(router, "guides/{guide_id}/editions", "listEditions", EditionList, errors=(400, 404))
def list_editions(
    request: HttpRequest, guide_id: UUID, cursor: Cursor = None, limit: PageSize = 20, rev: Revision = 1
) -> HttpResponse:
    """The editions of a public guide, the latest first."""
    kind = f"editions.{guide_id}"
    before = _place(kind, cursor)
    rows = _history(limit).rows(**host(request), guide=guide_id, before=before)
    if not rows:
        raise not_found("No public guide has this id.")
    items = [_entry(*row) for row in rows[:limit]]
    next_cursor = to_cursor(kind, items[-1].number) if len(rows) > limit else None
    body = EditionList(items=items, next_cursor=next_cursor).model_dump_json().encode()
    return respond_compressed(request, body, JSON)


def _place(kind: str, cursor: str | None) -> int:
    """Return the number before which to go on."""
    if cursor is None:
        return 2**31 - 1
    try:
        [number] = from_cursor(kind, cursor)
        return int(number)
    except (TypeError, ValueError) as error:
        raise bad_cursor() from error


def _entry(number: int, created_at: Any, cause: Any, note: str, withdrawn_at: Any, reason: str) -> EditionEntry:
    return EditionEntry(
        number=number,
        created_at=created_at,
        cause=cause,
        note=note or None,
        withdrawn_at=withdrawn_at,
        withdrawn_reason=reason or None,
    )


@lru_cache(maxsize=100)
def _history(limit: int) -> Prepared:
    fields = ("number", "created_at", "cause", "note", "withdrawn_at", "withdrawn_reason")
    return Prepared(
        lambda: (
            _editions()
            .filter(number__lt=Slot("before", IntegerField()))
            .order_by("-number")
            .values_list(*fields)[: limit + 1]
        )
    )


def _editions() -> Any:
    """Return the editions of one public guide of the site that was asked."""
    return Edition.objects.filter(guide=Slot("guide", UUIDField()), guide__delivery__in=here())


@read(router, "guides/{guide_id}/editions/{number}", "getEdition", GuideDocument, errors=(404, 410))
def get_edition(request: HttpRequest, guide_id: UUID, number: Number, rev: Revision = 1) -> HttpResponse:
    """An edition of a public guide in its own words, with today's addresses and pictures; 410 if it was withdrawn.

    A past one names its topics and people as it did in its day. One that is kept no more gets 410, too, with a link to
    the one that replaced it on the same day. Of a guide that was unpublished, readers are still told why an edition was
    withdrawn, and nothing else.
    """
    try:
        return _CURRENT.respond(request, **host(request), guide=guide_id, number=number)
    except Http404:
        pass
    asked = {**host(request), "guide": guide_id, "number": number}
    row = _PAST.first(**asked) or _WITHDRAWN_WITH_ITS_GUIDE.first(**asked)
    if row is None:
        raise _lost(request, asked)
    edition_id, withdrawn_at, reason = row
    if withdrawn_at is not None:
        raise Refused(410, "withdrawn", f"This edition was withdrawn: {reason or 'no reason was given'}")
    body: bytes = Cache().get_or_set(Edition.cache_key(edition_id), lambda: _body(edition_id), MAX_AGE)
    return respond_compressed(request, body, JSON)


def _lost(request: HttpRequest, asked: dict[str, Any]) -> Refused:
    """Return the refusal for an edition that is not there: numbers have no gaps but where editions were thinned."""
    row = _NEXT.first(**asked)
    if row is None:
        return not_found("No public guide has this edition.")
    path = reverse("guides_v1:get_edition", args=[asked["guide"], *row])
    detail = (
        "This edition is kept no more. It followed a change of something shared, and %s replaced it on the same day."
    )
    return Refused(410, "not-kept", detail % f"edition {row[0]}", link=request.build_absolute_uri(path))


def _body(edition_id: int) -> bytes:
    return past_edition(Edition.objects.get(pk=edition_id)).model_dump_json().encode()


def _this(editions: Any) -> Any:
    """Return, of these, the one with the number that was asked."""
    found = editions.filter(number=Slot("number", IntegerField())).order_by("pk")
    return found.values_list("pk", "withdrawn_at", "withdrawn_reason")[:1]


def _told_that_it_is_gone() -> Any:
    """Return a guide's withdrawn editions, if the last that readers of the site were told is that it is unpublished."""
    here = Subquery(requested_site().values("pk")[:1])
    told = Tombstone.objects.filter(site=here, reason=Tombstone.Reason.UNPUBLISHED).values("guide")
    withdrawn = Edition.objects.filter(guide=Slot("guide", UUIDField()), withdrawn_at__isnull=False)
    return withdrawn.filter(is_unrestricted("guide__page__"), guide__in=told, guide__page__isnull=False)


_PAST = Prepared(lambda: _this(_editions()))
_NEXT = Prepared(
    lambda: _editions().filter(number__gt=Slot("number", IntegerField())).order_by("number").values_list("number")[:1]
)
_WITHDRAWN_WITH_ITS_GUIDE = Prepared(lambda: _this(_told_that_it_is_gone()))
