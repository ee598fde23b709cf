"""Where the questions are that replies became, stored with them for the API."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q

from guide_pages.records import Reply
from guide_pages.rendering.discussion import Discussion


def keep_places(guide_id: UUID, discussion: Discussion) -> None:
    """Store where each reply's question is, for the API."""
    now = {reply.pk: reply.answered_in for reply in discussion.questions}
    noted = Q(answered_in__isnull=False) | Q(pk__in=now)
    stored = Reply.objects.filter(noted, guide=guide_id).order_by("pk").select_for_update(no_key=True)
    changed = [reply for reply in stored if reply.answered_in != now.get(reply.pk)]
    for reply in changed:
        reply.answered_in = now.get(reply.pk)
    Reply.objects.bulk_update(changed, ["answered_in"])
