"""The story of publishing: lock, read, compile, edition, delivery, tell the others. In one transaction."""

from __future__ import annotations

import enum

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from guide_pages.compiling.compiler import Compiled
from guide_pages.records import Anchor, Guide, Tombstone
from guide_pages.records.editions import Cause

from .deliveries import keep_dependencies, write_delivery
from .editions import note_problems
from .making import Made, make
from .rows import lock_pages
from .signals import guide_readdressed, library_entries_changed
from .taking_away import take_away


class Outcome(enum.Enum):
    """What `bring_in_step` did."""

    UNCHANGED = _("unchanged")
    EDITION = _("new edition")
    DELIVERY = _("new delivery")
    TOMBSTONE = _("tombstone")
    FAILED = _("failed")


@transaction.atomic
def bring_in_step(
    page_id: int, cause: Cause = Cause.PAGE, *, refuse: bool = False, was_hidden: bool = False, inputs: str = ""
) -> Outcome:
    """Make a guide's edition and delivery agree with its row in the database. Return what that took.

    Lock the page's row, then read it again: what is in memory may be a draft that says it is live.
    A guide that cannot be compiled keeps its last edition, delivered as of today, and its problem
    is noted; with `refuse` it raises PublishRefused instead, and nothing is changed. A guide that
    `was_hidden` is sent again even if nothing differs: a client may have passed it meanwhile. `inputs`
    is the digest of what it is made from, if that was asked for before.
    """
    lock_pages([page_id])
    return write(make(page_id, cause, refuse=refuse, was_hidden=was_hidden), inputs)


def write(made: Made, inputs: str = "") -> Outcome:
    """Write what a guide's rows are to become. For a transaction that has locked its page."""
    guide, page, compiled = made.guide, made.page, made.compiled
    if guide is None:
        return Outcome.UNCHANGED
    if page is None:
        return _gone(guide, Tombstone.Reason.DELETED)
    if made.is_elsewhere:
        guide.save()
    if compiled is not None:
        _keep_anchors(guide, compiled)
    if made.why_hidden or compiled is None:
        return _gone(guide, made.why_hidden)
    note_problems(guide, compiled)
    if made.delivery is None or made.edition is None:
        keep_dependencies(guide, compiled.references)  # it follows when what is broken is mended
        return Outcome.FAILED
    if made.is_new_edition:
        made.edition.save()
    written = write_delivery(guide, made.delivery, "" if compiled.problems else inputs)
    if written.is_readdressed:
        guide_readdressed.send(Guide, page=page)
    if written.entries:
        library_entries_changed.send(Guide, guide=guide, entries=written.entries)
    if compiled.problems:
        return Outcome.FAILED
    if made.is_new_edition:
        return Outcome.EDITION
    return Outcome.DELIVERY if written.has_changed else Outcome.UNCHANGED


def _keep_anchors(guide: Guide, compiled: Compiled) -> None:
    """Keep the anchors that blocks were given. A restricted guide's, too: it has readers."""
    if not compiled.problems:
        Anchor.objects.bulk_create(
            Anchor(guide=guide, block_id=block_id, anchor=anchor) for block_id, anchor in compiled.new_anchors.items()
        )


def _gone(guide: Guide, reason: str) -> Outcome:
    return Outcome.TOMBSTONE if take_away(guide, reason) else Outcome.UNCHANGED
