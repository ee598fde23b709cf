"""A site and a page of it as schema.org JSON-LD: who publishes, which page this is, the way to it.

Source of the vocabulary: https://schema.org/WebSite, /Organization, /WebPage and /BreadcrumbList.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from django.templatetags.static import static
from django.utils.safestring import SafeString, mark_safe

if TYPE_CHECKING:
    from collections.abc import Iterable

    from wagtail.models import Site

#: Keeps a `</script>` in someone's words from ending the element: as `django.utils.html.json_script` does.
_ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}

#: A square picture that stands for the site, and its side in pixels.
LOGO, LOGO_SIZE = "guide_pages/icon-512.png", 512


def script(graph: Iterable[dict[str, Any]]) -> SafeString:
    """Return the script element. What is empty is not said."""
    said = [{key: value for key, value in node.items() if value not in ("", None, [], {})} for node in graph]
    text = json.dumps({"@context": "https://schema.org", "@graph": said}, ensure_ascii=False).translate(_ESCAPES)
    return mark_safe(f'<script type="application/ld+json">{text}</script>')  # noqa: S308 - escaped above


def place(url: str, name: str) -> str:
    """Return the id of something about a page, which no anchor in it can be."""
    return f"{url}#/{name}"


def reference(identity: str) -> dict[str, str]:
    """Return a link to what another node of the graph says."""
    return {"@id": identity}


def organization_id(site: Site) -> str:
    """Return the id of who publishes a site."""
    return place(f"{site.root_url}/", "organization")


def website_id(site: Site) -> str:
    """Return the id of a site."""
    return place(f"{site.root_url}/", "website")


def site_nodes(site: Site) -> list[dict[str, Any]]:
    """Return the site and who publishes it."""
    name, home = site.site_name or site.hostname, f"{site.root_url}/"
    logo = static(LOGO)
    picture = f"{site.root_url}{logo}" if logo.startswith("/") else logo
    return [
        {
            "@type": "WebSite",
            "@id": website_id(site),
            "url": home,
            "name": name,
            "publisher": reference(organization_id(site)),
        },
        {
            "@type": "Organization",
            "@id": organization_id(site),
            "url": home,
            "name": name,
            "logo": {"@type": "ImageObject", "url": picture, "width": LOGO_SIZE, "height": LOGO_SIZE},
        },
    ]


def breadcrumb_nodes(url: str, title: str, above: Iterable[dict[str, str]], site: Site) -> list[dict[str, Any]]:
    """Return the way to a page: the pages above, as the shell names them, and itself. None for one without any."""
    way = _way(above, site)
    if not way:
        return []
    return [{"@id": place(url, "breadcrumb"), **_breadcrumbs([*way, (title, url)])}]


def trail(url: str, above: Iterable[dict[str, str]], site: Site) -> SafeString:
    """Return the script element of the way to a guide, which is that of the page above it, so the same for all that
    stand there: search engines do not ask for the page itself. Nothing where no page above is public."""
    way = _way(above, site)
    return script([{"@id": trail_id(url), **_breadcrumbs(way)}]) if way else SafeString("")


def trail_id(url: str) -> str:
    """Return the id of the way to the page above the one at this address."""
    return place(urljoin(url, ".."), "breadcrumb")


def _way(above: Iterable[dict[str, str]], site: Site) -> list[tuple[str, str]]:
    return [
        (page["title"], f"{site.root_url}{page['url']}" if page["url"].startswith("/") else page["url"])
        for page in above
    ]


def _breadcrumbs(way: list[tuple[str, str]]) -> dict[str, Any]:
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": position, "name": name, "item": to}
            for position, (name, to) in enumerate(way, 1)
        ],
    }


def page_node(url: str, title: str, site: Site, way: list[dict[str, Any]], **facts: Any) -> dict[str, Any]:
    """Return a page as part of its site. `facts` say what else it is."""
    return {
        "@type": "WebPage",
        "@id": url,
        "url": url,
        "name": title,
        "isPartOf": reference(website_id(site)),
        "breadcrumb": reference(way[0]["@id"]) if way else None,
        **facts,
    }
