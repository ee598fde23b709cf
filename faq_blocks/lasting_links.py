"""Links that an editor writes: stored by the page that they lead to, and the place in it, whatever they are called.

Wagtail's own rich text editor knows no place in a page, and loses one that is stored.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import unquote, urlsplit

from django.urls import get_script_prefix
from django.utils.translation import get_language_from_path
from draftjs_exporter.dom import DOM
from wagtail.admin.rich_text.converters.contentstate import link_entity
from wagtail.admin.rich_text.converters.html_to_contentstate import ExternalLinkElementHandler, PageLinkElementHandler
from wagtail.models import Page, Site

if TYPE_CHECKING:
    from wagtail.rich_text.feature_registry import FeatureRegistry


class Place(NamedTuple):
    """A page of this site, and a place in it: an anchor with its `#`, or nothing."""

    page: int
    fragment: str


def place_at(address: str) -> Place | None:
    """Return the place that an address of one of this site's own pages names; None for any other address."""
    parts = urlsplit(address.strip())
    if parts.scheme not in ("http", "https") or parts.query:
        return None
    origin = f"{parts.scheme}://{parts.netloc}".lower()
    roots = [root for root in Site.get_site_root_paths() if root.root_url.lower() == origin]
    paths = [root.root_path + path for root in roots for path in _paths(parts.path)]
    page = Page.objects.filter(url_path__in=paths).order_by("path").first() if paths else None
    fragment = f"#{unquote(parts.fragment)}" if parts.fragment else ""
    return Place(page.pk, fragment) if page else None


def _paths(path: str) -> list[str]:
    """Return a path as pages have it below their site's root: as it is, and without its language."""
    below = "/" + path.removeprefix(get_script_prefix()).strip("/")
    language = get_language_from_path(below)
    found = [below, below.removeprefix(f"/{language}")] if language else [below]
    return [f"{each.strip('/')}/" if each.strip("/") else "" for each in found]


def stored_link(props: dict[str, Any]) -> Any:
    """Return a link as it is stored. An address of one of the site's own pages becomes that page, and its place."""
    place = None
    if props.get("id") is not None:
        place = Place(props["id"], str(props.get("fragment") or ""))
    elif props.get("url"):
        place = place_at(str(props["url"]))
    if place is None:
        return link_entity(props)
    attributes = {"linktype": "page", "id": place.page}
    if place.fragment:
        attributes["fragment"] = place.fragment
    return DOM.create_element("a", attributes, props["children"])


class PlaceElementHandler(PageLinkElementHandler):
    """A stored link to a page for the editor, with its place."""

    def get_attribute_data(self, attrs: dict[str, str]) -> dict[str, Any]:
        known: dict[str, Any] = super().get_attribute_data(attrs)
        fragment = attrs.get("fragment", "")
        if not fragment:
            return known
        return {**known, "fragment": fragment, "url": known["url"] and f"{known['url']}{fragment}"}


def keep_places(features: FeatureRegistry) -> None:
    """Let the feature `link` keep the place that a link leads to."""
    features.register_converter_rule(
        "contentstate",
        "link",
        {
            "from_database_format": {
                "a[href]": ExternalLinkElementHandler("LINK"),
                'a[linktype="page"]': PlaceElementHandler("LINK"),
            },
            "to_database_format": {"entity_decorators": {"LINK": stored_link}},
        },
    )
