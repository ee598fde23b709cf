"""A FAQ in an article: where it begins, how its questions are marked, where it ends."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from enum import Enum, auto
from itertools import islice

from guide_pages.importing.outline import Guess

from . import marks
from .features import asks, concludes, is_back_matter, is_plain_question
from .line import Role
from .roles import Block

_LOOKED_AHEAD = 8


class Style(Enum):
    """How the questions of one FAQ are told from their answers: the first question shows it."""

    MARKED = auto()  # Q: …
    NUMBERED = auto()  # 1. …?
    BULLETED = auto()  # - …?
    PLAIN = auto()  # …?
    HEADED = auto()  # a heading of one level, or strong


@dataclass(slots=True)
class Asked:
    """A question being read."""

    block: Block
    text: str
    answer: list[Block] = field(default_factory=list)


@dataclass(slots=True)
class Group:
    """Questions under a heading being read."""

    heading: Block | None
    introduction: list[Block] = field(default_factory=list)
    questions: list[Asked] = field(default_factory=list)
    more_heading: list[Block] = field(default_factory=list)


@dataclass(slots=True)
class Reading:
    """What was read: `end` is the index of the first block after it. An answer holds no picture: those are apart."""

    groups: list[Group]
    images: list[Block]
    end: int


def faq_begins(blocks: list[Block], index: int, *, in_earnest: bool) -> bool:
    """Return whether a FAQ begins here: at its heading, else at questions marked `Q:` (`marked_in_earnest`)."""
    block = blocks[index]
    if block.role is Role.FAQ:
        return True
    if block.role is Role.HEADING:
        below = next(_from(blocks, index + 1), None)
        return below is not None and below.role is Role.QUESTION and in_earnest
    return block.role is Role.QUESTION and in_earnest


def _from(blocks: list[Block], start: int) -> Iterator[Block]:
    """Yield the blocks from an index on, without pictures."""
    return (blocks[index] for index in range(start, len(blocks)) if blocks[index].role is not Role.IMAGE)


def marked_in_earnest(blocks: list[Block]) -> bool:
    """Return whether lines with `Q:` are questions: there are two, or the only one has an answer."""
    marked = list(islice((index for index, block in enumerate(blocks) if block.role is Role.QUESTION), 2))
    if len(marked) > 1:
        return True
    if not marked:
        return False
    if blocks[marked[0]].line.role is Role.QUESTION:
        return True
    below = blocks[marked[0] + 1 : marked[0] + 2]
    return bool(marks.parted(blocks[marked[0]].text)[1]) or any(marks.answer(block.text) for block in below)


def read_faq(blocks: list[Block], start: int) -> Reading:
    """Read the FAQ that begins at `start`, to its end: the next heading, a conclusion, or the article's end."""
    headed = blocks[start].role in (Role.FAQ, Role.HEADING)
    return _FaqReader(blocks, start, start + 1 if headed else start).read(blocks[start] if headed else None)


class _FaqReader:
    def __init__(self, blocks: list[Block], start: int, first: int) -> None:
        self.blocks = blocks
        self.first = first
        self.style, self.number = _style_of(blocks, first)
        self.level = _level_of_questions(blocks, first) if self.style is Style.HEADED else 0
        self.images: list[Block] = []
        self.looked = first

    def read(self, heading: Block | None) -> Reading:
        groups = [Group(heading)]
        for index in range(self.first, len(self.blocks)):
            block, group = self.blocks[index], groups[-1]
            asked = group.questions[-1] if group.questions else None
            if block.role is Role.FAQ and (asked or index > self.first + _LOOKED_AHEAD):
                return Reading(groups, self.images, index)
            if block.guess is Guess.FOOTNOTE or (asked and self.is_outside(block, asked)):
                return Reading(groups, self.images, index)
            if self.is_question(index):
                self.number += 1
                group.questions.append(_asked(block, self.style))
            elif block.role is Role.IMAGE:
                self.images.append(block)
            elif self.heads_group(index) and group.questions:
                groups.append(Group(block))
            elif self.heads_group(index) and group.heading and not (group.introduction or group.more_heading):
                group.more_heading.append(block)
            elif asked is None:
                group.introduction.append(block)
            elif asked.answer and self.ends_at(index):
                return Reading(groups, self.images, index)
            else:
                asked.answer.append(block)
        return Reading(groups, self.images, len(self.blocks))

    def is_question(self, index: int) -> bool:
        block = self.blocks[index]
        if block.role is Role.FAQ or block.role is Role.IMAGE:
            return False
        if self.style is Style.MARKED:
            return block.role is Role.QUESTION
        if self.style is Style.HEADED:
            return block.role is Role.HEADING and (
                _level(block) == self.level or (block.line.strong and asks(block.text))
            )
        if self.style is Style.BULLETED:
            return block.role is Role.BULLET and is_plain_question(block.line.bullet or "")
        if self.style is Style.NUMBERED:
            is_next = block.line.ordinal == self.number + 1
            return is_next and (asks(block.text) or block.role is not Role.NUMBER or self.stands_apart(index))
        return block.role not in (Role.BULLET, Role.NUMBER) and is_plain_question(block.text)

    def stands_apart(self, index: int) -> bool:
        """Return whether a numbered line between blank ones has text of its own below, as the questions have."""
        block, below = self.blocks[index], self.blocks[index + 1 : index + 2]
        first = self.blocks[self.first].line
        apart = bool(block.line.gap) and block.line.indent <= first.indent
        return apart and any(each.role is not Role.NUMBER and each.line.indent > first.indent for each in below)

    @staticmethod
    def is_outside(block: Block, asked: Asked) -> bool:
        """Return whether markup says that a question's answer has ended, and no question follows."""
        return bool(asked.block.line.inside) and not block.line.inside and block.role is not Role.QUESTION

    def is_after_questions(self, index: int) -> bool:
        """Return whether no line from here to the next FAQ is marked as a question. Look at each line once."""
        self.looked = max(self.looked, index)
        while self.looked < len(self.blocks) and self.blocks[self.looked].role is not Role.FAQ:
            block = self.blocks[self.looked]
            numbered = self.style is Style.NUMBERED and block.line.ordinal and asks(block.text)
            if numbered or self.is_question(self.looked):
                return False
            self.looked += 1
        return True

    def heads_group(self, index: int) -> bool:
        """Return whether a heading between questions heads a group of them; nothing marked as an answer does."""
        block = self.blocks[index]
        if block.role is not Role.HEADING or marks.answer(block.text):
            return False
        return index + 1 < len(self.blocks) and self.is_question(index + 1)

    def ends_at(self, index: int) -> bool:
        block = self.blocks[index]
        if self.style is Style.HEADED and block.role is Role.HEADING:
            return _level(block) < self.level
        if block.role is Role.HEADING:
            strong = block.strength >= 2 or is_back_matter(block.text)
            return strong or self.is_after_questions(index)
        return concludes(block.text) and self.is_after_questions(index)


_STRONG = 7  # below every level of headings


def _level(block: Block) -> int:
    return block.line.level or (_STRONG if block.line.strong else 0)


def _level_of_questions(blocks: list[Block], first: int) -> int:
    """Return the level of the first heading that asks, below the level of the FAQ's own heading."""
    own = _level(blocks[first - 1]) if first else 0
    for block in islice(blocks, first, None):
        level = _level(block) if block.role is Role.HEADING else 0
        if level and level <= own:
            return 0
        if level and asks(block.text):
            return level
    return 0


def _style_of(blocks: list[Block], first: int) -> tuple[Style, int]:
    """Return the style of a FAQ, and the number before its first question's."""
    ahead = list(islice(_from(blocks, first), _LOOKED_AHEAD))
    if any(block.role is Role.QUESTION for block in ahead):
        return Style.MARKED, 0
    question = next((block for block in ahead if asks(block.text)), None)
    if question is None:
        return Style.PLAIN, 0
    if question.role is Role.HEADING and _level(question) and _level_of_questions(blocks, first):
        return Style.HEADED, 0
    number = question.line.ordinal
    if number is not None:
        return Style.NUMBERED, number - 1
    return Style.BULLETED if question.line.bullet else Style.PLAIN, 0


def _asked(block: Block, style: Style) -> Asked:
    text = block.text
    if style is Style.NUMBERED or (style is Style.HEADED and asks(text)):
        text = marks.without_mark(text)
    elif style is Style.BULLETED:
        text = block.line.bullet or text
    else:
        text = marks.question(text) or text
    question, answer = marks.parted(text)
    asked = Asked(block, question)
    if answer:
        asked.answer.append(replace(block.saying(answer), role=Role.TEXT))
    return asked
