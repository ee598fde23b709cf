"""The guide that a request is about, where the public may see it: asked before anything else is said of it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple
from uuid import UUID

from django.db.models import UUIDField
from django.utils.timezone import now

from guide_pages.queries.hosts import host
from guide_pages.queries.prepared import Prepared, Slot
from guide_pages.records import Delivery

if TYPE_CHECKING:
    from django.http import HttpRequest


class Place(NamedTuple):
    """A public guide of the site that was asked: its page's key and path, and whether its page takes replies."""

    guide: UUID
    page: int
    path: str
    takes_replies: bool
    close_at: datetime | None

    @property
    def is_open(self) -> bool:
        return is_open(self.takes_replies, self.close_at)


def is_open(takes_replies: bool, close_at: datetime | None) -> bool:
    """Return whether a delivery that says that it takes replies does so at this moment: its page may still say so."""
    return takes_replies and (close_at is None or close_at > now())


def place_at(request: HttpRequest, guide_id: UUID) -> Place | None:
    """Return the guide's place; None alike if it never was, is a draft, or is restricted. One query."""
    row = _PLACE.first(**host(request), guide=guide_id)
    return Place(*row) if row else None


def _places() -> Any:
    rows = Delivery.objects.public().here().filter(guide=Slot("guide", UUIDField()))
    return rows.order_by("pk").values_list("guide_id", "guide__page_id", "path", "takes_replies", "replies_close_at")[
        :1
    ]


_PLACE = Prepared(_places)
