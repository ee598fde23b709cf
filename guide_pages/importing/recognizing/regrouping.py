"""Lines whose kinds are settled into sections and FAQ groups: one that is said to be another moves no other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from guide_pages.importing.languages import Language
from guide_pages.importing.outline import Guess, Kind

from . import marks
from .faq import Asked, Group
from .features import asks, names_faq, names_questions
from .finishing import OpenSection
from .line import Line, Role
from .places import Place, Where
from .roles import Block

_BODY = (Kind.TEXT, Kind.LIST, Kind.TABLE, Kind.QUOTE, Kind.ANSWER)


class Regrouper:
    """Puts places together. `settled` are the same places, each with the kind that it has where it stands now."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self.parts: list[OpenSection | Group] = []
        self.settled: list[Place] = []
        self.section: OpenSection | None = None  # the last one
        self.notes: OpenSection | None = None
        self.sources = OpenSection(None, language.sources)
        self.group: Group | None = None  # the one that is open
        self.by_choice = False  # the question that is open was chosen: what follows answers it
        self.waiting: list[Block] = []

    def regroup(self, places: Sequence[Place]) -> list[OpenSection | Group]:
        for index, place in enumerate(places):
            self.settled.append(self._take(place, places, index))
        if self.waiting and self.section:
            self.section.blocks += self.waiting
        elif self.waiting:
            self._open(OpenSection(None, self.language.introduction))
        if self.sources.blocks:
            self.parts.append(self.sources)
        return self.parts

    def _take(self, place: Place, places: Sequence[Place], index: int) -> Place:
        if place.kind in (Kind.TITLE, Kind.SUMMARY, Kind.LEFT_OUT):
            return place
        if place.kind is Kind.SOURCE:
            self.sources.blocks.append(place.block)
            return place
        if place.kind is Kind.QUESTION:
            return self._ask(place)
        if place.kind in (Kind.HEADING, Kind.SUBHEADING):
            return self._head(place, places, index)
        if place.kind in (Kind.IMAGE, Kind.CREDIT):
            return self._picture(place)
        return self._body(place, places, index)

    def _ask(self, place: Place) -> Place:
        begins = place.where is Where.GROUP and not place.chosen
        if self.group is None or (begins and self.group.heading):
            last = self.parts[-1] if self.parts else None
            self.group = last if isinstance(last, Group) and last.heading is None else Group(None)
            if self.group is not last:
                self.parts.append(self.group)
        self.group.questions.append(asked_of(place.block))
        self.by_choice = place.chosen
        return place

    def _head(self, place: Place, places: Sequence[Place], index: int) -> Place:
        self.by_choice = False
        if place.where is Where.HEADS_ON and not place.chosen and self.group and not self.group.questions:
            self.group.more_heading.append(place.block)
            return place
        if _heads_group(place, places, index):
            self.group = Group(place.block)
            self.parts.append(self.group)
            return replace(place, kind=Kind.HEADING)
        if place.kind is Kind.SUBHEADING and self.section and self._is_open():
            self.group = None
            self.section.blocks.append(place.block)
            return place
        self._open(OpenSection(place.block))
        return replace(place, kind=Kind.HEADING)

    def _picture(self, place: Place) -> Place:
        """Put a picture where one may stand: no answer holds any."""
        if self.section is None:
            self.waiting.append(place.block)
        else:
            self.section.blocks.append(place.block)
        return place

    def _body(self, place: Place, places: Sequence[Place], index: int) -> Place:
        place = place if place.kind is not Kind.ANSWER or self.group else replace(place, kind=Kind.TEXT)
        if place.guess is Guess.FOOTNOTE and not place.chosen:
            return self._note(place)
        if self.group and self._stays(place):
            asked = self.group.questions[-1] if self.group.questions else None
            (asked.answer if asked else self.group.introduction).append(place.block)
            kind = Kind.ANSWER if asked and place.kind is Kind.TEXT else place.kind
            return replace(place, kind=kind if asked or kind is not Kind.ANSWER else Kind.TEXT)
        self.group = None
        if place.made and not place.chosen:
            self._open(OpenSection(None, place.made, [place.block]))
        elif self.section and self._is_open():
            self.section.blocks.append(place.block)
        elif place.guess is Guess.ALONE and not self.parts and _heads_below(places, index):
            self.waiting.append(place.block)
        else:
            made = self.language.conclusion if self.parts else self.language.introduction
            self._open(OpenSection(None, made, [place.block]))
        return place

    def _stays(self, place: Place) -> bool:
        """Return whether a line belongs to the questions that are being read."""
        if place.chosen and place.kind in (Kind.TEXT, Kind.ANSWER):
            return place.kind is Kind.ANSWER
        return self.by_choice or place.where in (Where.ANSWER, Where.INTRODUCTION)

    def _note(self, place: Place) -> Place:
        self.group = None
        if self.notes is not None and self.parts[-1] is self.notes:
            self.notes.blocks.append(place.block)
        else:
            self.notes = OpenSection(None, self.language.notes, [place.block])
            self._open(self.notes)
        return place

    def _is_open(self) -> bool:
        """Return whether text goes on in the last section: questions without a heading do not end it."""
        last = self.parts[-1]
        return last is self.section or (isinstance(last, Group) and last.heading is None)

    def _open(self, section: OpenSection) -> None:
        section.blocks[:0] = self.waiting
        self.waiting = []
        self.parts.append(section)
        self.section = section
        self.group = None


def _heads_group(place: Place, places: Sequence[Place], index: int) -> bool:
    """Return whether a heading is one of questions: one follows, at once or below a few words that say so."""
    below = list(_below(places, index))
    if not below or not any(each.kind is Kind.QUESTION for each in below):
        return False
    if below[0].kind is Kind.QUESTION:
        return True
    if place.where is Where.GROUP:
        return True
    return names_faq(place.line.text) or names_questions(place.line.text)


def _below(places: Sequence[Place], index: int) -> Iterator[Place]:
    """Yield what stands below a heading, as far as a question or the next heading of a section."""
    for place in islice(places, index + 1, None):
        if place.kind in (Kind.TITLE, Kind.SUMMARY, Kind.LEFT_OUT, Kind.SOURCE, Kind.IMAGE, Kind.CREDIT):
            continue
        heads_on = place.where is Where.HEADS_ON and not place.chosen
        if place.kind in (Kind.HEADING, Kind.SUBHEADING) and not heads_on:
            return
        yield place
        if place.kind is Kind.QUESTION:
            return


def _heads_below(places: Sequence[Place], index: int) -> bool:
    below = (
        place
        for place in islice(places, index + 1, None)
        if place.kind not in (Kind.TITLE, Kind.LEFT_OUT, Kind.SUMMARY)
    )
    first = next(below, None)
    return first is not None and first.kind in (Kind.HEADING, Kind.SUBHEADING)


def asked_of(block: Block) -> Asked:
    """Return a question without its mark, with the answer that stands on its line."""
    text = _words_asked(block.line)
    question, answer = marks.parted(text)
    asked = Asked(block, question)
    if answer:
        asked.answer.append(replace(block.saying(answer), role=Role.TEXT))
    return asked


def _words_asked(line: Line) -> str:
    words = marks.question(line.text) or line.bullet
    if words:
        return words
    return marks.without_mark(line.text) if asks(line.text) or line.role is Role.NUMBER else line.text
