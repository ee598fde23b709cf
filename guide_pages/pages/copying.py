"""Sections and questions of one guide, put into another: with identities of their own, and a note of where from."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from copy import deepcopy
from typing import TYPE_CHECKING, Any, NamedTuple
from uuid import uuid4

from django.db import transaction
from django.utils.translation import gettext
from wagtail.models import COMMENTS_RELATION_NAME, Page

from faq_blocks.outlines import is_blank
from guide_pages.publishing.rows import lock_pages

if TYPE_CHECKING:
    from wagtail.blocks import StreamValue

    from . import GuidePageMixin

Raw = dict[str, Any]


class CopiedPart(NamedTuple):
    """A part of a guide that can be copied: a section or FAQ, or, within it, a question."""

    block_id: str
    words: str
    kind: str
    is_question: bool


class Copied(NamedTuple):
    """What was put into a guide: the id of its first block, and how many parts there are."""

    first: str
    parts: int


def parts_of(body: StreamValue) -> Iterator[CopiedPart]:
    """Yield what can be copied of a guide, in reading order."""
    for part in body:
        yield CopiedPart(part.id, str(part.value["heading"] or part.block.label), part.block_type, is_question=False)
        for question in part.value["questions"] if part.block_type == "faq" else ():
            if question.block_type == "library_question":
                yield CopiedPart(question.id, str(question.value or ""), "question", is_question=True)
            elif any(question.value[name] for name in ("question", "more")) or not is_blank(question.value["answer"]):
                yield CopiedPart(question.id, str(question.value["question"]), "question", is_question=True)


@transaction.atomic
def copy_parts(source: GuidePageMixin, page: Page, wanted: Collection[str], after: str, user: Any) -> Copied | None:
    """Save a draft of the page that has the wanted parts of the source, too, after the part of this id: at the end if
    there is none such. Questions are put into its FAQ nearest to that place, or a new one. Return None for no part.

    What is copied has new ids throughout. A comment beside each says where it came from. The page's draft is read once
    it is locked: what somebody else has saved meanwhile stays.
    """
    lock_pages([page.pk])
    target: GuidePageMixin = Page.objects.get(pk=page.pk).get_latest_revision_as_object()
    body: list[Raw] = target.body.get_prep_value()
    parts, questions = _wanted(source.body.get_prep_value(), wanted)
    if not parts and not questions:
        return None
    place = next((number for number, part in enumerate(body, 1) if part["id"] == after), len(body))
    body[place:place] = parts
    paths = [f"body.{part['id']}" for part in parts]
    if questions:
        group = _group(body, place + len(parts))
        group["value"]["questions"] = [*(group["value"].get("questions") or []), *questions]
        paths += [f"body.{group['id']}.questions.{question['id']}" for question in questions]
    target.body = body
    _note(target, paths, source, user)
    target.save_revision(user=user, log_action=True, clean=False)
    return Copied((parts or questions)[0]["id"], len(parts) + len(questions))


def _wanted(body: list[Raw], wanted: Collection[str]) -> tuple[list[Raw], list[Raw]]:
    """Return copies of the parts and of the questions whose ids are wanted. A question comes with its FAQ or alone."""
    parts = [_renewed(part) for part in body if part["id"] in wanted]
    groups = [part for part in body if part["type"] == "faq" and part["id"] not in wanted]
    asked = [question for group in groups for question in group["value"].get("questions") or []]
    return parts, [_renewed(question) for question in asked if question["id"] in wanted]


def _renewed(block: Any) -> Any:
    """Return a copy of a stored block in which it, and each block within, has a new id."""
    if isinstance(block, list):
        return [_renewed(item) for item in block]
    if not isinstance(block, dict):
        return deepcopy(block)
    renewed = {name: _renewed(value) for name, value in block.items()}
    if "type" in block and "value" in block:
        renewed["id"] = str(uuid4())
    return renewed


def _group(body: list[Raw], place: int) -> Raw:
    """Return the FAQ at or before a place, else the first behind it; a new one where the guide has none."""
    groups = [part for part in [*reversed(body[:place]), *body[place:]] if part["type"] == "faq"]
    if groups:
        return groups[0]
    heading = gettext("Frequently asked questions")
    group = {"type": "faq", "id": str(uuid4()), "value": {"heading": heading, "introduction": "", "questions": []}}
    body.insert(place, group)
    return group


def _note(target: GuidePageMixin, paths: list[str], source: GuidePageMixin, user: Any) -> None:
    words = gettext("Copied from “%s”.") % source.get_admin_display_title()
    comments = getattr(target, COMMENTS_RELATION_NAME)
    for path in paths:
        comments.add(comments.model(user=user, text=words, contentpath=path))
