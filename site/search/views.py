"""Searching the site: the passages of its guides, and its other pages below."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from django.shortcuts import render
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe
from wagtail.coreutils import get_supported_content_language_variant
from wagtail.models import Page, Site

from guide_pages.models import GuidePage
from guide_pages.pages.index import guides_url
from guide_pages.queries.hosts import host
from guide_pages.rendering.shell import request_shell
from guide_pages.searching.finding import find
from guide_pages.searching.search import RANKED
from search.counting import counted
from search.query import cleaned

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse
    from django.utils.functional import _StrPromise

    from guide_pages.searching.results import Result

RESULTS_PER_PAGE = 10
OTHER_PAGES = 5

KINDS = {"guide": _("Guide"), "section": _("Section"), "answer": _("Question")}


class Shown(NamedTuple):
    """A place where what was looked for stands. `extract` is HTML with `<mark>` and nothing else."""

    title: str
    url: str
    extract: SafeString
    kind: _StrPromise
    guide: str


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Show the passages of this site, in this language, that match `?query=`, ten at a time; pages after the first."""
    words = cleaned(request.GET.get("query", ""))
    number = page_number(request)
    start = (number - 1) * RESULTS_PER_PAGE
    found = find(words, host(request), locale=content_language(), offset=start, limit=RESULTS_PER_PAGE + 1)
    shown = [passage(result) for result in found.results[:RESULTS_PER_PAGE]]
    root = root_of(request)
    pages = other_pages(root, words) if number == 1 and words else []
    context = request_shell(request) | {
        "query": words,
        "suggestion": found.suggestion,
        "results": shown,
        "other_pages": [{"title": page.title, "url": page.get_url(request)} for page in pages],
        "previous": number - 1,
        "next": number + 1 if len(found.results) > RESULTS_PER_PAGE else 0,
        "guides_url": guides_url(root, request) if root and not shown and not pages else "",
        "noindex": True,
    }
    response = render(request, "search/search.html", context)
    if number > 1:
        return response
    return counted(response, request, content_language(), words, was_found=bool(shown or pages))


def page_number(request: HttpRequest) -> int:
    """Return which page of results is asked for: from 1 to the last that there can be."""
    asked = request.GET.get("page", "")
    last = RANKED // RESULTS_PER_PAGE
    return min(max(int(asked), 1), last) if asked.isascii() and asked.isdigit() and len(asked) < 5 else 1


def content_language() -> str:
    """Return the language of content that answers the language of the interface."""
    code: str = get_supported_content_language_variant(get_language())
    return code


def passage(result: Result) -> Shown:
    """Return what the template shows of a passage."""
    extract = mark_safe(result.extract.html)  # noqa: S308 - made by `extract`, which escapes all else
    guide = "" if result.kind == "guide" else result.card["title"]
    return Shown(result.heading, result.url, extract, KINDS[result.kind], guide)


def root_of(request: HttpRequest) -> Page | None:
    """Return the home page of the request's site in the request's language."""
    site = Site.find_for_request(request)
    return site.root_page.localized if site else None


def other_pages(root: Page | None, words: str) -> list[Page]:
    """Return the best few of the public pages that are no guides, in the language of a home page."""
    if root is None:
        return []
    below = Page.objects.descendant_of(root, inclusive=True).filter(locale=root.locale_id).live().public()
    found: Any = below.not_type(GuidePage).search(words)
    return list(found[:OTHER_PAGES])
