"""Searching the site: the passages of its guides, and its other pages below."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlencode

from django.http import Http404
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe
from wagtail.models import Page

from guide_pages.models import GuidePage
from guide_pages.queries.hosts import host
from guide_pages.reading.representation import respond_compressed
from guide_pages.reading.stored_pages import HTML
from guide_pages.searching.finding import find
from guide_pages.searching.search import RANKED
from search.counting import counted
from search.frame import Frame, content_language, frame_of
from search.query import cleaned

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse
    from django.utils.functional import _StrPromise

    from guide_pages.searching.results import Result

RESULTS_PER_PAGE = 10
OTHER_PAGES = 5

KINDS = {"guide": _("Guide"), "section": _("Section"), "answer": _("Question")}


class Shown(NamedTuple):
    """A place where what was looked for stands. `heading` and `extract` are HTML with `<mark>` and nothing else."""

    title: str
    heading: SafeString
    url: str
    extract: SafeString
    kind: _StrPromise
    guide: str


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Show the passages of this site, in this language, that match `?query=`, ten at a time; 404 for a page of them
    that is not there."""
    words = cleaned(request.GET.get("query", ""))
    frame = frame_of(request, has_words=bool(words))
    number = page_number(request)
    start = (number - 1) * RESULTS_PER_PAGE
    found = find(
        words,
        host(request),
        locale=content_language(),
        synonym_lines=frame.synonyms,
        offset=start,
        limit=RESULTS_PER_PAGE + 1,
    )
    if number > 1 and not found.results:
        raise Http404
    shown = [passage(result) for result in found.results[:RESULTS_PER_PAGE]]
    pages = other_pages(request, frame, words) if number == 1 and words else []
    has_more = len(found.results) > RESULTS_PER_PAGE
    context = {
        "query": words,
        "suggestion": found.suggestion,
        "suggestion_url": url_of(found.suggestion) if found.suggestion else "",
        "results": shown,
        "other_pages": pages,
        "previous": url_of(words, number - 1) if number > 1 else "",
        "next": url_of(words, number + 1) if has_more else "",
        "guides_url": frame.guides_url if not shown and not pages else "",
    }
    html = render_to_string("search/found.html", context, request)
    response = respond_compressed(request, frame.around(words, html), HTML)
    if number > 1:
        return response
    return counted(response, request, content_language(), words, was_found=bool(shown or pages))


def url_of(words: str, number: int = 1) -> str:
    """Return where a page of what is found stands: nothing else that was asked for is part of it."""
    return f"?{urlencode({'query': words} | ({'page': number} if number > 1 else {}))}"


def page_number(request: HttpRequest) -> int:
    """Return which page of results is asked for: 1 where that is no number; at most one more than there can be."""
    asked = request.GET.get("page", "")
    last = RANKED // RESULTS_PER_PAGE
    return min(max(int(asked), 1), last + 1) if asked.isascii() and asked.isdigit() and len(asked) < 5 else 1


def passage(result: Result) -> Shown:
    """Return what the template shows of a passage."""
    heading, extract = mark_safe(result.marked), mark_safe(result.extract.html)  # noqa: S308 - all else is escaped
    guide = "" if result.kind == "guide" else result.card["title"]
    return Shown(result.heading, heading, result.url, extract, KINDS[result.kind], guide)


def other_pages(request: HttpRequest, frame: Frame, words: str) -> list[dict[str, str]]:
    """Return the title and address of the best few pages that are no guides. One query; more, if they are many."""
    if frame.pages is not None:
        known = Page.objects.filter(pk__in=map(int, frame.pages))
        found: Any = known.search(words)[:OTHER_PAGES] if frame.pages else []
        places = [frame.pages[str(page.pk)] for page in found]
    else:
        home = Page.objects.get(pk=frame.home)
        below = Page.objects.descendant_of(home, inclusive=True).filter(locale=home.locale_id).live().public()
        found = below.not_type(GuidePage).search(words)[:OTHER_PAGES]
        places = [(page.title, page.get_url(request)) for page in found]
    return [{"title": title, "url": url} for title, url in places]
