"""Sitemaps: where a site's public guides and other pages are, since when as they are, and in which other languages.

An index names one sitemap of guides and one of pages, each in parts. By Django's templates; the rows are read in one
query, whatever their number, and a guide's `lastmod` is that of its edition. The protocol: https://www.sitemaps.org
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple
from uuid import uuid5

from django.db.models import CharField, Max, OuterRef, Q, Subquery
from django.db.models.functions import Cast, Length, Substr
from django.http import Http404
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_safe
from wagtail.models import Page, Site

from guide_pages.queries.visibility import is_public
from guide_pages.records import Delivery, Topic
from guide_pages.rendering.languages import alternates_of
from guide_pages.rendering.topics import topic_url

from .representation import respond_compressed

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse

#: Addresses in one part of a sitemap. The protocol allows 50,000.
A_PART = 5_000
XML = "application/xml"


class Address(NamedTuple):
    """A page of a site. Those with one `key` say the same in several languages."""

    url: str
    changed_at: datetime | None
    locale: str
    key: UUID
    is_here: bool = True


@require_safe
def sitemap_index(request: HttpRequest) -> HttpResponse:
    """Return the index of the site's sitemaps. Four queries."""
    site = _site(request)
    parts: list[dict[str, Any]] = []
    for section, find in SECTIONS.items():
        found = [address for address in find(site, request) if address.is_here]
        where = f"{site.root_url}{reverse('sitemap_section', args=[section])}"
        for number in range(1, _parts(found) + 1):
            part = _part(found, number)
            changed = max((address.changed_at for address in part if address.changed_at), default=None)
            parts.append({"location": where if number == 1 else f"{where}?p={number}", "last_mod": changed})
    return _respond(request, "sitemap_index.xml", {"sitemaps": parts})


@require_safe
def sitemap(request: HttpRequest, section: str) -> HttpResponse:
    """Return a part of a sitemap, the first or that of `?p=`; 404 where there is none. Three queries at most."""
    find, number = SECTIONS.get(section), request.GET.get("p", "1")
    if find is None or not (number.isascii() and number.isdigit() and len(number) < 5):
        raise Http404
    found = list(find(_site(request), request))
    here = [address for address in found if address.is_here]
    if not 1 <= int(number) <= max(1, _parts(here)):
        raise Http404
    languages: dict[UUID, list[Address]] = defaultdict(list)
    for address in found:
        languages[address.key].append(address)
    urls = [_url(address, languages[address.key]) for address in _part(here, int(number))]
    return _respond(request, "sitemap.xml", {"urlset": urls})


def guides(site: Site, request: HttpRequest) -> Iterable[Address]:
    """Yield the public guides of a site, and what they are in other languages on any. One query."""
    keys = Delivery.objects.filter(site=site).values("guide__page__translation_key")
    rows = (
        Delivery.objects.public()
        .filter(guide__page__translation_key__in=keys)
        .order_by("first_published_at", "pk")
        .values_list(
            "site__hostname",
            "site__port",
            "path",
            "updated_at",
            "guide__page__locale__language_code",
            "guide__page__translation_key",
            "site",
        )
    )
    for hostname, port, path, changed_at, locale, key, site_id in rows:
        root_url = Site(hostname=hostname, port=port).root_url
        yield Address(f"{root_url}{path}", changed_at, locale, key, site_id == site.pk)


def pages(site: Site, request: HttpRequest) -> Iterable[Address]:
    """Yield the public pages of a site that are no guides, and those of topics below the lists. Two queries; Wagtail
    knows the roots of sites."""
    below = Q(pk__in=[])
    for root in Site.get_site_root_paths():
        if root.site_id == site.pk:
            below |= Q(url_path__startswith=root.root_path)
    found = Page.objects.filter(below, is_public(), guide__isnull=True).select_related("locale").order_by("path")
    topics = topics_by_list(site)
    for page in found:
        if url := page.get_full_url(request):
            locale, key = page.locale.language_code, page.translation_key
            yield Address(url, page.last_published_at, locale, key)
            if page.path in topics and getattr(page.specific_class, "has_topic_pages", False):
                for slug, changed_at in topics[page.path]:
                    yield Address(topic_url(url, slug), changed_at, locale, uuid5(key, slug))


def topics_by_list(site: Site) -> dict[str, list[tuple[str, datetime]]]:
    """Return by the place of a list which topics its public guides have, and when one of them changed. One query."""
    topic = Topic.objects.annotate(key=Cast("pk", CharField())).filter(key=OuterRef("guide__dependencies__key"))
    rows = (
        Delivery.objects.public()
        .filter(site=site, guide__dependencies__kind="topic")
        .annotate(slug=Subquery(topic.values("slug")[:1]))
        .annotate(place=Substr("guide__page__path", 1, Length("guide__page__path") - Page.steplen))
        .values_list("place", "slug")
        .annotate(changed_at=Max("updated_at"))
        .order_by("slug")
    )
    found: dict[str, list[tuple[str, datetime]]] = defaultdict(list)
    for place, slug, changed_at in rows:
        if slug:
            found[place].append((slug, changed_at))
    return found


SECTIONS: dict[str, Callable[[Site, HttpRequest], Iterable[Address]]] = {"guides": guides, "pages": pages}


def _site(request: HttpRequest) -> Site:
    site: Site | None = Site.find_for_request(request)
    if site is None:
        raise Http404
    return site


def _parts(found: list[Address]) -> int:
    return -(-len(found) // A_PART)


def _part(found: list[Address], number: int) -> list[Address]:
    return found[(number - 1) * A_PART : number * A_PART]


def _url(address: Address, languages: list[Address]) -> dict[str, Any]:
    """Return what Django's template takes. A page names itself among its languages, where there are others."""
    versions = {other.locale: other.url for other in languages} | {address.locale: address.url}
    told = alternates_of(versions) if len(versions) > 1 else []
    alternates = [{"lang_code": code, "location": url} for code, url in told]
    return {
        "location": address.url,
        "lastmod": address.changed_at,
        "alternates": alternates,
    }


def _respond(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    response = respond_compressed(request, render_to_string(template, context).encode(), XML)
    response["X-Robots-Tag"] = "noindex, noodp, noarchive"  # a sitemap is no result, as Django's own view says
    return response
