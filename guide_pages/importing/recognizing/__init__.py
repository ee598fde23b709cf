"""Lines of a document, whatever it was written in, into an outline.

What markup says of a line is believed. Where it says nothing, a line is taken for what it looks like and for what
stands around it; in doubt it is text. What the rules are: `docs/importing.md`. What an editor says of a line goes
before all that.
"""

from __future__ import annotations

from collections.abc import Mapping

from guide_pages.importing.languages import Language, language_of
from guide_pages.importing.outline import Guess, Kind, Outline, UncertainLine

from .assembly import Assembler
from .capitals import Capitals
from .choices import Choices
from .finishing import Finisher
from .furniture import without_furniture
from .kinds import kinds_of
from .line import Line, Role
from .notes import Notes
from .places import Place, places_in
from .reading import Reading
from .regrouping import Regrouper
from .roles import blocks_of
from .summary import suggested_summary
from .title import Titled, take_title

__all__ = ["Line", "Reading", "Role", "outline_from"]


def outline_from(reading: Reading, choices: Mapping[str, Kind] | None = None) -> Outline:
    """Return what a document says. Never fails: it may find no parts.

    `choices` are the kinds that an editor has said lines to be of, by the keys that an outline's `lines` have.
    """
    return _Recognizer(reading).outline(choices or {})


class _Recognizer:
    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.notes = Notes()
        self.language: Language = language_of(line.text for line in reading.lines)
        article, furniture, comments = without_furniture(list(reading.lines))
        self.titled: Titled = take_title(article, furniture, reading.name, reading.title)
        self.notes.add_dropped([*reading.dropped, *self.titled.dropped])
        self.notes.add_uncertain(self.titled.uncertain)
        for line in self.titled.lines:
            self.notes.guess(line, line.guess)
            if comments and line.number > comments:
                self.notes.guess(line, Guess.AFTER_COMMENTS)

    def outline(self, chosen: Mapping[str, Kind]) -> Outline:
        titled = self.titled
        blocks = blocks_of(titled.lines, titled.title)
        parts = Assembler(blocks, self.language, self.notes).assemble()
        found = places_in(parts, titled.line, self.notes.dropped, self.reading.lines)
        choices = Choices(found, chosen, self.reading.name)
        places = choices.places
        if choices.any:
            regrouper = Regrouper(self.language)
            parts = regrouper.regroup(places)
            places = regrouper.settled
        title = choices.title_instead_of(titled.title)
        notes = self._notes(found, choices) if choices.any else self.notes
        capitals = Capitals([title, *(place.line.text for place in places if place.kind is not Kind.LEFT_OUT)])
        made = Finisher(self.language, capitals, notes).parts_of(parts)
        given = choices.summary or self.reading.summary
        suggested, summary_from = (given, 1) if given else suggested_summary(made, [each.line for each in places])
        words, known = capitals.lowered(title)
        if not known and titled.line:
            notes.guess(titled.line, Guess.CAPITALS)
        return Outline(
            words,
            made,
            suggested,
            summary_from,
            dropped=notes.dropped,
            uncertain=notes.uncertain,
            title_made=choices.title_made if choices.titled_anew else titled.made,
            lines=kinds_of(places, notes),
            summary_chosen=bool(choices.summary),
        )

    def _notes(self, found: list[Place], choices: Choices) -> Notes:
        """Return the account of an import in which an editor has decided about some lines."""
        notes = Notes()
        decided = {place.line.number for place in found if place.key in choices.chosen}
        notes.add_uncertain([line for line in self.notes.uncertain if line.number not in decided])
        if choices.titled_anew:
            notes.forget(Guess.TITLE_FROM_NAME, Guess.TITLE_FROM_FURNITURE)
            if choices.title_made:
                first = found[0].line.number if found else 1
                notes.add_uncertain([UncertainLine(first, choices.title, Guess.TITLE_FROM_NAME)])
        if choices.untitled:
            notes.guess(choices.untitled, Guess.ALONE)
        notes.add_dropped(choices.dropped())
        return notes
