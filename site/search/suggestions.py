"""What somebody may be looking for who has not typed all of it: an addition to the search, for a script."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from guide_pages.queries.hosts import host
from guide_pages.reading.representation import respond_compressed
from guide_pages.searching.finding import find
from search.frame import content_language
from search.query import cleaned
from search.views import KINDS

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from guide_pages.searching.results import Result

#: How many are suggested, and of how many characters something is.
SUGGESTED, BEGUN = 6, 3


@require_safe
def suggestions(request: HttpRequest) -> HttpResponse:
    """Return the best few places for `?query=` as JSON, by the same search as the page's: hidden guides are in none."""
    words = cleaned(request.GET.get("query", ""))
    found: list[Result] = []
    if len(words) >= BEGUN:
        found = find(words, host(request), locale=content_language(), offset=0, limit=SUGGESTED).results
    body = json.dumps({"suggestions": [suggested(result) for result in found]}, ensure_ascii=False)
    return respond_compressed(request, body.encode(), "application/json")


def suggested(result: Result) -> dict[str, Any]:
    """Return what a script shows of a place, and where it leads."""
    place = str(KINDS[result.kind])
    if result.kind != "guide":
        place = _("%(kind)s · %(guide)s") % {"kind": place, "guide": result.card["title"]}
    return {"words": result.heading, "place": place, "url": result.url}
