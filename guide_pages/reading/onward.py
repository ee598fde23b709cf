"""The way from a guide to the next, in the order in which the guides of a topic were published."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Q
from django.http import Http404, HttpResponseRedirect
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from guide_pages.records import Delivery
from guide_pages.rendering.topics import list_url, topic_url
from guide_pages.replies.places import place_at

from .representation import MAX_AGE

if TYPE_CHECKING:
    from django.http import HttpRequest

WAYS = ("next", "previous")


@require_safe
def onward(request: HttpRequest, guide_id: UUID, topic: str, way: str) -> HttpResponseRedirect:
    """Lead to the guide that was published next in a topic, or before; past the last, to the topic's own page.

    A guide's page does not name its neighbors: it would have to be made again whenever one comes or goes.
    """
    if way not in WAYS or place_at(request, guide_id) is None:
        raise Http404
    here = Delivery.objects.select_related("site", "guide__page").only("first_published_at", "site", "guide__page")
    guide = here.get(guide=guide_id)
    page = guide.guide.page
    parent = page.get_parent() if page else None
    if page is None or parent is None:
        raise Http404
    together = Delivery.objects.public().filter(site=guide.site).under(parent.path).filed_under(topic)
    if not together.filter(guide=guide_id).exists():
        raise Http404
    is_next, when = way == "next", guide.first_published_at
    beyond = (
        Q(first_published_at__gt=when) | Q(first_published_at=when, guide__gt=guide_id)
        if is_next
        else Q(first_published_at__lt=when) | Q(first_published_at=when, guide__lt=guide_id)
    )
    order = ("first_published_at", "guide_id") if is_next else ("-first_published_at", "-guide_id")
    path = together.filter(beyond).order_by(*order).values_list("path", flat=True).first()
    address = path or topic_url(list_url(page, guide.site), topic)
    if not address:
        raise Http404
    response = HttpResponseRedirect(address)
    patch_cache_control(response, public=True, max_age=MAX_AGE)
    return response
