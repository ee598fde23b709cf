"""A reader's question → a question of the FAQ library."""

from __future__ import annotations

import re
from typing import Any

from django.db import transaction
from django.utils.html import linebreaks
from wagtail.log_actions import log

from faq_blocks.models import FaqEntry
from guide_pages.records import Reply

from .moderating import action, lock_reply

QUESTION_LENGTH = 255
MAKE_QUESTION = action("make_question")


@transaction.atomic
def make_question(reply: Reply, user: Any) -> FaqEntry:
    """Return the FAQ library's draft that a reply is made into, with the publisher's answer if there is one.

    The one that it was made into before, if that is there still. Nothing is published. Raise Reply.DoesNotExist if the
    reply is gone.
    """
    locked = lock_reply(reply)
    if locked.faq_entry is not None:
        return locked.faq_entry
    answers = Reply.objects.shown().filter(parent=locked, is_publisher=True).order_by("created_at")
    text = answers.values_list("text", flat=True).first() or ""
    entry = FaqEntry(
        question=first_question(locked.text),
        answer=linebreaks(text, autoescape=True) if text else "",
        locale=locked.guide.locale,
        live=False,
    )
    entry.has_unpublished_changes = True
    entry.save()
    entry.save_revision(user=user, clean=False)  # a draft may be incomplete
    log(instance=entry, action="wagtail.create", user=user, title=str(locked))  # without the reader's words
    locked.faq_entry = entry
    locked.save(update_fields=["faq_entry"])
    log(instance=locked, action=MAKE_QUESTION, user=user, data={"faq_entry": entry.pk})
    return entry


def first_question(text: str) -> str:
    """Return the first sentence that asks something, else the first of all; no longer than a question may be."""
    sentences = re.split(r"(?<=[.!?…؟？。])\s+|\n+", text)
    asked = next((sentence for sentence in sentences if sentence.endswith(("?", "؟", "？"))), sentences[0])
    return asked if len(asked) <= QUESTION_LENGTH else f"{asked[: QUESTION_LENGTH - 1].rstrip()}…"
