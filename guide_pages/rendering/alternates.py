"""The other forms of a page that its head names: JSON, Markdown, and the feed of guides."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlencode

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext

from .markdown import markdown_url

if TYPE_CHECKING:
    from uuid import UUID


class Alternate(NamedTuple):
    """A `<link rel="alternate">` of the template `guide_pages/alternates.html`."""

    type: str
    url: str
    title: str = ""


def feeds(topic_slug: str = "", topic_name: str = "") -> list[Alternate]:
    """Return the feed of all guides in the active language, and that of a topic; none where nothing serves them."""
    of_all = (_url("guidepost_feed"), gettext("Guides"))
    of_topic = (_url("guidepost_topic_feed", topic_slug) if topic_slug else "", topic_name)
    return [Alternate("application/atom+xml", url, title) for url, title in (of_all, of_topic) if url]


def of_guide(guide_id: UUID, path: str) -> list[Alternate]:
    """Return the JSON and the Markdown of a guide at a path; each where it is served."""
    json, markdown = _url("guides_v1:get_guide", str(guide_id)), _url("guidepost_markdown", "guide")
    return [
        *([Alternate("application/json", json)] if json else []),
        *([Alternate("text/markdown", markdown_url(path))] if markdown else []),
    ]


def of_list(topic_slug: str = "") -> list[Alternate]:
    """Return the JSON of a list of guides, or of those of a topic, where it is served."""
    json = _url("guides_v1:list_guides")
    query = f"?{urlencode({'topic': topic_slug})}" if topic_slug else ""
    return [Alternate("application/json", f"{json}{query}")] if json else []


def _url(name: str, *arguments: str) -> str:
    try:
        return reverse(name, args=arguments)
    except NoReverseMatch:
        return ""
