"""Keeping what was searched for, so that editors learn what readers look for and do not find."""

from __future__ import annotations

import logging
import re
from datetime import timedelta

from django.db import DatabaseError
from django.db.models import F
from django.utils.timezone import localdate

from guide_pages.records import Searched
from guide_pages.records.searched import SEARCHED_LENGTH

from .query import cut

logger = logging.getLogger(__name__)

#: Different searches that are kept of a day and site: more are somebody's game, and would fill the database.
A_DAY = 1_000
#: How long they are kept.
KEPT = timedelta(days=90)

#: What may be somebody's address or number: then nothing of the search is kept.
_PERSONAL = re.compile(r"@|(?:\d[\s().+/-]*){5}")


def record(site_id: int, locale: str, typed: str, *, was_found: bool) -> None:
    """Count a search. Two to four small queries; what fails is logged, and no reader's business."""
    words = cut(typed.replace("\x00", " ").casefold())[:SEARCHED_LENGTH].strip()
    if not words or _PERSONAL.search(words):
        return
    try:
        _count(site_id, locale, words, 0 if was_found else 1)
    except DatabaseError:
        logger.warning("A search could not be counted.", exc_info=True)


def _count(site_id: int, locale: str, words: str, in_vain: int) -> None:
    of_day = Searched.objects.filter(site=site_id, day=localdate())
    same = of_day.filter(locale=locale, words=words)
    more = {"times": F("times") + 1, "in_vain": F("in_vain") + in_vain}
    if same.update(**more) or of_day.count() >= A_DAY:
        return
    new = Searched(site_id=site_id, day=localdate(), locale=locale, words=words)
    Searched.objects.bulk_create([new], ignore_conflicts=True)  # whoever was first has made it
    same.update(**more)


def forget_searches() -> None:
    """Forget what was searched for too long ago."""
    Searched.objects.filter(day__lt=localdate() - KEPT).delete()
