"""Atom feeds (RFC 4287): the guides that changed last, in one language, of all topics or one, and what changed."""

from __future__ import annotations

import json
import re
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db.migrations.recorder import MigrationRecorder
from django.db.models import F, Subquery
from django.db.models.functions import Length, Substr
from django.http import Http404
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_safe
from wagtail.coreutils import get_supported_content_language_variant
from wagtail.models import Page, Site

from guide_pages.records import Delivery, Topic
from guide_pages.rendering.topics import topic_url

from .representation import respond_compressed

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from guide_pages.records.deliveries import DeliveryQuerySet

#: Guides in a feed.
LATEST = 30

#: What XML 1.0 cannot say.
_NO_CHARACTER = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class _Feed(Atom1Feed):
    def latest_post_date(self) -> datetime:
        """Return when a guide of the feed last changed, else when its site began: never the time of the request."""
        began: datetime = self.feed["began"]
        return max((item["updateddate"] for item in self.items), default=began)


@require_safe
def guides_feed(request: HttpRequest) -> HttpResponse:
    """Return the feed of a site's guides in the language of the address. Two queries."""
    site = _site(request)
    return _respond(request, site, gettext("Guides"), _latest(site))


@require_safe
def topic_feed(request: HttpRequest, slug: str) -> HttpResponse:
    """Return the feed of a topic; 404 where the public finds no guide of it. Four queries."""
    site = _site(request)
    topic = Topic.at(slug, _language())
    found = list(_latest(site).filed_under(slug)[:LATEST]) if topic else []
    if topic is None or not found:
        raise Http404
    return _respond(request, site, topic.name, found, _page_of_topic(request, slug, found))


def _page_of_topic(request: HttpRequest, slug: str, found: list[Delivery]) -> str:
    """Return where readers find the topic: in the list that its newest guide stands in; nothing, if it has no pages."""
    above = Page.objects.filter(pk__in=[delivery.guide.page_id for delivery in found[:1]]).values("path")
    place = Substr(Subquery(above), 1, Length(Subquery(above)) - Page.steplen)
    listing = Page.objects.alias(place=place).filter(path=F("place")).first()
    if listing is None or not getattr(listing.specific_class, "has_topic_pages", False):
        return ""
    return topic_url(listing.get_full_url(request) or "", slug)


def _began(site: Site) -> datetime:
    """Return when a site's home page was published last; for one that never was, when the site was set up."""
    published: datetime | None = site.root_page.last_published_at
    return published or MigrationRecorder.Migration.objects.earliest("applied").applied


def _site(request: HttpRequest) -> Site:
    site: Site | None = Site.find_for_request(request)
    if site is None:
        raise Http404
    return site


def _language() -> str:
    return str(get_supported_content_language_variant(get_language() or ""))


def _latest(site: Site) -> DeliveryQuerySet:
    found = Delivery.objects.public().filter(site=site, guide__locale__language_code=_language())
    rows = found.select_related("edition", "guide").order_by("-updated_at", "-guide_id")
    return rows.only("guide__page", "card", "first_published_at", "updated_at", "edition__number", "edition__note")


def _respond(request: HttpRequest, site: Site, title: str, found: Any, page_url: str = "") -> HttpResponse:
    name = site.site_name or site.root_page.title
    feed = _Feed(
        title=_sayable(f"{title} · {name}"),
        link=page_url or f"{site.root_url}/",
        description=None,
        language=_language(),
        author_name=_sayable(name),
        feed_url=f"{site.root_url}{request.path}",
        feed_guid=f"{site.root_url}{request.path}",
    )
    latest = list(found[:LATEST])
    feed.feed["began"] = None if latest else _began(site)
    for delivery in latest:
        card = json.loads(bytes(delivery.card))
        feed.add_item(
            title=_sayable(card["title"]),
            link=card["url"],
            description=_sayable(_described(card["summary"], delivery.edition.note)),
            unique_id=f"urn:uuid:{card['id']}",
            pubdate=delivery.first_published_at,
            updateddate=delivery.updated_at,
            categories=[_sayable(topic["name"]) for topic in card["topics"]],
        )
    return respond_compressed(request, feed.writeString("utf-8").encode(), feed.content_type)


def _described(summary: str, note: str) -> SafeString:
    """Return what a guide is about, and what its editor says has changed, as HTML."""
    about = format_html("<p>{}</p>", summary)
    return format_html("{}<p>{} {}</p>", about, gettext("What changed:"), note) if note else about


def _sayable(text: str) -> str:
    return _NO_CHARACTER.sub(" ", text)
