"""Where the pages of topics are: below the list of the guides that are filed under them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from django.urls import NoReverseMatch, reverse

from faq_blocks.site_roots import KnownSiteRoots

if TYPE_CHECKING:
    from wagtail.models import Page, Site

    from guide_pages.document import GuideDocument

#: What stands before a topic's slug in the address of its page.
TOPICS = "topics"


def topic_url(list_url: str, slug: str) -> str:
    """Return where a list of guides has those of a topic; nothing where the list itself has no address."""
    return f"{list_url}{TOPICS}/{quote(slug)}/" if list_url else ""


def list_url(page: Page, site: Site) -> str:
    """Return the address of the list with topics that a guide stands in; nothing where it stands in none."""
    parent = page.get_parent()
    has_pages = parent is not None and getattr(parent.specific_class, "has_topic_pages", False)
    return str(parent.get_url(KnownSiteRoots(), current_site=site) or "") if parent and has_pages else ""


def topics_of_guide(guide: GuideDocument, page: Page, site: Site) -> list[dict[str, Any]]:
    """Return the names of a guide's topics, each with its address in the list that the guide stands in, if any, and the
    ways to the guides before and after it there."""
    here = list_url(page, site) if guide.topics else ""
    return [
        {
            "name": topic.name,
            "url": topic_url(here, topic.slug),
            "previous_url": _way(guide, topic.slug, "previous") if here else "",
            "next_url": _way(guide, topic.slug, "next") if here else "",
        }
        for topic in guide.topics
    ]


def _way(guide: GuideDocument, topic: str, way: str) -> str:
    try:
        return reverse("guidepost_onward", args=[guide.id, topic, way])
    except NoReverseMatch:
        return ""
