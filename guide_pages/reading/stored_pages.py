"""Pages around guides: their bytes are stored by whoever reads them first, and read in one query from then on.

What is read is right at that moment: who may read it, and that it would be made the same again, is asked in the query.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db import DatabaseError, connection, transaction
from django.db.models import CharField, IntegerField, Q
from django.http import HttpResponse
from wagtail.models import Page, Site

from faq_blocks.site_roots import SiteRoots
from guide_pages.gzipping import gzipped
from guide_pages.queries.hosts import host
from guide_pages.queries.prepared import Prepared, Slot
from guide_pages.queries.visibility import is_public
from guide_pages.records import NamedPage, StoredPage
from guide_pages.records.stored_pages import StoredPageQuerySet, state
from guide_pages.rendering.guide import brotlied
from guide_pages.rendering.version import renderer_version

from .addresses import address, number_asked
from .representation import StoredBody, accepted_coding, respond

if TYPE_CHECKING:
    from django.http import HttpRequest

logger = logging.getLogger(__name__)

HTML = "text/html; charset=utf-8"
#: Milliseconds that a reader waits for whoever writes, to store a page. It is sent in any case.
PATIENCE = 50


def _stored() -> StoredPageQuerySet:
    renderer, path = Slot("renderer", CharField()), Slot("path", CharField())
    return StoredPage.objects.right().here().filter(renderer=renderer, path=path)


_BY_ADDRESS = StoredBody(
    lambda: _stored().filter(Q(number=0) | Q(number=Slot("number", IntegerField()))),
    digest="digest",
    columns={"br": "html_br", "gzip": "html_gzip", "": "html"},
    content_type=HTML,
)
_PARTS = Prepared(lambda: _stored().values_list("html")[:1])


def respond_with_stored_page(request: HttpRequest) -> HttpResponse:
    """Return the stored page at the address of a request, or 304; raise Http404 where none is right. One query."""
    return _BY_ADDRESS.respond(
        request, **host(request), path=address(request), number=number_asked(request), renderer=renderer_version()
    )


def stored_part(request: HttpRequest, path: str) -> bytes | None:
    """Return what is stored under a path of the site that is asked, which is no page but a part of some. One query."""
    row = _PARTS.first(**host(request), path=path, renderer=renderer_version())
    return bytes(row[0]) if row else None


class Moment(NamedTuple):
    """When a page is made: what had been changed before, and on which site."""

    state: str
    site: Site


def begin(request: HttpRequest, page: Page) -> Moment | None:
    """Return the moment before a public page is made for a request; None for a page that is not public.

    What has been read for the request before is forgotten: it may be older.
    """
    found = Page.objects.filter(is_public(), pk=page.pk).values_list(state(), flat=True).first()
    request.__dict__.pop("_wagtail_site", None)
    roots = SiteRoots()._wagtail_cached_site_root_paths
    request._wagtail_cached_site_root_paths = roots  # type: ignore[attr-defined]  # Wagtail's own
    site = Site.find_for_request(request)
    return Moment(found, site) if found is not None and site is not None else None


def keep(moment: Moment, page: Page, path: str, html: bytes, *, names: Iterable[int], number: int = 0) -> None:
    """Store what was made of a page since a moment, with the ids of the pages it names. If that fails, it is logged."""
    fields: dict[str, Any] = {
        "page": page,
        "state": moment.state,
        "renderer": renderer_version(),
        "digest": hashlib.sha256(html).hexdigest(),
        "html_br": brotlied(html),
        "html_gzip": gzipped(html),
        "html": html,
    }
    at = StoredPage(site=moment.site, path=path, number=number, **fields)
    try:
        with _patience(), transaction.atomic():
            StoredPage.objects.bulk_create(
                [at], update_conflicts=True, unique_fields=["site", "path", "number"], update_fields=list(fields)
            )
            stored = StoredPage.objects.only("pk").get(site=moment.site, path=path, number=number)
            stored.named.all().delete()
            NamedPage.objects.bulk_create(NamedPage(stored=stored, key=key) for key in sorted(set(names)))
    except DatabaseError as error:  # somebody writes for long, or nobody may: it is made again for the next reader
        logger.warning("%s could not be stored: %s: %s", path, type(error).__name__, error)


@contextmanager
def _patience() -> Iterator[None]:
    """Wait for `PATIENCE` only, where SQLite lets one write at a time."""
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        yield
        return
    with connection.cursor() as cursor:
        usual = cursor.execute("PRAGMA busy_timeout").fetchone()[0]
        cursor.execute(f"PRAGMA busy_timeout = {PATIENCE}")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA busy_timeout = {int(usual)}")


def respond_with_made_page(request: HttpRequest, html: bytes) -> HttpResponse:
    """Return a public page that was just made, as it is stored; or 304 or 412."""
    coding = accepted_coding(request, "br", "gzip")
    body = brotlied(html) if coding == "br" else gzipped(html) if coding else html
    return respond(request, hashlib.sha256(html).hexdigest(), body, coding, HTML)
