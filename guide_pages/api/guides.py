"""Guides: in lists, whole, and by the address of their page."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache
from typing import Annotated, Any, Literal, NamedTuple
from urllib.parse import quote, unquote
from uuid import UUID

from django.db.models import CharField, DateTimeField, F, Q, UUIDField
from django.http import Http404, HttpRequest, HttpResponse
from ninja import Router
from pydantic import Field

from guide_pages.document import GuideDocument
from guide_pages.queries.hosts import host
from guide_pages.queries.prepared import Prepared, Slot
from guide_pages.reading.addresses import SAFE
from guide_pages.reading.representation import StoredBody
from guide_pages.records import Delivery
from guide_pages.records.deliveries import DeliveryQuerySet

from .cursors import from_cursor, to_cursor
from .joining import JSON, respond_with_cards
from .operations import Cursor, PageSize, Revision, Since, Words, read
from .problems import bad_cursor, not_found
from .redirects import redirect_to_guide
from .schemas import GuideList

router = Router(tags=["Guides"])

Order = Literal["newest", "oldest", "updated"]
PagePath = Annotated[str, Field(pattern=r"^/[^\x00]*$", max_length=2000)]

#: The field that an order goes by, and whether it goes backwards.
_ORDERS: dict[Order, tuple[str, bool]] = {
    "newest": ("first_published_at", True),
    "oldest": ("first_published_at", False),
    "updated": ("updated_at", True),
}


def document_body(rows: Any) -> StoredBody:
    """Return the stored JSON of the one guide in these rows."""
    columns = {"br": "json_br", "gzip": "json_gzip", "": "json"}
    return StoredBody(rows, digest="digest", columns=columns, content_type=JSON)


def here() -> DeliveryQuerySet:
    """Return what the public may read on the site that was asked."""
    return Delivery.objects.public().here()


_BY_ID = document_body(lambda: here().filter(guide=Slot("guide", UUIDField())))
_BY_PATH = document_body(
    lambda: here().filter(path__in=[Slot("path", CharField()), Slot("slashed", CharField())]).order_by("path")
)


class _Shape(NamedTuple):
    """What a list's SQL depends on."""

    order: Order
    limit: int
    is_continued: bool
    has_topic: bool
    has_locale: bool
    has_since: bool


@read(router, "guides", "listGuides", GuideList, errors=(400,))
def list_guides(
    request: HttpRequest,
    topic: Words | None = None,
    locale: Words | None = None,
    updated_since: Since | None = None,
    order: Order = "newest",
    cursor: Cursor = None,
    limit: PageSize = 20,
    rev: Revision = 1,
) -> HttpResponse:
    """Cards of the public guides, for a list. `updated_since` is when a guide's words last changed."""
    place = {} if cursor is None else _place(order, cursor)
    shape = _Shape(order, limit, bool(place), topic is not None, locale is not None, updated_since is not None)
    rows = _listed(shape).rows(**host(request), topic=topic, locale=locale, since=updated_since, **place)
    more = len(rows) > limit
    last = rows[limit - 1] if more else None
    return respond_with_cards(
        request,
        (bytes(card) for card, _value, _guide in rows[:limit]),
        next_cursor=to_cursor(f"guides.{order}", last[1].isoformat(), str(last[2])) if last else None,
    )


def _place(order: Order, cursor: str) -> dict[str, Any]:
    try:
        value, guide = from_cursor(f"guides.{order}", cursor)
        return {"value": datetime.fromisoformat(value), "guide": UUID(guide)}
    except (TypeError, ValueError) as error:
        raise bad_cursor() from error


@lru_cache(maxsize=256)
def _listed(shape: _Shape) -> Prepared:
    return Prepared(lambda: _rows(shape))


def _rows(shape: _Shape) -> Any:
    field, backwards = _ORDERS[shape.order]
    rows = here()
    if shape.has_topic:
        rows = rows.filed_under(Slot("topic", CharField()))
    if shape.has_locale:
        rows = rows.filter(guide__locale__language_code=Slot("locale", CharField()))
    if shape.has_since:
        rows = rows.filter(updated_at__gte=Slot("since", DateTimeField()))
    if shape.is_continued:
        value, guide, than = Slot("value", DateTimeField()), Slot("guide", UUIDField()), "lt" if backwards else "gt"
        after = Q(**{f"{field}__{than}": value}) | Q(**{f"guide__{than}": guide})
        rows = rows.filter(Q(**{f"{field}__{than}e": value}) & after)
    sign = "-" if backwards else ""
    ordered = rows.order_by(f"{sign}{field}", f"{sign}guide_id")
    return ordered.values_list("card", F(field), F("guide_id"))[: shape.limit + 1]


@read(router, "guides/by-path", "getGuideByPath", GuideDocument, errors=(404,))
def get_guide_by_path(request: HttpRequest, path: PagePath, rev: Revision = 1) -> HttpResponse:
    """The guide whose page has this path: where a web link leads inside an app. 308 where the page has moved."""
    plain = unquote(path).replace("\x00", "")
    bare = quote(plain.removesuffix("/"), safe=SAFE)  # with a slash or without: as the site writes it, not the link
    try:
        return _BY_PATH.respond(request, **host(request), path=bare, slashed=f"{bare}/")
    except Http404:
        redirect = redirect_to_guide(request, plain)
        if redirect is None:
            raise not_found("No public guide has this path.") from None
        return redirect


@read(router, "guides/{guide_id}", "getGuide", GuideDocument)
def get_guide(request: HttpRequest, guide_id: UUID, rev: Revision = 1) -> HttpResponse:
    """A whole guide."""
    try:
        return _BY_ID.respond(request, **host(request), guide=guide_id)
    except Http404:
        raise not_found("No public guide has this id.") from None
