"""What is told of a person, what is erased, and what is not kept."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.timezone import now

from guide_pages.models import FeedCounter, Reply

from .moderating import follow

#: How long the hash of a network is kept.
NETWORKS_KEPT = timedelta(days=30)
#: How long what was rejected, is spam or was deleted is kept: a moderator may have been wrong.
REFUSED_KEPT = timedelta(days=30)

_EMPTY: dict[str, Any] = {
    "name": "",
    "email": "",
    "text": "",
    "network": "",
    "fingerprint": "",
    "suspicion": "",
    "key": None,
    "faq_entry": None,
}
_REFUSED = (Reply.State.REJECTED, Reply.State.SPAM, Reply.State.DELETED)


def export(email: str) -> list[dict[str, Any]]:
    """All that is kept of what somebody has left, for that person: GDPR, article 15."""
    return [
        {
            "id": str(reply.pk),
            "guide": str(reply.guide_id),
            "page": reply.guide.page.title if reply.guide.page else None,
            "in_reply_to": str(reply.parent_id) if reply.parent_id else None,
            "state": reply.state,
            "name": reply.name,
            "email": reply.email,
            "text": reply.text,
            "created_at": reply.created_at.isoformat(),
            "moderated_at": reply.moderated_at.isoformat() if reply.moderated_at else None,
            "network_hash": reply.network or None,
        }
        for reply in Reply.objects.of_email(email).select_related("guide__page").order_by("created_at")
    ]


@transaction.atomic
def erase(email: str) -> int:
    """Remove what somebody has left, from pages and API in the same moment. Returns how many replies: GDPR, article 17.

    Where other readers have answered, an empty place stays, so that their words are not lost with it.
    """
    if not email.strip():
        return 0
    FeedCounter.lock()
    gone = list(Reply.objects.of_email(email))
    theirs = Reply.objects.filter(parent__in=gone, is_publisher=False).exclude(email__iexact=email.strip())
    answered = {reply.parent_id for reply in theirs if reply.parent_id}
    Reply.objects.filter(parent__in=answered, is_publisher=True).delete()  # the publisher's answer speaks of it
    Reply.objects.filter(pk__in=answered).update(**_EMPTY)
    Reply.objects.filter(pk__in={reply.pk for reply in gone} - answered).delete()
    follow(gone)
    return len(gone)


def purge() -> int:
    """Forget what is kept long enough. Returns how many replies were removed or forgot their network."""
    return _remove(_stale()) + _known_networks().update(network="")


def purge_if_due() -> None:
    """`purge`, if there is anything to forget. Two queries if not."""
    if _stale().exists() or _known_networks().exists():
        purge()


def _stale() -> QuerySet[Reply]:
    """What was refused, or left under a guide that is gone, and has been kept long enough."""
    long_ago = now() - REFUSED_KEPT
    refused = Q(state__in=_REFUSED) & (Q(moderated_at__lt=long_ago) | Q(moderated_at=None, created_at__lt=long_ago))
    return Reply.objects.filter(refused | Q(guide__page=None, created_at__lt=long_ago))


def _known_networks() -> QuerySet[Reply]:
    """Replies whose network has been kept long enough."""
    return Reply.objects.filter(created_at__lt=now() - NETWORKS_KEPT).exclude(network="")


@transaction.atomic
def _remove(replies: QuerySet[Reply]) -> int:
    FeedCounter.lock()
    gone = list(replies)
    Reply.objects.filter(pk__in=[reply.pk for reply in gone]).delete()
    follow(gone)
    return len(gone)
