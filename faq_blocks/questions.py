"""A question and its answer → the node that readers get, wherever it was written."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from django.utils.translation import gettext

from .compilation import Compilation
from .nodes import Node, QuestionNode, TextNode, text_id

if TYPE_CHECKING:
    from wagtail.rich_text import RichText


def asked_alike(question: str) -> str:
    """Return what two questions have in common that ask the same in the same words, whatever their case and
    punctuation."""
    plain = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", question).casefold())
    return " ".join("".join(letter if unicodedata.category(letter)[0] in "LMN" else " " for letter in plain).split())


def question_node(
    block_id: str,
    question: str,
    answer: str | RichText,
    compilation: Compilation,
    more: Sequence[Node] = (),
    library_entry: UUID | None = None,
) -> QuestionNode:
    """Return a question, noting what keeps it from being published. `more` is what its answer has after the words."""
    text = compilation.text(answer, block_id, "answer")
    if not question.strip():
        compilation.problem(gettext("A question has no words."), block_id, "question")
    if not text.plain:
        compilation.problem(gettext("The question “%s” has no answer.") % question, block_id, "answer")
    return QuestionNode(
        id=block_id,
        anchor=compilation.anchor(block_id, question),
        question=question.strip(),
        answer=[*([TextNode(id=text_id(block_id), text=text)] if text.plain else []), *more],
        library_entry=library_entry,
    )
