"""What each line of an article is. Decided from the end: what follows a line tells whether it is a heading."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from itertools import pairwise

from guide_pages.importing import inline
from guide_pages.importing.outline import LONGEST, Guess
from guide_pages.importing.words import key_of

from . import marks
from .alternative_texts import find_alternative_texts
from .asking import ask, ask_by_headings, unask
from .features import (
    asks,
    ends_sentence,
    heading_strength,
    is_address,
    is_generic,
    is_plain_question,
    names_faq,
    names_questions,
    starts_lower,
)
from .line import Line, Role

_HAS_TEXT_BELOW = {Role.TEXT, Role.BULLET, Role.NUMBER, Role.QUESTION, Role.TABLE}
_MOST_LOOKED_AHEAD = 6
_LEAST_RUN = 3
_LOOKED_ACROSS = 12  # lines below an item


@dataclass(slots=True)
class Block:
    """A line and what it was taken for. `strength` is `features.heading_strength`; 3 is a heading by its markup."""

    line: Line
    role: Role
    strength: int = 0
    guess: Guess | None = None
    repeated: bool = False

    @property
    def text(self) -> str:
        return self.line.text

    def saying(self, text: str) -> Block:
        """Return the block with other words; the end of its own words keeps links and emphasis."""
        gone = len(self.text) - len(text)
        html = inline.without_first(self.line.html, gone) if self.line.html and self.text.endswith(text) else ""
        return replace(self, line=replace(self.line, text=text, html=html))


def blocks_of(lines: list[Line], title: str) -> list[Block]:
    """Return the lines of an article, without its title, each with its role."""
    times = Counter(key_of(line.text) for line in lines)
    blocks = [_by_itself(lines, index) for index in range(len(lines))]
    for block in blocks:
        block.repeated = times[key_of(block.text)] > 1
    unask(blocks)
    if names_faq(title) or names_questions(title):
        ask(blocks)
    ask_by_headings(blocks)
    find_alternative_texts(blocks, title)
    _find_items(blocks)
    _find_runs(blocks)
    _decide(blocks)
    _settle_alone(blocks)
    return blocks


def _by_itself(lines: list[Line], index: int) -> Block:
    line = lines[index]
    text = line.text
    if line.role is Role.IMAGE or (line.role in (None, Role.TEXT) and marks.image(text) is not None):
        return Block(line, Role.IMAGE)
    if line.role in (Role.TABLE, Role.CREDIT):
        return Block(line, line.role)
    if marks.is_credit(text):
        return Block(line, Role.CREDIT)
    if line.role is not Role.TEXT and _opens_faq(lines, index):
        return Block(line, Role.FAQ, 2)
    if marks.question(text) is not None or line.role is Role.QUESTION:
        return Block(line, Role.QUESTION)
    if line.role is Role.HEADING:
        return Block(line, Role.HEADING, 3)
    return _by_looks(lines, index)


def _by_looks(lines: list[Line], index: int) -> Block:
    line = lines[index]
    if line.bullet is not None or _is_lettered(lines, index):
        return Block(line, Role.BULLET, guess=line.guess)
    strength = 2 if line.strong and len(line.text) <= LONGEST else _strength(line)
    if line.ordinal is not None:
        return Block(line, _role_of_numbered(lines, index, strength), strength, line.guess)
    fits = strength and line.role is not Role.TEXT and "\n" not in line.text
    return Block(line, Role.UNDECIDED if fits else Role.TEXT, strength, line.guess)


def _strength(line: Line) -> int:
    return heading_strength(line.text, underlined=line.underlined)


def _role_of_numbered(lines: list[Line], index: int, strength: int) -> Role:
    """Return the role of a numbered line: an item if its neighbor has the next number, else perhaps a heading."""
    line = lines[index]
    number = line.ordinal or 0
    above, below = _neighbors(lines, index)
    before, after = above and above.ordinal, below and below.ordinal
    if line.role is Role.NUMBER or before == number - 1 or after == number + 1:
        return Role.NUMBER
    return Role.UNDECIDED if strength and line.role is None else Role.TEXT


def _is_lettered(lines: list[Line], index: int) -> bool:
    """Return whether a line begins with a letter, and its neighbor with the next one."""
    letter = marks.letter(lines[index].text) if lines[index].role is None else None
    near = [marks.letter(line.text) for line in _neighbors(lines, index) if line]
    return letter is not None and any(each and abs(ord(each) - ord(letter)) == 1 for each in near)


def _neighbors(lines: list[Line], index: int) -> tuple[Line | None, Line | None]:
    """Return the lines before and after one that are not indented more: what stands below an item is between."""
    indent = lines[index].indent
    ahead, behind = lines[index + 1 : index + _LOOKED_ACROSS], reversed(lines[max(0, index - _LOOKED_ACROSS) : index])
    before = next((line for line in behind if line.indent <= indent), None)
    return before, next((line for line in ahead if line.indent <= indent), None)


def _opens_faq(lines: list[Line], index: int) -> bool:
    """Return whether a line is a heading of questions: it says so, and questions follow."""
    text = marks.without_mark(lines[index].text)
    named, may_be = names_faq(text), names_questions(text)
    if marks.question(text) is not None or not (named or may_be) or is_address(text):
        return False
    if asks(text) and not named:
        return False
    ahead = lines[index + 1 : index + 2 + _MOST_LOOKED_AHEAD]
    answered = sum(_asks(line) and not _asks(below) for line, below in pairwise(ahead))
    marked = any(marks.question(line.text) is not None or line.role is Role.QUESTION for line in ahead)
    return marked or answered >= (1 if named or len(lines) - index <= 3 else 2)


def _asks(line: Line) -> bool:
    words = line.bullet or marks.without_mark(line.text)
    return marks.question(line.text) is not None or is_plain_question(words)


def _find_items(blocks: list[Block]) -> None:
    """Take short lines under a line that ends in a colon for the items of a list without bullets."""
    for index, lead in enumerate(blocks):
        if lead.role not in (Role.TEXT, Role.UNDECIDED) or not lead.text.endswith((":", "：")):
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
    short = block.role is Role.UNDECIDED or (block.role is Role.TEXT and _is_short(block))
    together = first or not block.line.gap or block.text[:1].islower()
    return short and together and not block.line.underlined and not asks(block.text)


def _is_short(block: Block) -> bool:
    text = block.text
    return len(text) <= 60 and "\n" not in text and not ends_sentence(text) and block.line.role is None


def _find_runs(blocks: list[Block]) -> None:
    """Keep short lines of one kind that follow one another as text: nothing tells a heading among them."""
    start = 0
    while start < len(blocks):
        end = start
        while end < len(blocks) and _may_run(blocks[end]):
            end += 1
        run = blocks[start:end]
        strongest = max((block.strength for block in run), default=0)
        if len(run) >= _LEAST_RUN and strongest < 2:
            for block in run:
                block.role, block.guess = Role.TEXT, Guess.LINES
        elif len(run) >= _LEAST_RUN:
            _keep_weak(run)
        start = max(end, start + 1)


def _keep_weak(run: list[Block]) -> None:
    """Keep as text what stands among stronger lines, save where it heads what comes next."""
    for block, below in pairwise(run):
        if block.strength == 0 or (block.strength == 1 and below.strength < 2):
            block.role, block.guess = Role.TEXT, Guess.LINES
    if run[-1].strength < 2:
        run[-1].role, run[-1].guess = Role.TEXT, Guess.LINES


def _may_run(block: Block) -> bool:
    if block.line.underlined or block.line.strong or asks(block.text) or is_generic(block.text):
        return False
    return block.role is Role.UNDECIDED or (block.role is Role.TEXT and _is_short(block) and not block.guess)


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
    return index + 1 == len(blocks) or blocks[index + 1].role in (Role.UNDECIDED, Role.HEADING, Role.FAQ)


def _decided(blocks: list[Block], index: int, below: Role | None, *, comes_back: bool) -> Role:
    block = blocks[index]
    if comes_back and not block.line.underlined and not block.line.strong:
        block.guess = Guess.REPEATED
        return Role.TEXT
    leads = block.strength == 1 and block.text.endswith((":", "：")) and not block.line.strong
    keeps_lines = index + 1 < len(blocks) and blocks[index + 1].guess is Guess.LINES
    if leads and (keeps_lines or below in (Role.BULLET, Role.NUMBER, Role.TABLE)):
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
    """Keep short lines without text below as text: the text of a heading, or the end of a section."""
    for block in blocks:
        small = block.role is Role.TEXT and not block.guess and _is_short(block) and starts_lower(block.text)
        if block.role is Role.ALONE or small:
            block.role, block.guess = Role.TEXT, Guess.ALONE
    for index, block in enumerate(blocks):
        ends = index + 1 == len(blocks) or blocks[index + 1].role is Role.FAQ
        if block.role is Role.HEADING and block.strength < 3 and ends:
            block.role, block.guess = Role.TEXT, Guess.ALONE
    _settle_empty(blocks)
    _mark_weak_headings(blocks)


def _settle_empty(blocks: list[Block]) -> None:
    """Keep headings of markup that have nothing below them as text: no section is empty."""
    levels = [block.line.level for block in blocks if block.role is Role.HEADING and block.line.level]
    highest = min(levels, default=0)
    begun = False
    for index, block in enumerate(blocks):
        if block.role is not Role.HEADING or not block.line.level:
            continue
        below = blocks[index + 1] if index + 1 < len(blocks) else None
        ends = below is None or below.role is Role.FAQ
        ends = ends or (below is not None and below.role is Role.HEADING and 0 < below.line.level <= block.line.level)
        if ends and (block.line.level == highest or not begun):
            block.role, block.guess = Role.TEXT, Guess.ALONE
        else:
            begun = True


def _mark_weak_headings(blocks: list[Block]) -> None:
    """Where most headings look like headings, list those that do not."""
    strengths = [block.strength for block in blocks if block.role is Role.HEADING]
    if sum(strength > 1 for strength in strengths) <= strengths.count(1):
        return
    for block in blocks:
        if block.role is Role.HEADING and block.strength == 1:
            block.guess = Guess.HEADING
