"""The same in another form: what a page's head names for machines. One place for all pages that have any."""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import urlencode
from uuid import UUID

from django.urls import NoReverseMatch, reverse

JSON = "application/json"


class Alternate(NamedTuple):
    """A form of a page: its media type and address, and a title where there may be several of one type."""

    type: str
    url: str
    title: str = ""


def of_guide(guide_id: UUID, root_url: str) -> list[Alternate]:
    """Return the forms of a guide on a site: the JSON of the API, where the site has it."""
    return _json(root_url, "guides_v1:get_guide", guide_id=guide_id)


def of_list(root_url: str, topic_slug: str = "") -> list[Alternate]:
    """Return the forms of a list of guides, or of those of a topic."""
    found = _json(root_url, "guides_v1:list_guides")
    query = f"?{urlencode({'topic': topic_slug})}" if topic_slug else ""
    return [each._replace(url=f"{each.url}{query}") for each in found]


def _json(root_url: str, name: str, **arguments: object) -> list[Alternate]:
    try:
        return [Alternate(JSON, f"{root_url}{reverse(name, kwargs=arguments)}")]
    except NoReverseMatch:
        return []
