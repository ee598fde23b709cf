"""`llms.txt`: a site in one page for language models, with the Markdown twins of its guides. https://llmstxt.org"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from django.http import Http404
from django.templatetags.i18n import language_name_local
from django.urls import NoReverseMatch, reverse
from django.views.decorators.http import require_safe
from wagtail.models import Site

from guide_pages.records import Delivery
from guide_pages.rendering.markdown import markdown_url
from guide_pages.rendering.markdown.words import (
    bulleted,
    escaped,
    heading,
    link,
    one_after_another,
    one_line,
    quoted,
)

from .representation import respond_compressed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.http import HttpRequest, HttpResponse

#: Guides that are listed, the newest first; the sitemap names all.
LISTED = 1_000


@require_safe
def llms_txt(request: HttpRequest) -> HttpResponse:
    """Return the list of a site's public guides, by language. Two queries."""
    site = Site.find_for_request(request)
    if site is None:
        raise Http404
    listed = Delivery.objects.public().filter(site=site).newest_first()[:LISTED]
    by_language: dict[str, list[str]] = {}
    for card in listed.values_list("card", flat=True):
        guide = json.loads(bytes(card))
        by_language.setdefault(guide["locale"], []).append(_line(guide))
    about = site.root_page.search_description
    text = one_after_another(
        [
            heading(1, site.site_name or site.root_page.title),
            quoted(escaped(one_line(about), begins_line=True)) if about else "",
            "Each guide is there as Markdown too, with its edition and dates: its address with `.md` at the end.",
            *(part for locale, lines in by_language.items() for part in _section(locale, lines)),
            heading(2, "Optional"),
            bulleted(f"[{label}]({site.root_url}{path})" for label, path in _others()),
        ]
    )
    return respond_compressed(request, f"{text}\n".encode(), "text/plain; charset=utf-8")


def _section(locale: str, lines: list[str]) -> list[str]:
    return [heading(2, f"Guides ({language_name_local(locale)})"), bulleted(lines)]


def _line(guide: dict[str, Any]) -> str:
    return f"{link(guide['title'], markdown_url(guide['url']))}: {escaped(one_line(guide['summary']))}"


def _others() -> Iterator[tuple[str, str]]:
    for label, name in (
        ("All pages", "sitemap"),
        ("What changed last, as a feed", "guidepost_feed"),
        ("All guides as typed JSON, one a line", "guides_v1:get_bundle"),
    ):
        try:
            yield label, reverse(name)
        except NoReverseMatch:
            continue
