"""Blocks into sections and FAQ groups, in their order."""

from __future__ import annotations

from guide_pages.importing.languages import Language
from guide_pages.importing.outline import Guess, Reason

from .faq import Group, faq_begins, marked_in_earnest, read_faq
from .features import concludes, is_back_matter
from .finishing import OpenSection
from .levels import find_subheadings
from .line import Role
from .notes import Notes
from .roles import Block


class Assembler:
    """Puts the blocks of one article together, and notes each guess. Headings that it makes are in the `language`."""

    def __init__(self, blocks: list[Block], language: Language, notes: Notes) -> None:
        self.blocks = blocks
        self.language = language
        self.subheadings: set[int] = set()
        self.last_heading = -1
        self.notes = notes
        self.parts: list[OpenSection | Group] = []
        self.section: OpenSection | None = None  # the last one
        self.in_earnest = marked_in_earnest(blocks)
        self.waiting: list[Block] = []  # what stands above the first section and belongs in it

    def assemble(self) -> list[OpenSection | Group]:
        self.subheadings = find_subheadings(self.blocks)
        self.last_heading = self._last_heading()
        index = 0
        while index < len(self.blocks):
            index = self._take(index)
        for block in self.waiting:
            self.notes.drop(block.line, Reason.NO_PLACE)
        return self.parts

    def _take(self, index: int) -> int:
        block = self.blocks[index]
        if faq_begins(self.blocks, index, in_earnest=self.in_earnest):
            return self._take_faq(index)
        if block.role is Role.HEADING and (index not in self.subheadings or not self.parts):
            self.notes.guess(block.line, block.guess)
            self._open(OpenSection(block))
        elif block.guess is Guess.FOOTNOTE:
            self._add_note(block)
        elif self._concludes(index):
            self.notes.guess(block.line, Guess.CONCLUSION)
            self._open(OpenSection(None, self.language.conclusion, [block]))
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
        if isinstance(last, OpenSection) and last.made == self.language.notes:
            last.blocks.append(block)
        else:
            self._open(OpenSection(None, self.language.notes, [block]))

    def _is_open(self) -> bool:
        """Return whether text goes on in the last section: questions without a heading do not end it."""
        last = self.parts[-1]
        return last is self.section or (isinstance(last, Group) and last.heading is None)

    def _open_without_heading(self, block: Block) -> None:
        """Begin a section that the document gave no heading: at its beginning, or after its questions."""
        begins = not self.parts
        self.notes.guess(block.line, Guess.INTRODUCTION if begins else Guess.CONCLUSION)
        self._open(OpenSection(None, self.language.introduction if begins else self.language.conclusion, [block]))

    def _heads_below(self, index: int) -> bool:
        return index + 1 < len(self.blocks) and self.blocks[index + 1].role is Role.HEADING

    def _open(self, section: OpenSection) -> None:
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
        return not isinstance(last, OpenSection) or last.has_text

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
            for block in [*group.introduction, *(block for asked in group.questions for block in asked.answer)]:
                self.notes.guess(block.line, block.guess)
            for asked in group.questions:
                if not asked.answer:
                    self.notes.guess(asked.block.line, Guess.NO_ANSWER)
