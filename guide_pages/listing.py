"""Guides in lists."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.db.models import Count

from .document import GuideCard
from .models import Delivery, GuideIndexPage, Topic
from .models.deliveries import DeliveryQuerySet
from .visibility import is_public

if TYPE_CHECKING:
    from django.http import HttpRequest
    from wagtail.models import Page


def guides_url(home: Page, request: HttpRequest) -> str:
    """Where the guides of a home page are listed; nothing where the public finds no list. One query."""
    index = GuideIndexPage.objects.child_of(home).filter(is_public()).first()
    return str(index.get_url(request) or "") if index else ""


def cards(deliveries: Iterable[Delivery]) -> list[GuideCard]:
    """The cards of deliveries, as they were made at publish. One query."""
    if isinstance(deliveries, DeliveryQuerySet):
        deliveries = deliveries.only("card")
    return [GuideCard.model_validate_json(bytes(delivery.card)) for delivery in deliveries]


def topics_of(deliveries: DeliveryQuerySet, url: str, current: str) -> list[dict[str, Any]]:
    """The topics of these guides, each with how many it has and its address. One query."""
    guides = deliveries.order_by().values("guide__page")
    counted = (
        Topic.objects.filter(guidetopic__page__in=guides)
        .annotate(count=Count("guidetopic__page", distinct=True))
        .order_by("name")
    )
    return [
        {
            "name": topic.name,
            "slug": topic.slug,
            "count": topic.count,
            "url": f"{url}?{urlencode({'topic': topic.slug})}",
            "current": topic.slug == current,
        }
        for topic in counted
    ]
