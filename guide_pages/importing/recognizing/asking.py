"""Questions without a heading that says so: those of a document that is all about them."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from guide_pages.importing.outline import Guess

from . import marks
from .features import asks, is_plain_question
from .line import Role

if TYPE_CHECKING:
    from .roles import Block

_HEADS = (Role.HEADING, Role.FAQ, Role.QUESTION)
_LONGEST_ANSWER = 4  # blocks
_WORDS = {Role.TEXT, Role.BULLET, Role.NUMBER, Role.UNDECIDED}


def ask(blocks: list[Block]) -> None:
    """Take the questions of a document that says in its title that it has some, unless it has a heading for them."""
    if any(block.role in (Role.FAQ, Role.QUESTION) for block in blocks):
        return
    for block in blocks:
        if block.role in (Role.UNDECIDED, Role.HEADING, Role.TEXT) and is_plain_question(block.text):
            block.role, block.line = Role.QUESTION, replace(block.line, role=Role.QUESTION)


def ask_by_headings(blocks: list[Block]) -> None:
    """Where all headings of markup ask, and short answers of words stand below them, take them for questions."""
    heads = [index for index, block in enumerate(blocks) if block.role in _HEADS or _is_strong(block)]
    if not heads or not all(_may_ask(blocks[index]) for index in heads):
        return
    answers = [blocks[start + 1 : end] for start, end in pairwise([*heads, len(blocks)])]
    if all(0 < len(answer) <= _LONGEST_ANSWER and _WORDS.issuperset(_roles(answer)) for answer in answers):
        for block in [blocks[index] for index in heads]:
            block.role, block.line = Role.QUESTION, replace(block.line, role=Role.QUESTION)


def unask(blocks: list[Block]) -> None:
    """Keep as text what is marked `Q:`, does not ask, and has nothing below that answers it."""
    for index, block in enumerate(blocks):
        below = blocks[index + 1] if index + 1 < len(blocks) else None
        unanswered = below is None or below.role in _HEADS
        if block.role is Role.QUESTION and block.line.role is None and unanswered and not _asks_and_answers(block):
            block.role, block.guess = Role.TEXT, Guess.ALONE


def _asks_and_answers(block: Block) -> bool:
    question, answer = marks.parted(block.text)
    return asks(question) or bool(answer)


def _is_strong(block: Block) -> bool:
    return block.line.strong and block.role is Role.UNDECIDED


def _may_ask(block: Block) -> bool:
    return bool(block.line.level or block.line.strong) and asks(block.text)


def _roles(blocks: list[Block]) -> set[Role]:
    return {block.role for block in blocks}
