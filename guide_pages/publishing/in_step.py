"""The story of publishing: lock, read, compile, edition, delivery, tell the others. In one transaction."""

from __future__ import annotations

import enum

from django.db import transaction
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, Site

from guide_pages.compiling.compiler import Compiled, compile_guide
from guide_pages.pictures.sites import site_of
from guide_pages.queries.visibility import is_public
from guide_pages.records import Anchor, Delivery, Guide, Tombstone
from guide_pages.records.editions import Cause
from guide_pages.records.fields import GuidePageFields

from .deliveries import keep_dependencies, write_delivery
from .editions import write_edition
from .refusals import PublishRefused
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
    page_id: int, cause: Cause = Cause.PAGE, *, refuse: bool = False, was_hidden: bool = False
) -> Outcome:
    """Make a guide's edition and delivery agree with its row in the database. Return what that took.

    Lock the page's row, then read it again: what is in memory may be a draft that says it is live.
    A guide that cannot be compiled keeps its last edition, delivered as of today, and its problem
    is noted; with `refuse` it raises PublishRefused instead, and nothing is changed. A guide that
    `was_hidden` is sent again even if nothing differs: a client may have passed it meanwhile.
    """
    lock_pages([page_id])
    guide, page = _read(page_id)
    if page is None:
        return _gone(guide, Tombstone.Reason.DELETED) if guide else Outcome.UNCHANGED
    if guide is None:
        if not page.live:
            return Outcome.UNCHANGED
        guide = Guide(page_id=page_id)
    site = site_of(page)
    _keep_place(guide, page, site)
    why_hidden = _why_hidden(page, site)
    compiled = _compile_and_keep_anchors(guide, page, refuse=refuse) if page.live else None
    if why_hidden or site is None or compiled is None:  # what is not hidden has both
        return _gone(guide, why_hidden)
    if was_hidden:
        Delivery.objects.filter(guide=guide).update(digest="")
    edition, is_new = write_edition(guide, page, compiled, cause)
    if edition is None:
        keep_dependencies(guide, compiled.references)  # it follows when what is broken is mended
        return Outcome.FAILED
    written = write_delivery(guide, edition, compiled, page, site)
    if written.is_readdressed:
        guide_readdressed.send(Guide, page=page)
    if written.entries:
        library_entries_changed.send(Guide, guide=guide, entries=written.entries)
    if compiled.problems:
        return Outcome.FAILED
    return Outcome.EDITION if is_new else Outcome.DELIVERY if written.has_changed else Outcome.UNCHANGED


def _read(page_id: int) -> tuple[Guide | None, GuidePageFields | None]:
    """Return the guide, and its page as it is in the database: each None if there is none."""
    guide = Guide.objects.filter(page=page_id).first()
    page = Page.objects.filter(pk=page_id).first()
    specific = page.specific if page else None
    return guide, specific if isinstance(specific, GuidePageFields) else None


def _keep_place(guide: Guide, page: GuidePageFields, site: Site | None) -> None:
    if guide.site_id != (site.pk if site else None) or guide.locale_id != page.locale_id:  # a new one has none
        guide.site, guide.locale = site, page.locale
        guide.save()


def _why_hidden(page: Page, site: Site | None) -> str:
    if not page.live:
        return Tombstone.Reason.UNPUBLISHED
    if site is None:
        return Tombstone.Reason.ELSEWHERE
    if not Page.objects.filter(is_public(), pk=page.pk).exists():
        return Tombstone.Reason.RESTRICTED
    return ""


def _compile_and_keep_anchors(guide: Guide, page: GuidePageFields, *, refuse: bool) -> Compiled:
    """Compile a live page, and keep the anchors it was given. A restricted one, too: it has readers."""
    compiled = compile_guide(page)
    if compiled.problems and refuse:
        raise PublishRefused(page.title, compiled.problems)
    if not compiled.problems:
        Anchor.objects.bulk_create(
            Anchor(guide=guide, block_id=block_id, anchor=anchor) for block_id, anchor in compiled.new_anchors.items()
        )
    return compiled


def _gone(guide: Guide, reason: str) -> Outcome:
    return Outcome.TOMBSTONE if take_away(guide, reason) else Outcome.UNCHANGED
