"""Guides in lists, and the topics that they are filed under."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from django.db.models import CharField, Count, OuterRef, Subquery
from django.db.models.functions import Cast

from guide_pages.document import GuideCard
from guide_pages.records import Delivery, Dependency, Topic
from guide_pages.records.deliveries import DeliveryQuerySet
from guide_pages.rendering.topics import topic_url


class Listed(NamedTuple):
    """The cards of some guides, and the ids of their pages."""

    cards: list[GuideCard]
    pages: list[int]


def cards(deliveries: Iterable[Delivery]) -> list[GuideCard]:
    """Return the cards of deliveries, as they were made at publish. One query."""
    if isinstance(deliveries, DeliveryQuerySet):
        deliveries = deliveries.only("card")
    return [GuideCard.model_validate_json(bytes(delivery.card)) for delivery in deliveries]


def listed(deliveries: DeliveryQuerySet) -> Listed:
    """Return the cards of deliveries with the pages that they are of. One query."""
    rows = list(deliveries.values_list("card", "guide__page"))
    return Listed([GuideCard.model_validate_json(bytes(card)) for card, _page in rows], [page for _card, page in rows])


def topics_of(deliveries: DeliveryQuerySet, url: str, current: str = "") -> list[dict[str, Any]]:
    """Return the topics of these guides as their readers are told, each with how many it has and its address. One
    query."""
    filed = Dependency.objects.filter(
        kind="topic", key=Cast(OuterRef("pk"), CharField()), guide__in=deliveries.order_by().values("guide")
    )
    count = filed.order_by().values("key").annotate(count=Count("pk")).values("count")
    counted = Topic.objects.annotate(count=Subquery(count)).filter(count__gt=0).order_by("name")
    return [
        {
            "name": topic.name,
            "slug": topic.slug,
            "count": topic.count,
            "url": topic_url(url, topic.slug),
            "current": topic.slug == current,
        }
        for topic in counted
    ]
