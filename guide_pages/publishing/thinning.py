"""Editions that nobody wrote are thinned: of a day long past, the last one says what readers were told."""

from __future__ import annotations

from datetime import UTC, timedelta

from django.db.models import Exists, OuterRef
from django.db.models.functions import TruncDate
from django.utils import timezone

from guide_pages.records import Delivery, Edition
from guide_pages.records.editions import Cause, EditionQuerySet

#: How long every edition is kept.
EDITIONS_KEPT = timedelta(days=365)
#: So many are removed at a time.
_BATCH = 500


def thin_editions() -> int:
    """Remove the editions that something shared made, where the guide has a later one of the same day. Return how many.

    The days are those of UTC, and more than `EDITIONS_KEPT` ago. Kept are a guide's first edition, its last, the last
    of each day, and any that an editor published, that has a note, or that was withdrawn.
    """
    removed = 0
    while found := list(_needless().values_list("pk", flat=True)[:_BATCH]):
        super(EditionQuerySet, Edition.objects.filter(pk__in=found)).delete()  # its own refuses
        removed += len(found)
    return removed


def _needless() -> EditionQuerySet:
    later = Edition.objects.alias(day=TruncDate("created_at", tzinfo=UTC)).filter(
        guide=OuterRef("guide"), number__gt=OuterRef("number"), day=OuterRef("day")
    )
    made_by_nobody = Edition.objects.exclude(cause=Cause.PAGE).filter(note="", withdrawn_at=None, number__gt=1)
    old = made_by_nobody.filter(created_at__lt=timezone.now() - EDITIONS_KEPT - timedelta(days=1))
    days = old.alias(day=TruncDate("created_at", tzinfo=UTC))
    return days.filter(Exists(later)).exclude(Exists(Delivery.objects.filter(edition=OuterRef("pk")))).order_by("pk")
