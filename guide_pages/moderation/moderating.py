"""What moderators decide. Each decision is in the audit log, and what readers see follows in the same transaction."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple, cast
from uuid import UUID

from django.db import transaction
from django.utils.timezone import now
from wagtail.log_actions import LogContext, log
from wagtail.models import ModelLogEntry

from guide_pages.publishing.in_step import bring_in_step
from guide_pages.publishing.rows import lock_pages
from guide_pages.records import Guide, Reply
from guide_pages.replies.words import clean_text, fingerprint


def action(state: str) -> str:
    """Return the audit log's name for putting a reply into a state."""
    return f"guide_pages.reply.{state}"


UNDO, ANSWER = action("undo"), action("answer")


class Act(NamedTuple):
    """What was decided at once: `undo` takes its `uuid`; `changed` replies were in another state before."""

    uuid: UUID
    changed: int


@transaction.atomic
def moderate(ids: Iterable[UUID], state: str, user: Any) -> Act | None:
    """Put replies into a state. Return what was done, or None if all were in it already."""
    ids = [*ids]
    lock_pages_of(ids)
    changed = [reply for reply in _locked(ids) if reply.state != state]
    with LogContext(user=user) as context:
        for reply in changed:
            _put(reply, state, action(state), user)
    bring_guides_in_step(changed)
    return Act(cast(UUID, context.uuid), len(changed)) if changed else None


@transaction.atomic
def undo(uuid: UUID, user: Any) -> int:
    """Take back one act of `moderate` by this user, where nobody has decided otherwise since. Return how many."""
    entries = ModelLogEntry.objects.filter(uuid=uuid, user=user, action__in=[action(state) for state in Reply.State])
    decided = {UUID(entry.object_id): entry.data for entry in entries}
    lock_pages_of(decided)
    back = [reply for reply in _locked(decided) if reply.state == decided[reply.pk]["to"]]
    with LogContext(user=user):
        for reply in back:
            _put(reply, decided[reply.pk]["from"], UNDO, user)
    bring_guides_in_step(back)
    return len(back)


def lock_pages_of(replies: Iterable[UUID]) -> None:
    """Lock the pages of these replies' guides, which are published anew, before any reply: publishing notes in replies
    where their questions are."""
    guides = Reply.objects.filter(pk__in=list(replies)).values("guide")
    lock_pages(Guide.objects.filter(pk__in=guides, page__isnull=False).values("page"))


def _locked(ids: Iterable[UUID]) -> list[Reply]:
    return list(Reply.objects.select_for_update(no_key=True).filter(pk__in=list(ids)).order_by("pk"))


def _put(reply: Reply, state: str, name: str, user: Any) -> None:
    before, reply.state, reply.moderated_at = reply.state, state, now()
    reply.save(update_fields=["state", "moderated_at"])
    log(instance=reply, action=name, user=user, data={"from": before, "to": state})


def bring_guides_in_step(replies: Iterable[Reply]) -> None:
    """Bring the pages of these replies' guides in step. For a transaction that has locked these pages."""
    guides = Guide.objects.filter(pk__in={reply.guide_id for reply in replies}, page__isnull=False)
    for page_id in sorted(guides.values_list("page_id", flat=True)):
        bring_in_step(page_id)


@transaction.atomic
def answer(reply: Reply, text: str, name: str, user: Any) -> Reply:
    """Answer a reply in the publisher's name, and show both. Return the answer: the same for the same words.

    Raise Reply.DoesNotExist if it is gone, private, or answers something that readers are not shown.
    """
    lock_pages_of([reply.pk])
    locked = lock_reply(reply)
    if locked.is_private:
        raise Reply.DoesNotExist
    if locked.parent is not None and locked.parent.state != Reply.State.APPROVED:
        raise Reply.DoesNotExist
    text = clean_text(text)
    words = {"guide_id": locked.guide_id, "parent_id": locked.parent_id or locked.pk, "text": text, "user": user}
    published, is_new = Reply.objects.get_or_create(
        **words,
        is_publisher=True,
        state=Reply.State.APPROVED,
        defaults={"name": name, "fingerprint": fingerprint(text), "moderated_at": now()},
    )
    with LogContext(user=user):
        if locked.state != Reply.State.APPROVED:
            _put(locked, Reply.State.APPROVED, action(Reply.State.APPROVED), user)
        if is_new:
            log(instance=locked, action=ANSWER, user=user, data={"answer": str(published.pk)})
    bring_guides_in_step([published])
    return published


def lock_reply(reply: Reply) -> Reply:
    """Return the reply as it is now, locked. Raise Reply.DoesNotExist if it or its words are gone."""
    found = next((locked for locked in _locked([reply.pk]) if locked.text), None)
    if found is None:
        raise Reply.DoesNotExist
    return found
