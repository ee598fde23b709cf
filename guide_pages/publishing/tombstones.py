"""Tombstones: a site's readers are told that a guide is gone from it, for as long as a client may stay away."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from guide_pages.records import FeedHorizon, Guide, Tombstone

from .sequences import will_be_told

#: How long a client may stay away and still be told what is gone.
TOMBSTONES_KEPT = timedelta(days=180)


def bury(guide: Guide, site_id: int, reason: str) -> None:
    """Tell a site's readers, when this is committed. For the publishing transaction."""
    Tombstone.objects.update_or_create(
        guide=guide,
        site_id=site_id,
        defaults={"sequence": None, "reason": reason, "created_at": timezone.now()},
    )
    will_be_told(site_id)


@transaction.atomic
def forget_old_tombstones() -> int:
    """Remove the tombstones that are older than `TOMBSTONES_KEPT`, and were told. Return how many.

    A client that has not asked since is told to begin again: each site notes how far back its tombstones go.
    """
    old = Tombstone.objects.filter(created_at__lt=timezone.now() - TOMBSTONES_KEPT, sequence__isnull=False)
    for site_id, sequence in old.order_by().values_list("site").annotate(Max("sequence")):
        FeedHorizon.objects.update_or_create(site_id=site_id, defaults={"sequence": sequence})
    removed, _models = old.delete()
    return removed
