"""What a guide's history tells of changes that were not its own: an answer, a person, a topic, a picture, settings."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from wagtail.log_actions import get_active_log_context
from wagtail.models import Page, PageLogEntry

from guide_pages.records.editions import Cause

#: The audit log's name.
FOLLOWED = "guide_pages.follow"
#: What is told: things that an editor changed. Other pages, hosts and new code concern no word of the guide.
_TOLD = frozenset({"faq_entry", "contributor", "topic", "image", "document", "site"})


class Followed(NamedTuple):
    """A guide that followed a change of `what`, as “contributor:7”; with the number of its edition if that is new."""

    page: Page
    what: str
    cause: Cause
    edition: int | None


def note_followed(done: Iterable[Followed]) -> None:
    """Note in the history of guides what they followed. One query. For the transaction in which they did."""
    now, user = timezone.now(), get_active_log_context().user
    PageLogEntry.objects.bulk_create(
        PageLogEntry(
            page_id=each.page.pk,
            content_type=ContentType.objects.get_for_model(each.page, for_concrete_model=False),
            label=each.page.title,
            action=FOLLOWED,
            data={"what": each.what, "edition": each.edition},
            timestamp=now,
            user=user,
            content_changed=each.edition is not None,
        )
        for each in done
        if each.what.partition(":")[0] in _TOLD
    )
