"""The mail that tells moderators what is waiting: no more than one an hour, and nobody's words in it."""

from __future__ import annotations

import logging
from datetime import UTC, datetime, timedelta
from uuid import UUID

from django.core.mail import EmailMessage
from django.db.models import Count
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import ngettext
from django_tasks import task
from wagtail.admin.utils import get_admin_base_url

from guide_pages.records import ModeratorDigest, Reply

from .permission import moderators

logger = logging.getLogger(__name__)

EVERY = timedelta(hours=1)
NEVER = datetime(1970, 1, 1, tzinfo=UTC)


def is_due() -> bool:
    """Return True if something has come that no mail has told of, and the last was an hour ago. Two queries at most."""
    return _last() <= now() - EVERY and Reply.objects.waiting().filter(is_announced=False).exists()


@task()
def tell_moderators() -> None:
    """Send the digest, if one is due. If nobody could be reached, the next call tries again."""
    last = _last()
    if not is_due() or not ModeratorDigest.objects.filter(sent_at=last).update(sent_at=now()):
        return  # another process sends it
    waiting = list(Reply.objects.waiting().values_list("pk", flat=True))
    if _send(waiting):
        Reply.objects.filter(pk__in=waiting).update(is_announced=True)
    else:
        ModeratorDigest.objects.update(sent_at=last)


def _last() -> datetime:
    return ModeratorDigest.objects.get_or_create(pk=1, defaults={"sent_at": NEVER})[0].sent_at


def _send(waiting: list[UUID]) -> bool:
    """Mail each moderator how many replies wait, by guide. Return False if nobody could be reached."""
    replies = Reply.objects.filter(pk__in=waiting)
    guides = replies.values("guide__page__title").annotate(count=Count("pk")).order_by("-count", "guide__page__title")
    number = len(waiting)
    words = render_to_string(
        "guide_pages/replies/digest.txt",
        {
            "number": number,
            "guides": guides,
            "admin_url": get_admin_base_url() or "",
            "path": reverse("guidepost_replies:index"),
        },
    )
    subject = ngettext("%s reply is waiting for you", "%s replies are waiting for you", number) % number
    addresses = _addresses()
    reached = [address for address in addresses if _mail(subject, words, address)]
    return bool(reached) or not addresses


def _mail(subject: str, words: str, address: str) -> bool:
    """Mail one moderator. Return False if that failed: the others get theirs all the same."""
    try:
        EmailMessage(subject, words, to=[address]).send()
    except Exception:  # a site's own mail backend raises what it likes; what waits goes on waiting
        logger.exception("The digest of replies could not be sent to a moderator.")
        return False
    return True


def _addresses() -> list[str]:
    return sorted(set(moderators().exclude(email="").values_list("email", flat=True)))
