"""The same in another form: what a page's head names for machines. One place for all pages that have any."""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import urlencode
from uuid import UUID

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext

from .markdown import markdown_url

JSON, MARKDOWN, ATOM = "application/json", "text/markdown", "application/atom+xml"


class Alternate(NamedTuple):
    """A form of a page: its media type and address, and a title where there may be several of one type."""

    type: str
    url: str
    title: str = ""


def of_guide(guide_id: UUID, root_url: str, url: str) -> list[Alternate]:
    """Return the forms of a guide on a site: the JSON of the API, Markdown, the feed; each where the site has it."""
    markdown = Alternate(MARKDOWN, markdown_url(url) if _path("guidepost_markdown", "guide") else "")
    return _served(Alternate(JSON, _at(root_url, "guides_v1:get_guide", str(guide_id))), markdown, *feeds(root_url))


def of_list(root_url: str, topic_slug: str = "", topic_name: str = "") -> list[Alternate]:
    """Return the forms of a list of guides, or of those of a topic, and their feeds."""
    query = f"?{urlencode({'topic': topic_slug})}" if topic_slug else ""
    found = _at(root_url, "guides_v1:list_guides")
    return _served(Alternate(JSON, found and f"{found}{query}"), *feeds(root_url, topic_slug, topic_name))


def feeds(root_url: str, topic_slug: str = "", topic_name: str = "") -> list[Alternate]:
    """Return the feed of all guides of a site in the active language, and that of a topic."""
    of_topic = _at(root_url, "guidepost_topic_feed", topic_slug) if topic_slug else ""
    return _served(
        Alternate(ATOM, _at(root_url, "guidepost_feed"), gettext("Guides")),
        Alternate(ATOM, of_topic, topic_name or topic_slug),
    )


def _served(*alternates: Alternate) -> list[Alternate]:
    return [alternate for alternate in alternates if alternate.url]


def _at(root_url: str, name: str, *arguments: str) -> str:
    path = _path(name, *arguments)
    return f"{root_url}{path}" if path else ""


def _path(name: str, *arguments: str) -> str:
    try:
        return reverse(name, args=arguments)
    except NoReverseMatch:
        return ""
