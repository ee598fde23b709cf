"""Whether a guide takes replies, until when, and why not: the guide says, or else its site."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from django.utils.timezone import now

from guide_pages.records import RepliesOpen

if TYPE_CHECKING:
    from guide_pages.records import GuideSettings
    from guide_pages.records.fields import GuidePageFields


class Why(StrEnum):
    """Why a guide takes no replies."""

    CLOSED = "closed"
    DAYS = "days"
    RESTRICTED = "restricted"


class Opening(NamedTuple):
    """Whether a guide takes replies: until `close_at`, for ever if there is none; or `why` it takes none."""

    close_at: datetime | None
    why: Why | None

    @property
    def is_open(self) -> bool:
        return self.why is None


RESTRICTED = Opening(None, Why.RESTRICTED)


def opening_of(page: GuidePageFields, settings: GuideSettings, first_published_at: datetime) -> Opening:
    """Return whether a public guide takes replies at this moment, until when, and why not."""
    choice = page.replies or settings.replies
    if choice == RepliesOpen.CLOSED:
        return Opening(None, Why.CLOSED)
    if choice == RepliesOpen.OPEN:
        return Opening(None, None)
    close_at = first_published_at + timedelta(days=page.replies_days or settings.replies_days)
    return Opening(close_at, None if close_at > now() else Why.DAYS)
