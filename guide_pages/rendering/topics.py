"""Where the pages of topics are: below the list of the guides that are filed under them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from faq_blocks.site_roots import KnownSiteRoots

if TYPE_CHECKING:
    from wagtail.models import Page, Site

    from guide_pages.document import GuideDocument

#: What stands before a topic's slug in the address of its page.
TOPICS = "topics"


def topic_url(list_url: str, slug: str) -> str:
    """Return where a list of guides has those of a topic; nothing where the list itself has no address."""
    return f"{list_url}{TOPICS}/{quote(slug)}/" if list_url else ""


def topics_of_guide(guide: GuideDocument, page: Page, site: Site) -> list[dict[str, Any]]:
    """Return the names of a guide's topics, each with its address in the list that the guide stands in, if any."""
    parent = page.get_parent() if guide.topics else None
    has_pages = parent is not None and getattr(parent.specific_class, "has_topic_pages", False)
    list_url = str(parent.get_url(KnownSiteRoots(), current_site=site) or "") if parent and has_pages else ""
    return [{"name": topic.name, "url": topic_url(list_url, topic.slug)} for topic in guide.topics]
