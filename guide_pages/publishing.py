"""The one way in: what a live page says becomes an edition and a delivery, or a tombstone, in one transaction."""

from __future__ import annotations

import enum
import hashlib
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, cast
from uuid import UUID

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import get_active_log_context
from wagtail.models import Page, Site

from faq_blocks.compilation import Problem
from faq_blocks.references import Reference
from faq_blocks.site_roots import SiteRoots

from .compiler import Compiled, compile_guide, references_of
from .delivery import Said, brotlied, deliver, renderer_version
from .gzipping import gzipped
from .models import (
    Anchor,
    Delivery,
    Dependency,
    Edition,
    FeedCounter,
    Guide,
    GuidePageMixin,
    Tombstone,
)
from .models.editions import Cause
from .passages import write_passages
from .replies.discussion import Discussion, keep_places
from .replies.opening import Opening
from .tombstones import TOMBSTONES_KEPT, bury
from .visibility import is_public

if TYPE_CHECKING:
    from .document import CompiledGuide

#: What tells whether a delivery is still right, without its bytes.
_COMPARED = ("digest", "html_digest", "renderer", "site", "path", "sequence", "takes_replies", "replies_close_at")


class Outcome(enum.Enum):
    """What `bring_in_step` did."""

    UNCHANGED = _("unchanged")
    EDITION = _("new edition")
    DELIVERY = _("new delivery")
    TOMBSTONE = _("tombstone")
    FAILED = _("failed")


class PublishRefused(ValidationError):
    """A guide cannot be published as it stands. Says what to mend; nothing was changed."""

    def __init__(self, title: str, problems: Iterable[Problem]) -> None:
        self.title = title
        self.problems = list(problems)
        super().__init__([gettext("“%s” cannot be published.") % title, *(problem.said for problem in self.problems)])

    @classmethod
    def from_fields(cls, page: Page, error: ValidationError) -> PublishRefused:
        """What the page's own fields have against it, each named as the editor knows it, and then the compiler."""
        fields = getattr(error, "message_dict", {NON_FIELD_ERRORS: error.messages})
        problems = [
            Problem(f"{page._meta.get_field(name).verbose_name}: {message}" if name != NON_FIELD_ERRORS else message)
            for name, messages in fields.items()
            for message in messages
        ]
        if isinstance(page, GuidePageMixin):
            found = compile_guide(page).problems
            problems += [problem for problem in found if problem.block_id is not None or problem.field not in fields]
        return cls(page.title, problems)


class PublishedSince(PublishRefused):
    """A draft was about to be saved over a guide that has been published since the draft was read."""

    def __init__(self, title: str) -> None:
        super().__init__(title, [])
        self.error_list = ValidationError(
            gettext("“%s” has been published since it was read here. Read it again, and change that.") % title
        ).error_list


@transaction.atomic
def bring_in_step(
    page_id: int, cause: Cause = Cause.PAGE, *, refuse: bool = False, was_hidden: bool = False
) -> Outcome:
    """Make a guide's edition and delivery agree with its row in the database.

    Locks the feed, then re-reads the page: what is in memory may be a draft that says it is live.
    A guide that cannot be compiled keeps its last edition, delivered as of today, and its problem
    is noted; with `refuse` it raises PublishRefused instead, and nothing is changed. A guide that
    `was_hidden` is sent again even if nothing differs: a client may have passed it meanwhile.
    """
    counter = FeedCounter.lock()
    guide = Guide.objects.filter(page=page_id).first()
    page = Page.objects.filter(pk=page_id).first()
    specific = page.specific if page else None
    if not isinstance(specific, GuidePageMixin):
        return _take_away(guide, counter, Tombstone.Reason.DELETED) if guide else Outcome.UNCHANGED
    site = site_of(specific)
    reason = _hidden_reason(specific, site)
    if guide is None:
        if not specific.live:
            return Outcome.UNCHANGED
        guide = Guide(page_id=page_id)
    if guide.site_id != (site.pk if site else None) or guide.locale_id != specific.locale_id:  # a new one has none
        guide.site, guide.locale = site, specific.locale
        guide.save()
    if reason:
        if specific.live:
            _prepare(guide, specific, refuse=refuse)
        return _take_away(guide, counter, reason)
    if was_hidden:
        Delivery.objects.filter(guide=guide).update(digest="")
    return _publish(guide, specific, cast(Site, site), counter, cause, refuse=refuse)


def site_of(page: Page) -> Site | None:
    """The site that a page is read on, if any."""
    parts = page.get_url_parts(request=SiteRoots())
    return Site.objects.select_related("root_page__locale").filter(pk=parts[0]).first() if parts else None


def _hidden_reason(page: Page, site: Site | None) -> str:
    if not page.live:
        return Tombstone.Reason.UNPUBLISHED
    if site is None:
        return Tombstone.Reason.ELSEWHERE
    if not Page.objects.filter(is_public(), pk=page.pk).exists():
        return Tombstone.Reason.RESTRICTED
    return ""


def _publish(guide: Guide, page: Any, site: Site, counter: FeedCounter, cause: Cause, *, refuse: bool) -> Outcome:
    compiled = _prepare(guide, page, refuse=refuse)
    _note(guide, compiled)
    latest = guide.editions.order_by("-number").first()
    if compiled.problems:
        if latest is None or latest.withdrawn_at is not None:
            return Outcome.FAILED
        _deliver(guide, latest, references_of(latest.compiled) | compiled.references, page, site, counter)
        return Outcome.FAILED
    digest = digest_of(compiled.guide)
    is_new = latest is None or latest.digest != digest or latest.withdrawn_at is not None
    if is_new:
        latest = _new_edition(guide, compiled, digest, latest, page, cause)
    changed = _deliver(guide, cast(Edition, latest), compiled.references, page, site, counter)
    return Outcome.EDITION if is_new else Outcome.DELIVERY if changed else Outcome.UNCHANGED


def _prepare(guide: Guide, page: Any, *, refuse: bool) -> Compiled:
    """Compile a live page, and keep the anchors it was given. A restricted one, too: it has readers."""
    compiled = compile_guide(page)
    if compiled.problems and refuse:
        raise PublishRefused(page.title, compiled.problems)
    if not compiled.problems:
        Anchor.objects.bulk_create(
            Anchor(guide=guide, block_id=block_id, anchor=anchor) for block_id, anchor in compiled.new_anchors.items()
        )
    return compiled


def _note(guide: Guide, compiled: Compiled) -> None:
    problem = "\n".join(problem.said for problem in compiled.problems)
    warnings = "\n".join(problem.said for problem in compiled.warnings)
    if (guide.problem, guide.warnings) != (problem, warnings):
        guide.problem, guide.warnings = problem, warnings
        guide.save(update_fields=["problem", "warnings"])


def digest_of(guide: CompiledGuide) -> str:
    """What tells whether an edition says these words."""
    return hashlib.sha256(guide.model_dump_json().encode()).hexdigest()


def _new_edition(
    guide: Guide, compiled: Compiled, digest: str, latest: Edition | None, page: Any, cause: Cause
) -> Edition:
    edition = Edition(
        guide=guide,
        number=latest.number + 1 if latest else 1,
        document=compiled.guide.model_dump(mode="json"),
        digest=digest,
        cause=cause,
        note=_note_of(page, guide) if cause is Cause.PAGE else "",
        caused_by=_who(page),
    )
    edition.save()
    return edition


def _note_of(page: Any, guide: Guide) -> str:
    """What the editor says has changed. What was said of an earlier change is not said again."""
    said = guide.editions.exclude(note="").order_by("-number").values_list("note", flat=True).first()
    note: str = page.change_note.strip()
    return "" if note == said else note


def _who(page: Any) -> Any:
    user = get_active_log_context().user
    if user is None and page.live_revision_id:
        user = page.live_revision.user
    return user


def _deliver(
    guide: Guide, edition: Edition, references: set[Reference], page: Any, site: Site, counter: FeedCounter
) -> bool:
    """Write how the edition is sent; True if what is sent differs from before."""
    before = Delivery.objects.filter(guide=guide).only(*_COMPARED).first()
    said = Said(
        id=guide.pk,
        edition=edition.number,
        compiled=edition.compiled,
        references=references,
        first_published_at=page.first_published_at or guide.editions.earliest("number").created_at,
        updated_at=edition.created_at,
    )
    sent = deliver(said, page, site)
    _record(guide, sent.references)
    are_passages_new = write_passages(guide, sent.document)
    html_digest = hashlib.sha256(sent.html).hexdigest()
    renderer = renderer_version()
    moves = before is None or before.digest != sent.document.digest or before.site_id != site.pk
    discussion = cast(Discussion, sent.discussion)
    opening = discussion.opening
    keep_places(discussion)
    if not moves and before and _is_as_before(before, html_digest, renderer, opening):
        return are_passages_new
    if before and before.site_id != site.pk:
        bury(guide, before.site_id, counter, Tombstone.Reason.ELSEWHERE)
    guide.tombstones.filter(site=site).delete()
    Delivery(
        guide=guide,
        edition=edition,
        site=site,
        path=sent.document.path,
        sequence=counter.next() if moves else cast(Delivery, before).sequence,
        first_published_at=said.first_published_at,
        updated_at=said.updated_at,
        renderer=renderer,
        takes_replies=opening.is_open,
        replies_close_at=opening.close_at,
        digest=sent.document.digest,
        html_digest=html_digest,
        card=sent.card,
        card_gzip=gzipped(sent.card),
        json_br=brotlied(sent.json),
        json_gzip=gzipped(sent.json),
        html_br=brotlied(sent.html),
        html_gzip=gzipped(sent.html),
        json=sent.json,
        html=sent.html,
    ).save()
    if before is None or before.path != sent.document.path or before.site_id != site.pk:
        _tell_translations(page)
    return True


def _is_as_before(before: Delivery, html_digest: str, renderer: str, opening: Opening) -> bool:
    now_said = (html_digest, renderer, opening.is_open, opening.close_at)
    return (before.html_digest, before.renderer, before.takes_replies, before.replies_close_at) == now_said


def _record(guide: Guide, references: set[Reference]) -> None:
    known = {Reference(kind, key) for kind, key in guide.dependencies.values_list("kind", "key")}
    for gone in known - references:
        guide.dependencies.filter(kind=gone.kind, key=gone.key).delete()
    Dependency.objects.bulk_create(Dependency(guide=guide, kind=kind, key=key) for kind, key in references - known)
    if entries := {int(key) for kind, key in references ^ known if kind == "faq_entry"}:
        _tell_replies(guide, entries)


def _tell_replies(guide: Guide, entries: set[int]) -> None:
    """Replies that became these questions lead to them, in whatever guide they are: theirs follow on commit."""
    from .keeping import follow

    guides = Guide.objects.filter(replies__faq_entry__in=entries, page__isnull=False).exclude(pk=guide.pk)
    page_ids = list(guides.values_list("page_id", flat=True).distinct())
    if page_ids:
        transaction.on_commit(lambda: follow(page_ids), robust=True)


def _take_away(guide: Guide, counter: FeedCounter, reason: str) -> Outcome:
    """Bury what was delivered. What was never delivered leaves no trace."""
    if guide.problem or guide.warnings:
        guide.problem = guide.warnings = ""
        guide.save(update_fields=["problem", "warnings"])
    delivery = Delivery.objects.filter(guide=guide).only("site_id").first()
    if delivery is None:
        return _bury_again(guide, counter, reason)
    delivery.delete()
    guide.dependencies.all().delete()
    guide.passages.all().delete()
    bury(guide, delivery.site_id, counter, reason)
    if guide.page_id and (page := Page.objects.filter(pk=guide.page_id).first()):
        _tell_translations(page)
    return Outcome.TOMBSTONE


def _bury_again(guide: Guide, counter: FeedCounter, reason: str) -> Outcome:
    """Where readers had a guide of late there is a tombstone, even if someone has deleted it."""
    late = guide.editions.filter(created_at__gte=timezone.now() - TOMBSTONES_KEPT)
    if not guide.site_id or guide.tombstones.exists() or not late.exists():
        return Outcome.UNCHANGED
    bury(guide, guide.site_id, counter, reason)
    return Outcome.TOMBSTONE


def _tell_translations(page: Page) -> None:
    """The other languages of a guide name this one: they follow when this is committed."""
    from .keeping import dependents_follow

    key = page.translation_key
    transaction.on_commit(lambda: dependents_follow("translation", key, but=page.pk), robust=True)


@transaction.atomic
def take_away(page_id: int) -> None:
    """Bury the guide of a page that is about to be deleted."""
    if guide := Guide.objects.filter(page=page_id).first():
        take_away_guide(guide.pk)


@transaction.atomic
def take_away_guide(guide_id: UUID) -> None:
    """Bury a guide that has no page any more."""
    counter = FeedCounter.lock()
    _take_away(Guide.objects.get(pk=guide_id), counter, Tombstone.Reason.DELETED)
