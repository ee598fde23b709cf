"""Blocks into sections and FAQ groups, in their order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import groupby

from guide_pages.importing.languages import Language
from guide_pages.importing.outline import (
    LONGEST,
    Divider,
    Faq,
    Guess,
    Paragraph,
    Question,
    Reason,
    Section,
    SectionPart,
    Subheading,
    WantedImage,
)

from . import marks
from .capitals import Capitals
from .faq import Asked, Group, faq_begins, marked_in_earnest, read_faq
from .features import concludes, is_back_matter
from .levels import find_subheadings
from .line import Role
from .notes import Notes
from .prose import prose_of
from .roles import Block

_INITIAL = re.compile(r"\w\.? (?![-–—])")


@dataclass(slots=True)
class _OpenSection:
    heading: Block | None
    made: str = ""
    blocks: list[Block] = field(default_factory=list)

    @property
    def has_text(self) -> bool:
        return any(block.role is not Role.IMAGE for block in self.blocks)


class Assembler:
    """Puts the blocks of one article together, and notes each guess. Headings that it makes are in the `language`."""

    def __init__(self, blocks: list[Block], language: Language, capitals: Capitals, notes: Notes) -> None:
        self.blocks = blocks
        self.language = language
        self.subheadings: set[int] = set()
        self.last_heading = -1
        self.capitals = capitals
        self.notes = notes
        self.parts: list[_OpenSection | Group] = []
        self.section: _OpenSection | None = None  # the last one
        self.in_earnest = marked_in_earnest(blocks)
        self.waiting: list[Block] = []  # what stands above the first section and belongs in it

    def assemble(self) -> tuple[Section | Faq, ...]:
        self.subheadings = find_subheadings(self.blocks)
        self.last_heading = self._last_heading()
        index = 0
        while index < len(self.blocks):
            index = self._take(index)
        for block in self.waiting:
            self.notes.drop(block.line, Reason.NO_PLACE)
        return tuple(self._faq(part) if isinstance(part, Group) else self._section(part) for part in self.parts)

    def _take(self, index: int) -> int:
        block = self.blocks[index]
        if faq_begins(self.blocks, index, in_earnest=self.in_earnest):
            return self._take_faq(index)
        if block.role is Role.HEADING and (index not in self.subheadings or not self.parts):
            self.notes.guess(block.line, block.guess)
            self._open(_OpenSection(block))
        elif block.guess is Guess.FOOTNOTE:
            self._add_note(block)
        elif self._concludes(index):
            self.notes.guess(block.line, Guess.CONCLUSION)
            self._open(_OpenSection(None, self.language.conclusion, [block]))
        elif self.section is not None and self._is_open():
            self.notes.guess(block.line, block.guess)
            self.section.blocks.append(block)
        elif block.role is Role.IMAGE:
            self._place_image(block)
        elif block.guess is Guess.ALONE and not self.parts and self._heads_below(index):
            self.notes.guess(block.line, block.guess)
            self.waiting.append(block)
        else:
            self._open_without_heading(block)
        return index + 1

    def _add_note(self, block: Block) -> None:
        """Put a footnote into a section at the end."""
        self.notes.guess(block.line, block.guess)
        last = self.parts[-1] if self.parts else None
        if isinstance(last, _OpenSection) and last.made == self.language.notes:
            last.blocks.append(block)
        else:
            self._open(_OpenSection(None, self.language.notes, [block]))

    def _is_open(self) -> bool:
        """Return whether text goes on in the last section: questions without a heading do not end it."""
        last = self.parts[-1]
        return last is self.section or (isinstance(last, Group) and last.heading is None)

    def _open_without_heading(self, block: Block) -> None:
        """Begin a section that the document gave no heading: at its beginning, or after its questions."""
        begins = not self.parts
        self.notes.guess(block.line, Guess.INTRODUCTION if begins else Guess.CONCLUSION)
        self._open(_OpenSection(None, self.language.introduction if begins else self.language.conclusion, [block]))

    def _heads_below(self, index: int) -> bool:
        return index + 1 < len(self.blocks) and self.blocks[index + 1].role is Role.HEADING

    def _open(self, section: _OpenSection) -> None:
        section.blocks[:0] = self.waiting
        self.waiting = []
        self.parts.append(section)
        self.section = section

    def _place_image(self, block: Block) -> None:
        """Put a picture that stands outside every section at the end of the one before, or in the next."""
        if self.section is None:
            self.waiting.append(block)
        else:
            self.section.blocks.append(block)
        self.notes.guess(block.line, Guess.IMAGE_MOVED if self.parts else block.guess)

    def _concludes(self, index: int) -> bool:
        """Return whether a paragraph without a heading opens the article's end."""
        block = self.blocks[index]
        if block.role is not Role.TEXT or not concludes(block.text) or not self.parts:
            return False
        if index <= self.last_heading:
            return False
        last = self.parts[-1]
        return not isinstance(last, _OpenSection) or last.has_text

    def _last_heading(self) -> int:
        """The index of the last heading of a section, back matter apart."""
        index, last = 0, -1
        while index < len(self.blocks):
            block = self.blocks[index]
            if faq_begins(self.blocks, index, in_earnest=self.in_earnest):
                index = max(read_faq(self.blocks, index).end, index + 1)
                continue
            if block.role is Role.HEADING and not is_back_matter(block.text):
                last = index
            index += 1
        return last

    def _take_faq(self, index: int) -> int:
        reading = read_faq(self.blocks, index)
        if not any(group.questions for group in reading.groups):
            self.blocks[index].role = Role.HEADING
            return index
        for asked in [asked for group in reading.groups for asked in group.questions]:
            asked.block.role = Role.QUESTION
        for image in reading.images:
            self._place_image_of_faq(image)
        self._note_faq(reading.groups)
        last = self.parts[-1] if self.parts else None
        if isinstance(last, Group) and not last.heading and not reading.groups[0].heading:
            last.questions += reading.groups.pop(0).questions
        self.parts.extend(reading.groups)
        return reading.end

    def _place_image_of_faq(self, image: Block) -> None:
        self.notes.guess(image.line, Guess.IMAGE_MOVED)
        (self.section.blocks if self.section else self.waiting).append(image)

    def _note_faq(self, groups: list[Group]) -> None:
        for group in groups:
            if group.heading is None:
                self.notes.guess(group.questions[0].block.line, Guess.FAQ_HEADING)
            for asked in group.questions:
                if not asked.answer:
                    self.notes.guess(asked.block.line, Guess.NO_ANSWER)

    def _section(self, part: _OpenSection) -> Section:
        heading = self._words(part.heading) if part.heading else part.made
        return Section(heading, self._parts(part.blocks), made=part.heading is None)

    def _parts(self, blocks: list[Block]) -> tuple[SectionPart, ...]:
        parts: list[SectionPart] = []
        for _, thought in groupby(_thoughts(blocks), key=lambda pair: pair[0]):
            if parts:
                parts.append(Divider())
            for kind, group in groupby((block for _, block in thought), key=_kind):
                if kind is Role.IMAGE:
                    parts.extend(_images(list(group)))
                elif kind is Role.HEADING:
                    parts.extend(Subheading(self._words(block)) for block in group)
                else:
                    parts.extend(prose_of(list(group)))
        return tuple(parts)

    def _faq(self, group: Group) -> Faq:
        headings = [group.heading, *group.more_heading] if group.heading else []
        said = [self._words(block) for block in headings]
        heading = ": ".join([*said[:1], *map(marks.without_mark, said[1:])]) or self.language.questions
        answers = [asked.answer[0].text for asked in group.questions if asked.answer]
        marked = sum(marks.answer(text) is not None for text in answers) * 2 > len(answers) - 1 and bool(answers)
        questions = tuple(self._question(asked, marked=marked) for asked in group.questions)
        return Faq(heading, prose_of(group.introduction), questions, made=group.heading is None)

    def _question(self, asked: Asked, *, marked: bool) -> Question:
        text = self._lowered(asked.text, asked.block)
        answer = asked.answer
        if answer and (words := marks.answer(answer[0].text)) and (marked or not _INITIAL.match(answer[0].text)):
            answer = [answer[0].saying(words), *answer[1:]]
        return self._fitted(Question(text, prose_of(answer), asked.block.line.number), asked)

    def _fitted(self, question: Question, asked: Asked) -> Question:
        """Return a question that fits its field: what is too long goes on at the beginning of the answer."""
        if len(question.text) <= LONGEST:
            return question
        self.notes.guess(asked.block.line, Guess.LONG_QUESTION)
        words = question.text[: LONGEST + 1].rsplit(" ", 1)[0][:LONGEST]
        rest = Paragraph(question.text[len(words) :].strip())
        return Question(words, (rest, *question.answer), question.line)

    def _words(self, block: Block) -> str:
        return self._lowered(block.text.rstrip(":").rstrip() or block.text, block)

    def _lowered(self, text: str, block: Block) -> str:
        lowered, known = self.capitals.lowered(text)
        if not known:
            self.notes.guess(block.line, Guess.CAPITALS)
        return lowered


def _thoughts(blocks: list[Block]) -> Iterator[tuple[int, Block]]:
    """Yield each block with the number of rules above it in its section."""
    rules = 0
    for block in blocks:
        rules += block.line.divided and block.role is not Role.HEADING
        yield rules, block


def _kind(block: Block) -> Role:
    if block.role in (Role.IMAGE, Role.HEADING):
        return block.role
    return Role.IMAGE if block.role is Role.CREDIT else Role.TEXT


def _images(blocks: list[Block]) -> list[SectionPart]:
    """Return image places; a line that names the maker belongs to the image before it."""
    images: list[SectionPart] = []
    for block in blocks:
        last = images[-1] if images else None
        if block.role is Role.CREDIT and isinstance(last, WantedImage) and not last.credit:
            images[-1] = replace(last, credit=block.text)
        elif block.role is Role.CREDIT:
            images.extend(prose_of([block]))
        elif marks.is_figure(block.text) and isinstance(last, WantedImage) and not last.caption:
            images[-1] = replace(last, caption=block.text)
        else:
            words = marks.image(block.text) or marks.bracketed(block.text) or block.text
            caption = block.text if marks.is_figure(block.text) else block.line.caption
            images.append(WantedImage(words, caption=caption, file=block.line.file))
    return images
