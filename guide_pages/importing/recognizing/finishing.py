"""Sections and FAQ groups that were put together, into the parts of an outline."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
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
    Section,
    SectionPart,
    Subheading,
    WantedImage,
)

from . import marks
from .capitals import Capitals
from .faq import Asked, Group
from .line import Role
from .notes import Notes
from .prose import prose_of
from .roles import Block

_INITIAL = re.compile(r"\w\.? (?![-–—])")


@dataclass(slots=True)
class OpenSection:
    """A section being put together; `made` is the heading of one that the document gave none."""

    heading: Block | None
    made: str = ""
    blocks: list[Block] = field(default_factory=list)

    @property
    def has_text(self) -> bool:
        return any(block.role is not Role.IMAGE for block in self.blocks)


class Finisher:
    """Makes parts, and notes each guess. Headings that it makes are in the `language`."""

    def __init__(self, language: Language, capitals: Capitals, notes: Notes) -> None:
        self.language = language
        self.capitals = capitals
        self.notes = notes

    def parts_of(self, parts: Sequence[OpenSection | Group]) -> tuple[Section | Faq, ...]:
        return tuple(self._faq(part) if isinstance(part, Group) else self._section(part) for part in parts)

    def _section(self, part: OpenSection) -> Section:
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
            line = block.line
            images.append(WantedImage(words, caption=caption, file=line.file, address=line.address))
    return images
