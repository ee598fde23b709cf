"""Writing guides anew where what they share goes: each a revision, published where readers have it, through Wagtail.

Blocks keep their ids, and so their anchors. What was changed in a guide and not published stays a draft.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext
from wagtail.fields import StreamField
from wagtail.models import Page

from faq_blocks.models import FaqEntry
from guide_pages.records.fields import GuidePageFields

from .refusals import PublishRefused
from .rows import lock_pages

#: Takes a stored block and returns what it is to be: itself, where it is not concerned.
Rewrite = Callable[[dict[str, Any]], dict[str, Any]]


class Rewritten(NamedTuple):
    """What became of guides: published, saved as drafts, and those left as they were, each with the reason."""

    published: list[Page]
    drafts: list[Page]
    left: list[tuple[Page, str]]


def in_place(entry: FaqEntry, block_id: str = "") -> Rewrite:
    """Return what makes each choice of an answer a question of its own, with the answer's last published words.

    With a `block_id`, of that block alone.
    """

    def rewrite(block: dict[str, Any]) -> dict[str, Any]:
        if not _chooses(block, entry) or block_id not in ("", block["id"]):
            return block
        more = [{**part, "id": str(uuid4())} for part in entry.more.get_prep_value()]
        value = {"question": entry.question, "answer": entry.answer, "more": more}
        return {**block, "type": "question", "value": value}

    return rewrite


def by_another(entry: FaqEntry, other: FaqEntry) -> Rewrite:
    """Return what makes each choice of an answer a choice of another."""
    return lambda block: {**block, "value": other.pk} if _chooses(block, entry) else block


def from_library(block_id: str, entry: FaqEntry) -> Rewrite:
    """Return what makes a question written in place a choice of an answer in the library."""

    def rewrite(block: dict[str, Any]) -> dict[str, Any]:
        is_it = block["type"] == "question" and block["id"] == block_id
        return {**block, "type": "library_question", "value": entry.pk} if is_it else block

    return rewrite


def _chooses(block: dict[str, Any], entry: FaqEntry) -> bool:
    return bool(block["type"] == "library_question" and block["value"] == entry.pk)


def rewrite_guides(
    pages: Iterable[Page], rewrite: Rewrite, user: Any, may_publish: Callable[[Page], bool]
) -> Rewritten:
    """Rewrite guides, each in a transaction of its own. One that cannot be is left, and the others are not."""
    done = Rewritten([], [], [])
    for page in pages:
        try:
            with transaction.atomic():
                _rewrite_guide(page.pk, rewrite, user, may_publish, done)
        except PublishRefused as refused:
            done.left.append((page, " ".join(refused.messages)))
        except ValidationError as error:
            done.left.append((page, " ".join(error.messages)))
    return done


def _rewrite_guide(
    page_id: int, rewrite: Rewrite, user: Any, may_publish: Callable[[Page], bool], done: Rewritten
) -> None:
    lock_pages([page_id])
    page = Page.objects.get(pk=page_id).specific
    lock = page.get_lock()
    if lock is not None and lock.for_user(user):
        done.left.append((page, gettext("It is locked, or being reviewed.")))
        return
    latest = page.latest_revision if page.has_unpublished_changes else None
    is_published = False
    if page.live and may_publish(page) and rewrite_body(page, rewrite):
        page.save_revision(user=user, log_action=True).publish(user=user, skip_permission_checks=True)
        done.published.append(page)
        is_published = True
    draft = latest.as_object() if latest else Page.objects.get(pk=page_id).specific
    if rewrite_body(draft, rewrite):
        draft.save_revision(user=user, log_action=True, clean=False)
        if not is_published:
            done.drafts.append(page)
    elif latest and is_published:
        draft.save_revision(user=user, clean=False)  # what was written since stays the latest


def rewrite_body(page: GuidePageFields, rewrite: Rewrite) -> bool:
    """Rewrite the blocks of a guide in memory. Return True if any is another."""
    is_other = False
    for field in page._meta.get_fields():
        if isinstance(field, StreamField):
            before = field.stream_block.get_prep_value(getattr(page, field.name))
            after = _walked(before, rewrite)
            if after != before:
                setattr(page, field.name, field.to_python(json.dumps(after)))
                is_other = True
    return is_other


def _walked(part: Any, rewrite: Rewrite) -> Any:
    if isinstance(part, list):
        return [_walked(item, rewrite) for item in part]
    if isinstance(part, dict):
        block = rewrite(part) if {"type", "value", "id"} <= part.keys() else part
        return {name: _walked(value, rewrite) for name, value in block.items()}
    return part
