"""What is told of a person, what is erased, and what is not kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial
from typing import Any, NamedTuple
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.timezone import now
from django.utils.translation import gettext

from faq_blocks.models import FaqEntry
from guide_pages.publishing.rows import lock_pages
from guide_pages.records import Guide, Helpful, Reply
from guide_pages.records.replies import REFUSED_KEPT

from .moderating import bring_guides_in_step

#: How long the hash of a network is kept.
NETWORKS_KEPT = timedelta(days=30)
#: How long it counts whether an answer helped: it is another by then, or should be.
HELPFUL_KEPT = timedelta(days=365)

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
    """Return all that is kept of what somebody has left, for that person: GDPR, article 15."""
    return [
        {
            "id": str(reply.pk),
            "guide": str(reply.guide_id),
            "page": reply.guide.page.title if reply.guide.page else None,
            "in_reply_to": str(reply.parent_id) if reply.parent_id else None,
            "about": reply.about or None,
            "is_private": reply.is_private,
            "state": reply.state,
            "name": reply.name,
            "email": reply.email,
            "text": reply.text,
            "created_at": reply.created_at.isoformat(),
            "moderated_at": reply.moderated_at.isoformat() if reply.moderated_at else None,
            "suspicion": reply.suspicion or None,
            "network_hash": reply.network or None,
            "words_hash": reply.fingerprint,
            "became_faq_entry": reply.faq_entry_id,
        }
        for reply in Reply.objects.of_email(email).select_related("guide__page").order_by("created_at")
    ]


class Erased(NamedTuple):
    """How many `replies` are gone, and the entries of the FAQ library that were made of some and edited since."""

    replies: int
    entries: list[FaqEntry]


@transaction.atomic
def erase(email: str) -> Erased:
    """Remove what somebody has left, from pages and API in the same moment: GDPR, article 17.

    Where other readers have answered, an empty place stays, so that their words are not lost with it. A question that a
    reply became goes, too, as long as nobody has worked on it.
    """
    replies = Reply.objects.of_email(email)
    _lock_guides(replies)
    gone = list(replies.select_related("faq_entry"))
    kept = [Reply.State.WAITING, Reply.State.APPROVED]
    theirs = Reply.objects.filter(parent__in=gone, is_publisher=False, state__in=kept).exclude(email__in=_emails(gone))
    answered = {reply.parent_id for reply in theirs if reply.parent_id}
    entries = [reply.faq_entry for reply in gone if reply.faq_entry]
    Reply.objects.filter(parent__in=answered, is_publisher=True).delete()  # the publisher's answer speaks of it
    Reply.objects.filter(pk__in=answered).update(**_EMPTY)
    Reply.objects.filter(pk__in={reply.pk for reply in gone} - answered).delete()
    bring_guides_in_step(gone)
    untouched = [entry for entry in entries if not entry.live and entry.revisions.count() <= 1]
    for entry in untouched:
        entry.delete()
    return Erased(len(gone), [entry for entry in entries if entry not in untouched])


def _emails(replies: list[Reply]) -> set[str]:
    return {reply.email for reply in replies}


def _lock_guides(replies: QuerySet[Reply]) -> None:
    """Keep these guides from being published, and replies from being added to them, until this is committed."""
    guides = Guide.objects.filter(pk__in=replies.values("guide"))
    lock_pages(guides.exclude(page=None).values("page"))
    list(guides.order_by("pk").select_for_update(no_key=True))


def purge() -> int:
    """Forget what has been kept long enough. Return how many replies were removed or forgot their network."""
    return sum(act() for _name, act in due_to_forget())


def due_to_forget() -> Iterator[tuple[str, Callable[[], int]]]:
    """Yield what there is to forget: its name, and what forgets it. Where one fails, the others can still be done."""
    if _known_networks().exists():
        yield gettext("networks of replies"), _forget_networks
    if _old_helpful().exists() or _known_networks_of_helpful().exists():
        yield gettext("answers to “Was this helpful?”"), _forget_helpful
    for guide_id in _stale().values_list("guide", flat=True).distinct():
        yield gettext("replies to guide %s") % guide_id, partial(_remove_stale, guide_id)


def _stale() -> QuerySet[Reply]:
    """Return the replies kept long enough that were refused, reports of errors that are done, and those whose guide is
    gone. Answers to them go with them."""
    long_ago = now() - REFUSED_KEPT
    refused = (Q(state__in=_REFUSED) | Q(is_private=True, state=Reply.State.APPROVED)) & (
        Q(moderated_at__lt=long_ago) | Q(moderated_at=None, created_at__lt=long_ago)
    )
    return Reply.objects.filter(refused | Q(guide__page=None, created_at__lt=long_ago))


def _known_networks() -> QuerySet[Reply]:
    """Return the replies whose network has been kept long enough."""
    return Reply.objects.filter(created_at__lt=now() - NETWORKS_KEPT).exclude(network="")


def _old_helpful() -> QuerySet[Helpful]:
    return Helpful.objects.filter(said_at__lt=now() - HELPFUL_KEPT)


def _known_networks_of_helpful() -> QuerySet[Helpful]:
    return Helpful.objects.filter(said_at__lt=now() - NETWORKS_KEPT).exclude(network="")


def _forget_helpful() -> int:
    removed, _of_each = _old_helpful().delete()
    return removed + _known_networks_of_helpful().update(network="")


@transaction.atomic
def _forget_networks() -> int:
    known = _known_networks().order_by("pk").select_for_update(no_key=True, skip_locked=True)  # the next minute's
    return Reply.objects.filter(pk__in=list(known.values_list("pk", flat=True))).update(network="")


@transaction.atomic
def _remove_stale(guide_id: UUID) -> int:
    """Remove what is stale under a guide. Return how many: no page shows any of it, so none is brought in step."""
    stale = _stale().filter(guide=guide_id)
    _lock_guides(stale)
    count = stale.count()
    stale.delete()
    return count
