"""Tombstones: a site's readers are told that a guide is gone from it, for as long as a client may stay away."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
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
    too_old = Tombstone.objects.filter(created_at__lt=timezone.now() - TOMBSTONES_KEPT, sequence__isnull=False)
    old = list(too_old.select_for_update(no_key=True).order_by("pk"))
    for site_id in sorted({tombstone.site_id for tombstone in old}):
        last = max(tombstone.sequence or 0 for tombstone in old if tombstone.site_id == site_id)
        horizon, _created = FeedHorizon.objects.get_or_create(site_id=site_id, defaults={"sequence": last})
        if horizon.sequence < last:  # what was written first need not be told first: never back
            FeedHorizon.objects.filter(site=site_id, sequence__lt=last).update(sequence=last)
    Tombstone.objects.filter(pk__in=[tombstone.pk for tombstone in old]).delete()
    return len(old)
