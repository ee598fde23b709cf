"""Answers that are put together from stored parts: a copy of bytes in either coding."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from django.http import HttpRequest, HttpResponse

from guide_pages.gzipping import Gzip, Plain
from guide_pages.reading.representation import accepted_coding, respond, respond_compressed

JSON = "application/json"


class Item(NamedTuple):
    """An item of a list: its digest, and its JSON as stored in the answer's coding, or as it is."""

    digest: str
    stored: bytes | None = None
    raw: bytes = b""
    before: bytes = b""
    after: bytes = b""


def joining(request: HttpRequest) -> Plain:
    """Return the means to join parts in the coding that the client takes. There is no joining in brotli."""
    return Gzip() if accepted_coding(request, "gzip") else Plain()


def respond_with_stored(request: HttpRequest, body: Plain, items: Iterable[Item], **fields: object) -> HttpResponse:
    """Return a list as JSON whose items are copied as they are stored; `fields` follow the items."""
    items = list(items)
    tail = f"],{json.dumps(fields, separators=(',', ':'))[1:]}".encode()
    digest = hashlib.sha256("\n".join(item.digest for item in items).encode() + tail).hexdigest()
    return respond(request, digest, b"".join(_parts(body, items, tail)), body.coding, JSON)


def respond_with_cards(request: HttpRequest, cards: Iterable[bytes], **fields: object) -> HttpResponse:
    """Return a list as JSON, compressed as a whole: its items say much the same. `fields` follow the items."""
    body = b'{"items":[%b],%b' % (b",".join(cards), json.dumps(fields, separators=(",", ":"))[1:].encode())
    return respond_compressed(request, body, JSON)


def _parts(body: Plain, items: list[Item], tail: bytes) -> Iterator[bytes]:
    yield body.begin()
    between = b'{"items":['
    for item in items:
        yield from parts_of(body, item, between)
        between = b","
    yield body.raw(tail if items else between + tail)
    yield body.end()


def parts_of(body: Plain, item: Item, between: bytes = b"") -> Iterator[bytes]:
    """Yield an item's own bytes, after what stands between it and the one before."""
    if item.stored is None:
        yield body.raw(between + item.raw)
        return
    yield body.raw(between + item.before)
    yield body.stored(item.stored)
    if item.after:
        yield body.raw(item.after)
