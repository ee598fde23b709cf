"""Taking a guide from its readers: what was delivered is buried, what never was leaves no trace."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils import timezone
from wagtail.models import Page

from guide_pages.records import Delivery, Guide, Tombstone

from .changes import note_change
from .rows import lock_pages
from .share_pictures import forget_share_picture
from .signals import guide_readdressed
from .tombstones import TOMBSTONES_KEPT, bury


def take_away(guide: Guide, reason: str) -> bool:
    """Bury what was delivered of a guide. Return True if readers are told something new."""
    if guide.problem or guide.warnings:
        guide.problem = guide.warnings = ""
        guide.save(update_fields=["problem", "warnings"])
    delivery = Delivery.objects.filter(guide=guide).only("site_id").first()
    if delivery is None:
        return _bury_again(guide, reason)
    delivery.delete()
    guide.dependencies.all().delete()
    guide.passages.all().delete()
    forget_share_picture(guide)
    bury(guide, delivery.site_id, reason)
    note_change()
    if guide.page_id and (page := Page.objects.filter(pk=guide.page_id).first()):
        guide_readdressed.send(Guide, page=page)
    return True


def _bury_again(guide: Guide, reason: str) -> bool:
    """Make a missing tombstone again, where readers had the guide of late: somebody deleted it. Return True if so."""
    late = guide.editions.filter(created_at__gte=timezone.now() - TOMBSTONES_KEPT)
    if not guide.site_id or guide.tombstones.exists() or not late.exists():
        return False
    bury(guide, guide.site_id, reason)
    return True


@transaction.atomic
def take_page_away(page_id: int) -> None:
    """Bury the guide of a page that is about to be deleted."""
    lock_pages([page_id])
    if guide := Guide.objects.filter(page=page_id).first():
        take_away(guide, Tombstone.Reason.DELETED)


@transaction.atomic
def take_guide_away(guide_id: UUID) -> None:
    """Bury a guide that has no page any more."""
    guide = Guide.objects.select_for_update(no_key=True).get(pk=guide_id)
    take_away(guide, Tombstone.Reason.DELETED)
