"""A delivery → an HTTP response. One query and a copy of bytes."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from django.db.models import CharField, IntegerField
from django.http import Http404, HttpResponse
from django.utils.timezone import now
from wagtail.models import Site

from guide_pages.compiling.compiler import compile_guide, references_of
from guide_pages.pictures.sites import site_of
from guide_pages.queries.hosts import host
from guide_pages.queries.prepared import Slot
from guide_pages.records import Delivery, Guide, GuideSettings
from guide_pages.records.deliveries import DeliveryQuerySet
from guide_pages.rendering.guide import Rendered, Said, build_document, render_guide
from guide_pages.rendering.markdown import guide_markdown

from .representation import StoredBody

if TYPE_CHECKING:
    from django.http import HttpRequest
    from wagtail.models import Page

    from guide_pages.document import GuideDocument
    from guide_pages.records import Edition
    from guide_pages.records.fields import GuidePageFields

HTML = {"br": "html_br", "gzip": "html_gzip", "": "html"}
MARKDOWN = {"br": "markdown_br", "gzip": "markdown_gzip", "": "markdown"}
MARKDOWN_TYPE = "text/markdown; charset=utf-8"


def _page(build: Callable[[], DeliveryQuerySet]) -> StoredBody:
    return StoredBody(build, digest="html_digest", columns=HTML, content_type="text/html; charset=utf-8")


def _twin(build: Callable[[], DeliveryQuerySet]) -> StoredBody:
    def written() -> DeliveryQuerySet:
        return build().exclude(markdown_digest="")

    return StoredBody(written, digest="markdown_digest", columns=MARKDOWN, content_type=MARKDOWN_TYPE)


_BY_ADDRESS = _page(lambda: Delivery.objects.public().here().filter(path=Slot("path", CharField())))
_BY_PAGE = _page(lambda: Delivery.objects.public().filter(guide__page=Slot("page", IntegerField())))
_TWIN_BY_ADDRESS = _twin(lambda: Delivery.objects.public().here().filter(path=Slot("path", CharField())))
_TWIN_BY_PAGE = _twin(lambda: Delivery.objects.public().filter(guide__page=Slot("page", IntegerField())))


def respond_at_address(request: HttpRequest, path: str) -> HttpResponse:
    """Return the public guide at a path of the request's site, or 304; raise Http404 if there is none. One query."""
    return _BY_ADDRESS.respond(request, **host(request), path=path)


def respond_with_twin_at_address(request: HttpRequest, path: str) -> HttpResponse:
    """Return the Markdown of the public guide at a path, in the same way."""
    return _of_page(_TWIN_BY_ADDRESS.respond(request, **host(request), path=path), path)


def respond_with_page(request: HttpRequest, page_id: int) -> HttpResponse:
    """Return the public guide of a page, or 304; raise Http404 if there is none. One query.

    As Markdown, where that is asked for.
    """
    if wants_markdown(request):
        return _TWIN_BY_PAGE.respond(request, page=page_id)
    return _BY_PAGE.respond(request, page=page_id)


def respond_privately(page: GuidePageFields, request: HttpRequest) -> HttpResponse:
    """Return a restricted guide for a reader who may see it: compiled now, kept by no cache."""
    rendered = _compiled_now(page, is_draft=False)
    if wants_markdown(request):
        return _private(guide_markdown(rendered.document, rendered.notice), MARKDOWN_TYPE)
    return _private(rendered.html)


def wants_markdown(request: HttpRequest) -> bool:
    """Return whether the address is that of a guide's twin."""
    return request.path.endswith(".md")


def _of_page(response: HttpResponse, path: str) -> HttpResponse:
    """Return a twin that says where the page is which says the same (RFC 6596): a search engine shows that."""
    response["Link"] = f'<{path}>; rel="canonical"'
    return response


def draft(page: GuidePageFields, userbar: str = "") -> Rendered:
    """Return a draft as it would be sent if it were published now. Store nothing."""
    return _compiled_now(page, is_draft=True, userbar=userbar)


def site_of_draft(page: Page) -> Site | None:
    """Return the site that a draft is shown on: where it would be read, or the default one."""
    return site_of(page) or Site.objects.select_related("root_page__locale").filter(is_default_site=True).first()


def _private(body: bytes | str, content_type: str = "text/html; charset=utf-8") -> HttpResponse:
    return HttpResponse(body, content_type=content_type, headers={"Cache-Control": "private, no-store"})


def _compiled_now(page: GuidePageFields, *, is_draft: bool, userbar: str = "") -> Rendered:
    compiled = compile_guide(page, is_draft=is_draft)
    site = site_of_draft(page)
    if site is None:
        raise Http404
    guide = Guide.objects.filter(page_id=page.pk or 0).first()
    latest = guide.editions.order_by("-number").first() if guide else None
    number = latest.number if latest else 0
    said = Said(
        id=guide.pk if guide else Guide().pk,
        edition=number + 1 if is_draft else max(number, 1),
        compiled=compiled.guide,
        references=compiled.references,
        first_published_at=page.first_published_at or now(),
        updated_at=now() if is_draft or latest is None else latest.created_at,
    )
    return render_guide(said, page, site, is_preview=is_draft, is_restricted=not is_draft, userbar=userbar)


def respond_with_edition(edition: Edition) -> HttpResponse:
    """Return an edition for its editors as a page, with today's addresses, pictures and design; kept by no cache."""
    page = cast("Page", edition.guide.page).specific
    site = site_of_draft(page)
    if site is None:
        raise Http404
    compiled = edition.compiled
    said = Said(
        id=edition.guide_id,
        edition=edition.number,
        compiled=compiled,
        references=references_of(compiled),
        first_published_at=page.first_published_at or edition.created_at,
        updated_at=edition.created_at,
    )
    return _private(render_guide(said, page, site, is_preview=True).html)


def past_edition(edition: Edition) -> GuideDocument:
    """Return what an edition said, with today's addresses and pictures. For a guide that is public."""
    guide = edition.guide
    page = cast("Page", guide.page).specific
    compiled = edition.compiled
    said = Said(
        id=guide.pk,
        edition=edition.number,
        compiled=compiled,
        references=references_of(compiled),
        first_published_at=guide.delivery.first_published_at,
        updated_at=edition.created_at,
    )
    site = cast("Site", guide.site)
    return build_document(said, page, site, GuideSettings.of(site))[0]
