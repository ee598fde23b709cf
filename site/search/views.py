"""Searching the site's public pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.shortcuts import render
from django.views.decorators.http import require_safe
from wagtail.models import Locale, Page, Site

from guide_pages.shell import request_shell
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
    context = request_shell(request) | {"query": query, "results": results, "page_obj": page_obj, "noindex": True}
    return render(request, "search/search.html", context)


def searchable(request: HttpRequest) -> PageQuerySet:
    """Returns the live pages without view restriction of the request's site and language."""
    site = Site.find_for_request(request)
    if site is None:
        return Page.objects.none()
    root = site.root_page.localized
    return Page.objects.descendant_of(root, inclusive=True).filter(locale=Locale.get_active()).live().public()


def as_result(page: Page, request: HttpRequest) -> dict[str, str]:
    """Returns what the template shows of a page found."""
    specific = page.specific
    return {
        "title": page.title,
        "url": page.get_url(request),
        "extract": page.search_description or getattr(specific, "summary", ""),
    }
