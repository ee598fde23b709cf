"""Searching the site's public pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.shortcuts import render
from django.views.decorators.http import require_safe
from wagtail.models import Locale, Page, Site

from guide_pages.pages.index import guides_url
from guide_pages.rendering.shell import request_shell
from search.query import cleaned

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse
    from wagtail.query import PageQuerySet

RESULTS_PER_PAGE = 10


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Shows the public pages of this site, in this language, that match `?query=`, ten at a time."""
    query = cleaned(request.GET.get("query", ""))
    found = searchable(request).search(query) if query else []
    page_obj = Paginator(found, RESULTS_PER_PAGE).get_page(request.GET.get("page"))
    results = [as_result(page, request) for page in page_obj]
    root = root_of(request)
    context = request_shell(request) | {
        "query": query,
        "results": results,
        "page_obj": page_obj,
        "guides_url": guides_url(root, request) if root and not results else "",
        "noindex": True,
    }
    return render(request, "search/search.html", context)


def root_of(request: HttpRequest) -> Page | None:
    """Returns the home page of the request's site in the request's language."""
    site = Site.find_for_request(request)
    return site.root_page.localized if site else None


def searchable(request: HttpRequest) -> PageQuerySet:
    """Returns the live pages without view restriction of the request's site and language."""
    root = root_of(request)
    if root is None:
        return Page.objects.none()
    return Page.objects.descendant_of(root, inclusive=True).filter(locale=Locale.get_active()).live().public()


def as_result(page: Page, request: HttpRequest) -> dict[str, str]:
    """Returns what the template shows of a page found."""
    specific = page.specific
    return {
        "title": page.title,
        "url": page.get_url(request),
        "extract": page.search_description or getattr(specific, "summary", ""),
    }
