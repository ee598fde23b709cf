"""What an outline is made of: headings and questions, to be written under."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import uuid4

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, StreamBlock, StructBlock

from faq_blocks.outlines import outline_id

if TYPE_CHECKING:
    from collections.abc import Iterable

    from wagtail.blocks import StreamValue


class OutlineQuestionsBlock(StreamBlock):
    """Questions to be answered."""

    question = CharBlock(label=_("Question"), max_length=255, icon="help", required=False)


class OutlineFaqBlock(StructBlock):
    """A group of questions to be answered."""

    heading = CharBlock(label=_("Heading"), max_length=255)
    questions = OutlineQuestionsBlock(
        label=_("Questions"),
        required=False,
        help_text=_("As readers ask them. An empty one is a place for the editor's own."),
    )

    class Meta:
        icon = "help"
        label = _("FAQ")
        label_format = "{heading}"
        description = _("A group of questions, to be answered.")
        preview_value = {"heading": _("Frequently asked questions"), "questions": [("question", _("Does it hurt?"))]}


class OutlinePartsBlock(StreamBlock):
    """The parts that a guide begins with, in the reader's order."""

    section = CharBlock(
        label=_("Section"),
        max_length=255,
        icon="list-ul",
        help_text=_("Its heading. The editor may write another."),
        description=_("A heading, to be written under."),
        preview_value=_("Before your first visit"),
    )
    faq = OutlineFaqBlock()


def begun_with(parts: StreamValue) -> list[dict[str, Any]]:
    """Return an outline's parts as a guide's body stores them, with ids of their own."""
    return [
        begun_section(part.value)
        if part.block_type == "section"
        else begun_faq(part.value["heading"], [question.value for question in part.value["questions"]])
        for part in parts
    ]


def begun_section(heading: str) -> dict[str, Any]:
    """Return a section that waits for its text, as a body stores it."""
    text = {"type": "text", "id": str(uuid4()), "value": ""}
    return {"type": "section", "id": outline_id(heading), "value": {"heading": heading, "content": [text]}}


def begun_faq(heading: str, questions: Iterable[str] = ()) -> dict[str, Any]:
    """Return a group of questions that wait for their answers, as a body stores it."""
    asked = [
        {"type": "question", "id": outline_id(words), "value": {"question": words, "answer": ""}} for words in questions
    ]
    value = {"heading": heading, "introduction": "", "questions": asked}
    return {"type": "faq", "id": outline_id(heading), "value": value}
