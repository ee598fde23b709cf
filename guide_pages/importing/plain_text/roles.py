"""What each line of an article is. Decided from the end: what follows a line tells whether it is a heading."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from enum import Enum, auto
from itertools import pairwise

from guide_pages.importing.outline import LONGEST, Guess
from guide_pages.importing.words import key_of

from . import marks
from .features import (
    MOST_HEADING_WORDS,
    asks,
    ends_sentence,
    heading_strength,
    is_generic,
    is_plain_question,
    names_faq,
    names_questions,
    starts_lower,
)
from .lines import Line


class Role(Enum):
    TEXT = auto()
    HEADING = auto()
    FAQ = auto()
    QUESTION = auto()
    IMAGE = auto()
    CREDIT = auto()
    BULLET = auto()
    NUMBER = auto()
    ALONE = auto()  # short, without text below it
    UNDECIDED = auto()


_HAS_TEXT_BELOW = {Role.TEXT, Role.BULLET, Role.NUMBER, Role.QUESTION}
_MOST_LOOKED_AHEAD = 6


@dataclass(slots=True)
class Block:
    """A line and what it was taken for. `strength` is `features.heading_strength`."""

    line: Line
    role: Role
    strength: int = 0
    guess: Guess | None = None
    repeated: bool = False

    @property
    def text(self) -> str:
        return self.line.text

    def saying(self, text: str) -> Block:
        """Return the block with other words."""
        return replace(self, line=replace(self.line, text=text))


def blocks_of(lines: list[Line]) -> list[Block]:
    """Return the lines of an article, without its title, each with its role."""
    times = Counter(key_of(line.text) for line in lines)
    blocks = [_by_itself(lines, index) for index in range(len(lines))]
    for block in blocks:
        block.repeated = times[key_of(block.text)] > 1
    _find_items(blocks)
    _decide(blocks)
    _settle_alone(blocks)
    return blocks


def _by_itself(lines: list[Line], index: int) -> Block:
    line = lines[index]
    text = line.text
    strength = heading_strength(marks.without_number(text), underlined=line.underlined)
    if marks.image(text) is not None:
        return Block(line, Role.IMAGE)
    if marks.is_credit(text):
        return Block(line, Role.CREDIT)
    if _opens_faq(lines, index):
        return Block(line, Role.FAQ, 2)
    if marks.bullet(text) is not None:
        return Block(line, Role.BULLET)
    if marks.question(text) is not None:
        return Block(line, Role.QUESTION)
    if marks.number(text) is not None:
        return Block(line, _role_of_numbered(lines, index, strength), strength)
    short = strength or (starts_lower(text) and len(text.split()) <= MOST_HEADING_WORDS and not ends_sentence(text))
    short = short and len(text) <= LONGEST
    return Block(line, Role.UNDECIDED if short else Role.TEXT, strength)


def _role_of_numbered(lines: list[Line], index: int, strength: int) -> Role:
    """Return the role of a numbered line: an item if its neighbor has the next number, else perhaps a heading."""
    number = marks.number(lines[index].text) or 0
    before = marks.number(lines[index - 1].text) if index else None
    after = marks.number(lines[index + 1].text) if index + 1 < len(lines) else None
    if before == number - 1 or after == number + 1:
        return Role.NUMBER
    return Role.UNDECIDED if strength else Role.TEXT


def _opens_faq(lines: list[Line], index: int) -> bool:
    """Return whether a line is a heading of questions: it says so, and questions follow."""
    text = marks.without_number(lines[index].text)
    named, may_be = names_faq(text), names_questions(text)
    if marks.question(text) is not None or not (named or may_be):
        return False
    if asks(text) and not named:
        return False
    ahead = [line.text for line in lines[index + 1 : index + 2 + _MOST_LOOKED_AHEAD]]
    answered = sum(_asks(text) and not _asks(below) for text, below in pairwise(ahead))
    marked = any(marks.question(text) is not None for text in ahead)
    return marked or answered >= (1 if named or len(lines) - index <= 3 else 2)


def _asks(text: str) -> bool:
    return marks.question(text) is not None or is_plain_question(marks.bullet(text) or marks.without_number(text))


def _find_items(blocks: list[Block]) -> None:
    """Take short lines under a line that ends in a colon for the items of a list without bullets."""
    for index, lead in enumerate(blocks):
        if lead.role not in (Role.TEXT, Role.UNDECIDED) or not lead.text.endswith(":"):
            continue
        end = index + 1
        while end < len(blocks) and _may_be_item(blocks[end], first=end == index + 1):
            end += 1
        if end < len(blocks) and blocks[end].role is Role.TEXT and not blocks[end].line.gap:
            end -= 1
        if end - index > 2:
            lead.role = Role.TEXT
            for block in blocks[index + 1 : end]:
                block.role, block.guess = Role.BULLET, Guess.LIST


def _may_be_item(block: Block, *, first: bool) -> bool:
    together = first or not block.line.gap or starts_lower(block.text)
    return block.role is Role.UNDECIDED and together and not block.line.underlined and not asks(block.text)


def _decide(blocks: list[Block]) -> None:
    heads_heading = [block for index, block in enumerate(blocks) if block.repeated and _heads_heading(blocks, index)]
    headless = {key_of(block.text) for block in heads_heading}
    below: Role | None = None
    for index in reversed(range(len(blocks))):
        block = blocks[index]
        if block.role is Role.UNDECIDED:
            block.role = _decided(blocks, index, below, comes_back=key_of(block.text) in headless)
        if block.role not in (Role.IMAGE, Role.CREDIT):
            below = block.role


def _heads_heading(blocks: list[Block], index: int) -> bool:
    """Return whether a short line stands above another short line, or at the end."""
    if blocks[index].role is not Role.UNDECIDED:
        return False
    return index + 1 == len(blocks) or blocks[index + 1].role in (Role.UNDECIDED, Role.FAQ)


def _decided(blocks: list[Block], index: int, below: Role | None, *, comes_back: bool) -> Role:
    block = blocks[index]
    before = blocks[index - 1] if index else None
    if comes_back and not block.line.underlined:
        return Role.IMAGE
    if not block.strength:
        complete = before is None or before.role is not Role.TEXT or ends_sentence(before.text)
        if not complete:
            block.guess = Guess.ALONE
            return Role.TEXT
        if not block.repeated and below in _HAS_TEXT_BELOW:
            block.guess = Guess.IMAGE
        return Role.IMAGE
    if block.strength == 1 and block.text.endswith(":") and below in (Role.BULLET, Role.NUMBER):
        return Role.TEXT
    if below in _HAS_TEXT_BELOW or below is Role.ALONE:
        return Role.HEADING
    if below is Role.HEADING and not is_generic(blocks[index + 1].text):
        loose = not is_tight(blocks, index) and is_tight(blocks, index + 1)
        return Role.HEADING if block.strength == 2 or loose else Role.ALONE
    return Role.ALONE


def is_tight(blocks: list[Block], index: int) -> bool:
    """Return whether what follows a line stands close to it, without a blank line."""
    return index + 1 < len(blocks) and not blocks[index + 1].line.gap


def _settle_alone(blocks: list[Block]) -> None:
    """Decide on short lines without text below: the text of a heading, a picture, or the end of a section."""
    for index, block in enumerate(blocks):
        before = blocks[index - 1].role if index else None
        after = blocks[index + 1].role if index + 1 < len(blocks) else None
        heads_only = before is Role.HEADING and after in (Role.HEADING, Role.FAQ, None)
        if block.role is Role.ALONE:
            picture = block.strength == 1 and after is Role.HEADING and before is Role.TEXT and not asks(block.text)
            block.role, block.guess = (Role.IMAGE, Guess.IMAGE) if picture else (Role.TEXT, Guess.ALONE)
        elif block.role is Role.IMAGE and heads_only and not block.repeated and marks.image(block.text) is None:
            block.role, block.guess = Role.TEXT, Guess.ALONE
    for index, block in enumerate(blocks):
        if block.role is Role.HEADING and (index + 1 == len(blocks) or blocks[index + 1].role is Role.FAQ):
            block.role, block.guess = Role.TEXT, Guess.ALONE
    _mark_weak_headings(blocks)


def _mark_weak_headings(blocks: list[Block]) -> None:
    """Where most headings look like headings, list those that do not."""
    strengths = [block.strength for block in blocks if block.role is Role.HEADING]
    if strengths.count(2) <= strengths.count(1):
        return
    for block in blocks:
        if block.role is Role.HEADING and block.strength == 1:
            block.guess = Guess.HEADING
