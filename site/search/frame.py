"""What stands around every search: made once, as pages are, and read in one query with all that a search needs.

The results alone are made for each search. They are put where the frame has its marks.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import quote

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import escape
from django.utils.translation import get_language, override
from wagtail.coreutils import get_supported_content_language_variant
from wagtail.models import Page, Site

from guide_pages.pages.index import guide_index_of
from guide_pages.queries.visibility import is_public
from guide_pages.reading.addresses import address
from guide_pages.reading.stored_pages import begin, keep, stored_part
from guide_pages.reading.urgent_help import urgent_help
from guide_pages.records.fields import GuidePageFields
from guide_pages.rendering.shell import request_shell
from guide_pages.searching.synonyms import Line, lines

if TYPE_CHECKING:
    from django.http import HttpRequest

    from guide_pages.reading.urgent_help import UrgentHelp
    from guide_pages.rendering.languages import Language

#: Stand in the frame for the words that are searched for, for the same in an address, and for what is found:
#: characters that nobody types.
WORDS, IN_ADDRESS, FOUND = "\ue000words\ue001", "\ue000address\ue001", "\ue000found\ue001"
#: Other pages that a frame knows; where there are more, each search asks for theirs.
MANY = 200
_MARKS = re.compile(f"{WORDS}|{IN_ADDRESS}|{FOUND}")


class Frame(NamedTuple):
    """The page without what is found; the synonyms; the public pages that are no guides, each with its title and
    address, unless they are many; the home page, if there is one; where all guides are listed."""

    html: str
    synonyms: list[Line]
    pages: dict[str, tuple[str, str]] | None
    home: int | None
    guides_url: str

    def around(self, words: str, found: str) -> bytes:
        """Return the page of a search. `found` is HTML."""
        put = {WORDS: str(escape(words)), IN_ADDRESS: quote(words, safe=""), FOUND: found}
        return _MARKS.sub(lambda mark: put[mark[0]], self.html).encode()


def frame_of(request: HttpRequest, *, has_words: bool) -> Frame:
    """Return the frame of a search, or of the page that asks what to search for: stored, or made and stored."""
    path = f"{address(request)}?{'words' if has_words else ''}"  # no page has this path
    stored = stored_part(request, path)
    if stored is not None:
        return Frame(*json.loads(stored))
    site = Site.find_for_request(request)
    home = site.root_page.localized if site else None
    moment = begin(request, home) if home else None
    home = Page.objects.filter(pk=home.pk).first() if home else None
    shell = request_shell(request)
    index = guide_index_of(home) if home else None
    urgent = urgent_help(site, content_language())
    frame = Frame(
        html=render_to_string("search/search.html", _context(shell, urgent, has_words=has_words), request),
        synonyms=lines(),
        pages=pages_of(home, request) if home else {},
        home=home.pk if home else None,
        guides_url=str(index.get_url(request) or "") if index else "",
    )
    if moment and home:
        names = [*shell["named_pages"], *urgent.pages, *([index.pk] if index else []), *map(int, frame.pages or ())]
        keep(moment, home, path, json.dumps(frame).encode(), names=names)
    return frame


def content_language() -> str:
    """Return the language of content that answers the language of the interface."""
    code: str = get_supported_content_language_variant(get_language())
    return code


def pages_of(home: Page, request: HttpRequest) -> dict[str, tuple[str, str]] | None:
    """Return the title and address of the public pages at and below a home page, but for guides; None if they are many.

    By the pages' ids, as JSON has keys.
    """
    below = Page.objects.descendant_of(home, inclusive=True).filter(is_public(), locale=home.locale_id)
    found = list(below.not_type(GuidePageFields).order_by("path")[: MANY + 1])
    return {str(page.pk): (page.title, page.get_url(request) or "") for page in found} if len(found) <= MANY else None


def _search_in(code: str) -> str:
    with override(code):
        return reverse("search")


def _languages(shell: dict[str, Any], *, has_words: bool) -> list[Language]:
    """Return the other languages, each with the same search in it."""
    query = f"?query={IN_ADDRESS}" if has_words else ""
    return [each._replace(url=f"{_search_in(each.code)}{query}") for each in shell.get("languages", [])]


def _context(shell: dict[str, Any], urgent: UrgentHelp, *, has_words: bool) -> dict[str, object]:
    return {
        **shell,
        "languages": _languages(shell, has_words=has_words),
        "query": WORDS if has_words else "",
        "found": FOUND,
        "noindex": True,
        **urgent.context,
    }
