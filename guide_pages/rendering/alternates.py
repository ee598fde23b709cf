"""The same in another form: what a page's head names for machines. One place for all pages that have any."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlencode

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext

from .markdown import markdown_url

if TYPE_CHECKING:
    from wagtail.models import Site

    from guide_pages.document import GuideDocument


class Alternate(NamedTuple):
    """A form of a page, for `guide_pages/alternates.html`: its media type and address, and a title where there may be
    several of one type."""

    type: str
    url: str
    title: str = ""


def feeds(topic_slug: str = "", topic_name: str = "") -> list[Alternate]:
    """Return the feed of all guides in the active language, and that of a topic; none where nothing serves them."""
    of_all = (_url("guidepost_feed"), gettext("Guides"))
    of_topic = (_url("guidepost_topic_feed", topic_slug) if topic_slug else "", topic_name)
    return [Alternate("application/atom+xml", url, title) for url, title in (of_all, of_topic) if url]


def of_guide(guide: GuideDocument, site: Site) -> list[Alternate]:
    """Return the JSON and the Markdown of a guide on a site; each where it is served."""
    json, markdown = _url("guides_v1:get_guide", str(guide.id)), _url("guidepost_markdown", "guide")
    return [
        *([Alternate("application/json", f"{site.root_url}{json}")] if json else []),
        *([Alternate("text/markdown", f"{site.root_url}{markdown_url(guide.path)}")] if markdown else []),
    ]


def of_list(root_url: str, topic_slug: str = "", topic_name: str = "") -> list[Alternate]:
    """Return the forms of a list of guides, or of those of a topic: the JSON of the API, and feeds."""
    json = _url("guides_v1:list_guides")
    query = f"?{urlencode({'topic': topic_slug})}" if topic_slug else ""
    return [
        *([Alternate("application/json", f"{root_url}{json}{query}")] if json else []),
        *feeds(topic_slug, topic_name),
    ]


def _url(name: str, *arguments: str) -> str:
    try:
        return reverse(name, args=arguments)
    except NoReverseMatch:
        return ""
