"""Withdrawing words: an edition that must not be shown any more, with the reason that readers get."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import log
from wagtail.models import Page

from guide_pages.compiling.compiler import compile_guide, digest_of
from guide_pages.records import Delivery, Edition, Guide
from guide_pages.records.editions import ImmutableError
from guide_pages.replies.forms import CleanField

from .in_step import bring_in_step
from .rows import lock_guide
from .signals import editions_withdrawn
from .taking_away import take_guide_away

REASON_LENGTH = 500
#: The audit log's name.
WITHDRAWN = "guide_pages.edition.withdraw"


class ReasonField(CleanField):
    """Why an edition is withdrawn, for readers."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(label=gettext_lazy("Reason"), lines=True, max_length=REASON_LENGTH, **kwargs)


class WithdrawalRefused(Exception):
    """The edition stays as it is. Says why."""


def is_read_now(edition: Edition) -> bool:
    """Return True if the guide's address says these words, to everybody or to those who may see a restricted guide."""
    guide = edition.guide
    if Delivery.objects.filter(guide=guide, edition__digest=edition.digest).exists():
        return True
    page = Page.objects.filter(pk=guide.page_id or 0, live=True).first()
    return page is not None and digest_of(compile_guide(page.specific).guide) == edition.digest


@transaction.atomic
def withdraw(edition: Edition, reason: str, user: Any = None, *, unpublish: bool = False) -> list[int]:
    """Show these words to nobody any more. Return the numbers of the guide's editions that said just them.

    Raise WithdrawalRefused if the guide says these words now; with `unpublish`, unpublish it first instead. Whether the
    user may is for the caller to ask.
    """
    guide = lock_guide(edition.guide_id)
    edition = guide.editions.get(pk=edition.pk)
    if edition.withdrawn_at is not None:
        raise WithdrawalRefused(_("Edition %s has been withdrawn already.") % edition.number)
    if is_read_now(edition):
        if not unpublish:
            raise WithdrawalRefused(
                _("The guide says these words now. Publish others first, or unpublish the guide with the withdrawal.")
            )
        _take_from_readers(guide, user)
    same = list(guide.editions.filter(digest=edition.digest, withdrawn_at=None).order_by("number"))
    for each in same:
        mark_withdrawn(each, reason)
    numbers = [each.number for each in same]
    log(instance=guide.page or guide, action=WITHDRAWN, user=user, data={"editions": numbers, "reason": reason})
    transaction.on_commit(lambda: editions_withdrawn.send_robust(Guide, guide=guide, editions=same), robust=True)
    return numbers


@transaction.atomic
def mark_withdrawn(edition: Edition, reason: str) -> None:
    """Note that an edition is withdrawn, and why. Raise ImmutableError for the one that readers are given."""
    lock_guide(edition.guide_id)
    if Delivery.objects.filter(edition=edition).exists():
        raise ImmutableError("Readers are given this edition now: correct or unpublish the guide first.")
    edition.withdrawn_at, edition.withdrawn_reason = timezone.now(), reason
    super(Edition, edition).save(update_fields=["withdrawn_at", "withdrawn_reason"])  # its own refuses every change


def _take_from_readers(guide: Guide, user: Any) -> None:
    if guide.page is None:
        take_guide_away(guide.pk)
        return
    guide.page.specific.unpublish(user=user)
    bring_in_step(guide.page.pk)
