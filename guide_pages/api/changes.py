"""The sync feed: what changed since a cursor, in the order of commits; and the bundle, its beginning in one answer."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection
from django.db.models import BigIntegerField, BinaryField, F, IntegerField, OuterRef, Subquery, UUIDField, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce, Greatest
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from ninja import Router
from wagtail.models import Site

from guide_pages.gzipping import Plain
from guide_pages.queries.hosts import host, requested_site
from guide_pages.queries.prepared import Prepared, Slot
from guide_pages.reading.representation import unmet, with_validator
from guide_pages.records import Delivery, FeedCounter, FeedHorizon, Tombstone

from .cursors import from_cursor, to_cursor
from .joining import Item, joining, parts_of, respond_with_stored
from .operations import Cursor, PageSize, Revision, read
from .problems import Refused, bad_cursor
from .schemas import BundleLine, ChangeList

router = Router(tags=["Sync"])

#: Guides that a bundle reads at a time.
BUNDLED = 50
_NEVER = 2**62


class Position(NamedTuple):
    """Where a client stands in a site's feed: it has all up to `after`, and began when the feed had come to `start`."""

    site: int = 0
    after: int = 0
    start: int = _NEVER

    @property
    def seen(self) -> int:
        """The client needs no tombstone from before: it had nothing then, or was told."""
        return max(self.after, self.start)

    def cursor(self) -> str:
        return to_cursor("changes", *self)


class Feed(NamedTuple):
    """A piece of the feed, and where it ends."""

    items: list[tuple[int, Item]]
    position: Position
    has_more: bool


@read(router, "changes", "listChanges", ChangeList, errors=(400, 410))
def list_changes(request: HttpRequest, cursor: Cursor = None, limit: PageSize = 50, rev: Revision = 1) -> HttpResponse:
    """What changed since the cursor; without one, every guide. Whoever follows to the end has just the public set.

    A client skips kinds that it does not know.
    """
    body = joining(request)
    feed = read_feed(request, body, _position(cursor), limit)
    items = [item for _, item in feed.items]
    return respond_with_stored(request, body, items, next_cursor=feed.position.cursor(), has_more=feed.has_more)


def _position(cursor: str | None) -> Position:
    if cursor is None:
        return Position()
    try:
        return Position(*from_cursor("changes", cursor))
    except TypeError as error:
        raise bad_cursor() from error


def read_feed(request: HttpRequest, body: Plain, position: Position, limit: int) -> Feed:
    """Return up to `limit` changes after a position. One query.

    Raise a 400 for the position of another site; a 410 where tombstones that the client needs are kept no more, and
    where the client has more than there is: the database is an older copy.
    """
    query = _feed(limit, "json_gzip" if body.coding else "json", is_first=not position.site)
    rows = query.rows(**host(request), site=position.site, after=position.after, buried_after=position.seen)
    if not rows or rows[0][0] != 0:  # no site has this host, or another has it than the cursor's
        if position.site:
            raise bad_cursor()
        return Feed([], position, False)
    *_, site, latest, horizon, given = rows.pop(0)
    if position.site and (position.seen < horizon or position.after > given):
        raise Refused(
            410,
            "gone",
            "What has changed since this cursor is not known any more. Begin again with the bundle.",
            link=request.build_absolute_uri(reverse("guides_v1:get_bundle")),
        )
    items = [(row[0], _item(*row[1:5])) for row in rows[:limit]]
    after = items[-1][0] if items else position.after
    return Feed(items, Position(site, after, position.start if position.site else latest), len(rows) > limit)


def _item(guide: UUID, reason: str, digest: str, body: bytes | None) -> Item:
    if body is not None:
        return Item(digest, bytes(body), before=b'{"kind":"guide","guide":', after=b"}")
    gone = json.dumps({"kind": "gone", "id": str(guide), "reason": reason}, separators=(",", ":"))
    return Item(gone, raw=gone.encode())


@lru_cache(maxsize=256)
def _feed(limit: int, column: str, *, is_first: bool) -> Prepared:
    return Prepared(lambda: _rows(column, limit + 1, is_first=is_first)[: limit + 2])


def _rows(column: str, count: int, *, is_first: bool) -> Any:
    """Return deliveries and tombstones after a position, and before them a row that tells of the feed itself.

    That row is there only if the site of the cursor is the one that was asked: without it the others are not sent.
    """
    requested = Subquery(requested_site().values("pk")[:1])
    site = requested if is_first else Slot("site", IntegerField())
    nothing, none = Value(""), Value(0, BigIntegerField())
    nobody, nobytes = Value(None, UUIDField()), Value(None, BinaryField())
    deliveries: Any = (
        Delivery.objects.public()
        .filter(site=site, sequence__gt=Slot("after", BigIntegerField()))
        .values_list("sequence", "guide_id", nothing, F("digest"), F(column), *[none] * 4)
    )
    tombstones: Any = Tombstone.objects.filter(
        site=site, sequence__gt=Slot("buried_after", BigIntegerField())
    ).values_list("sequence", "guide_id", F("reason"), nothing, nobytes, *[none] * 4)
    horizon = Coalesce(Subquery(FeedHorizon.objects.filter(site=OuterRef("pk")).values("sequence")), 0)
    unknown = Value(_NEVER, BigIntegerField())  # the counter's row may be lost
    given = Coalesce(Subquery(FeedCounter.objects.filter(site=OuterRef("pk")).values("value")), unknown)
    head = (
        Site.objects.order_by()
        .filter(pk=requested)
        .filter(pk=site)
        .values_list(none, nobody, nothing, nothing, nobytes, F("pk"), _latest() if is_first else none, horizon, given)
    )
    if connection.features.supports_slicing_ordering_in_compound:  # else PostgreSQL plans to read a site's whole feed
        deliveries, tombstones = (rows.order_by("sequence")[:count] for rows in (deliveries, tombstones))
    return deliveries.union(tombstones, head, all=True).order_by("sequence")


def _latest() -> Combinable:
    """Return the last sequence that a site's feed tells: what is hidden, and has no tombstone yet, does not count."""
    told = (Delivery.objects.public(), Tombstone.objects.all(), FeedHorizon.objects.all())
    of_site = (
        rows.filter(site=OuterRef("pk"), sequence__isnull=False).order_by("-sequence").values("sequence")[:1]
        for rows in told
    )
    return Greatest(*(Coalesce(Subquery(rows), 0) for rows in of_site))


@read(router, "bundle", "getBundle", BundleLine, errors=())
def get_bundle(request: HttpRequest, rev: Revision = 1) -> HttpResponseBase:
    """Every guide as a line of JSON, streamed; the last line is the cursor with which `/changes` goes on."""
    body = joining(request)
    feed = read_feed(request, body, Position(), BUNDLED)
    etag = _bundle_tag(request, feed.position)
    response: HttpResponseBase | None = unmet(request, etag)
    if response is None:
        response = StreamingHttpResponse(_lines(request, body, feed), content_type="application/x-ndjson")
        if body.coding:
            response["Content-Encoding"] = body.coding
    return response if response.status_code == 412 else with_validator(response, etag)


def _lines(request: HttpRequest, body: Plain, feed: Feed) -> Iterator[bytes]:
    """Yield the feed up to where it stood, in one pass; what comes later is for `/changes`."""
    start, between = feed.position.start, b""
    yield body.begin()
    while True:
        for sequence, item in feed.items:
            if sequence <= start:
                yield b"".join(parts_of(body, item, between))
                between = b"\n"
        if not feed.has_more or feed.position.after >= start:
            break
        feed = read_feed(request, body, feed.position, BUNDLED)
    position = Position(feed.position.site, start, start) if feed.position.site else Position()
    end = json.dumps({"kind": "cursor", "cursor": position.cursor()}, separators=(",", ":"))
    yield body.raw(between + f"{end}\n".encode())
    yield body.end()


def _bundle_tag(request: HttpRequest, position: Position) -> str:
    """Return a weak validator: what is published while the bundle is sent may be missing, and follows its cursor."""
    sequences = _SEQUENCES.rows(**host(request))
    return f'W/"{hashlib.sha256(repr((tuple(position), sequences)).encode()).hexdigest()}"'


_SEQUENCES = Prepared(
    lambda: Delivery.objects.public().here().exclude(sequence=None).order_by("sequence").values_list("sequence")
)
