"""Replies: what readers have left under a guide, and what its publisher has answered."""

from __future__ import annotations

import unicodedata
import uuid
from datetime import timedelta
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .identity import Guide

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

NAME_LENGTH = 60
#: As RFC 5321, 4.5.3.1.3 has it, without the brackets.
EMAIL_LENGTH = 254
TEXT_LENGTH = 4000
#: How long what was rejected, is spam or was deleted is kept: a moderator may have been wrong. Readers are told so.
REFUSED_KEPT = timedelta(days=30)
MAX_DAYS = 3650


class ReplyQuerySet(models.QuerySet["Reply"]):
    """Replies, by who gets to see them."""

    def shown(self) -> Self:
        """Return the replies that readers of a guide are shown: approved, and not answers to one that is not."""
        approved = Reply.State.APPROVED
        return self.filter(Q(parent=None) | Q(parent__state=approved), state=approved, is_private=False)

    def answerable(self) -> Self:
        """Return the replies that a reader can answer: not the empty place of one that was erased."""
        return self.shown().exclude(text="")

    def waiting(self) -> Self:
        """Return the replies that a moderator has to look at, of guides that are still there."""
        return self.filter(state=Reply.State.WAITING, guide__page__isnull=False)

    def of_email(self, email: str) -> Self:
        """Return the replies that somebody has left, however they spelled their address."""
        return self.filter(email__iexact=unicodedata.normalize("NFC", email.strip())).exclude(email="")


class Reply(models.Model):
    """What somebody wrote under a guide, as plain text, or the publisher's answer to it: one level deep.

    `email` is for the moderators alone. `network` is a keyed hash of where it was sent from, and is forgotten.
    `key` is what makes sending it twice one reply; moderators have been told of what `is_announced`. One that is
    erased after others have answered it stays, without words. A private one tells the editors of an error in the part
    of the guide that `about` names by its anchor, and is never shown.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        APPROVED = "approved", _("Approved")
        REJECTED = "rejected", _("Rejected")
        SPAM = "spam", _("Spam")
        DELETED = "deleted", _("Deleted")

    wagtail_reference_index_ignore = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    guide = models.ForeignKey(Guide, on_delete=models.CASCADE, related_name="replies")
    parent = models.ForeignKey("self", null=True, on_delete=models.CASCADE, related_name="answers")
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.WAITING)
    name = models.CharField(_("name"), max_length=NAME_LENGTH)
    email = models.EmailField(_("email"), max_length=EMAIL_LENGTH, blank=True)
    text = models.TextField(_("text"), max_length=TEXT_LENGTH)
    is_publisher = models.BooleanField(default=False)
    is_private = models.BooleanField(default=False, db_default=False)
    about = models.CharField(max_length=100, blank=True, default="", db_default="")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(_("sent"), default=timezone.now)
    moderated_at = models.DateTimeField(null=True)
    is_announced = models.BooleanField(default=False)

    suspicion = models.CharField(max_length=200, blank=True)
    network = models.CharField(max_length=64, blank=True)
    fingerprint = models.CharField(max_length=64)
    key = models.CharField(max_length=64, null=True, unique=True)  # noqa: DJ001 - as Django asks: no two NULLs are the same

    #: The question of the FAQ library that this was made into, and where readers find it: `guide`, `anchor`, `url`.
    faq_entry = models.ForeignKey("faq_blocks.FaqEntry", null=True, on_delete=models.SET_NULL, related_name="+")
    answered_in = models.JSONField(null=True)

    objects = ReplyQuerySet.as_manager()

    class Meta:
        verbose_name = _("reply")
        verbose_name_plural = _("replies")
        default_permissions = ()
        permissions = [("moderate_reply", _("Can moderate replies"))]
        indexes = [
            models.Index(fields=["guide", "state", "created_at"], name="reply_of_guide"),
            models.Index(fields=["state", "created_at"], name="reply_to_moderate"),
            models.Index(fields=["network", "created_at"], name="reply_of_network"),
            models.Index(fields=["fingerprint"], name="reply_by_words"),
        ]

    def get_state_display(self) -> StrOrPromise:  # type: ignore[no-redef]  # Django lets a model say it otherwise
        """Return what a moderator calls the state: a report of an error is not approved, it is done."""
        is_done = self.is_private and self.state == self.State.APPROVED
        return _("Done") if is_done else self.State(self.state).label

    def __str__(self) -> str:
        """Return a name without the words of a person: logs keep it."""
        return f"{self._meta.verbose_name} {str(self.pk)[:8]}"


class ModeratorDigest(models.Model):
    """When moderators were last mailed. One row."""

    wagtail_reference_index_ignore = True

    sent_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.sent_at)


class RepliesOpen(models.TextChoices):
    """Until when a guide takes replies."""

    OPEN = "open", _("Open")
    CLOSED = "closed", _("Closed")
    DAYS = "days", _("Closed after some days")
