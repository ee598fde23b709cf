"""The view that stands where Wagtail's stood, and the user bar that pages fetch for editors."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING
from urllib.parse import quote

from django.http import Http404, HttpResponse
from django.urls import Resolver404, resolve
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from wagtail import views as wagtail_views
from wagtail.admin.userbar import Userbar
from wagtail.coreutils import WAGTAIL_APPEND_SLASH
from wagtail.models import Page

from guide_pages.records.fields import GuidePageFields

from .addresses import SAFE, address
from .serving import respond_at_address, respond_with_twin_at_address
from .stored_pages import respond_with_stored_page

if TYPE_CHECKING:
    from django.http import HttpRequest


def serve(request: HttpRequest, path: str) -> HttpResponse:
    """Answer for a public guide from its delivery, in one query; for a stored page in one more; else as Wagtail does.

    `?topic=` was the address of a topic before it had a page: the list leads from there.
    """
    if request.method in ("GET", "HEAD"):
        with suppress(Http404):
            return respond_at_address(request, address(request))
        if not request.GET.get("topic"):
            with suppress(Http404):
                return respond_with_stored_page(request)
    response: HttpResponse = wagtail_views.serve(request, path)
    return response


@require_safe
def markdown(request: HttpRequest, path: str) -> HttpResponse:
    """Answer with the Markdown twin of a public guide in one query; of any other, as its page does, or 404."""
    page_path = f"{request.path.removesuffix('.md')}{'/' if WAGTAIL_APPEND_SLASH else ''}"
    with suppress(Http404):
        return respond_with_twin_at_address(request, quote(page_path, safe=SAFE))
    if not isinstance(Page.find_for_request(request, path), GuidePageFields):
        raise Http404
    response: HttpResponse = wagtail_views.serve(request, path)
    return response


@never_cache
@require_safe
def userbar(request: HttpRequest) -> HttpResponse:
    """Return Wagtail's user bar for the page at `?path=`; 204 for whoever may not enter the admin."""
    if not request.user.has_perm("wagtailadmin.access_admin"):
        return HttpResponse(status=204)
    try:
        match = resolve(request.GET.get("path", ""))
    except Resolver404:
        return HttpResponse(status=204)
    page = Page.find_for_request(request, match.args[0]) if match.url_name == "wagtail_serve" else None
    return HttpResponse(Userbar(object=page).render_html({"request": request}))
