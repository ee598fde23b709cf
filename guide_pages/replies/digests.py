"""The mail that tells moderators what is waiting: no more than one an hour, and nobody's words in it."""

from __future__ import annotations

import logging
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.core.mail import EmailMessage, get_connection
from django.db.models import Count, Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import ngettext
from django_tasks import task
from wagtail.admin.utils import get_admin_base_url

from guide_pages.models import ModeratorDigest, Reply

if TYPE_CHECKING:
    from django.db.models import QuerySet

logger = logging.getLogger(__name__)

EVERY = timedelta(hours=1)
NEVER = datetime(1970, 1, 1, tzinfo=UTC)


@task()
def tell_moderators() -> None:
    """Send the digest, if one is due. If it cannot be sent, the next call tries again."""
    last = ModeratorDigest.objects.get_or_create(pk=1, defaults={"sent_at": NEVER})[0].sent_at
    if not is_due(last) or not ModeratorDigest.objects.filter(sent_at=last).update(sent_at=now()):
        return  # another process sends it
    try:
        send()
    except Exception:  # whatever the mail server says: what is waiting goes on waiting
        logger.exception("The digest of replies could not be sent.")
        ModeratorDigest.objects.update(sent_at=last)


def is_due(last: datetime) -> bool:
    """True if something has come since the last digest, and that was an hour ago. One query at most."""
    return last <= now() - EVERY and Reply.objects.waiting().filter(created_at__gt=last).exists()


def send() -> None:
    """Mail each moderator how many replies wait, by guide."""
    waiting = Reply.objects.waiting()
    guides = waiting.values("guide__page__title").annotate(count=Count("pk")).order_by("-count", "guide__page__title")
    number = waiting.count()
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
    messages = [EmailMessage(subject, words, to=[address]) for address in _addresses()]
    get_connection().send_messages(messages)


def _addresses() -> list[str]:
    users = moderators().exclude(email="").values_list("email", flat=True).distinct()
    return sorted(users)


def moderators() -> QuerySet[Any]:
    """The users who may moderate replies."""
    may = Permission.objects.filter(content_type__app_label="guide_pages", codename="moderate_reply")
    allowed = Q(is_superuser=True) | Q(user_permissions__in=may) | Q(groups__permissions__in=may)
    return get_user_model().objects.filter(allowed, is_active=True)
