"""What each line was taken for and how sure that is: what an editor is asked about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from guide_pages.importing.outline import Guess, Kind, ReadLine

from .choices import FOR_GOOD
from .features import in_capitals
from .notes import Notes
from .places import Place

# What a guess may be instead, and how sure it is. Others leave no doubt about the kind.
_DOUBTS: dict[Guess, tuple[float, tuple[Kind, ...]]] = {
    Guess.HEADING: (0.6, (Kind.TEXT, Kind.SUBHEADING)),
    Guess.SUBHEADING: (0.6, (Kind.HEADING, Kind.TEXT)),
    Guess.IMAGE: (0.6, (Kind.TEXT,)),
    Guess.IMAGE_MOVED: (0.8, (Kind.TEXT,)),
    Guess.LIST: (0.7, (Kind.TEXT, Kind.HEADING)),
    Guess.ALONE: (0.4, (Kind.HEADING, Kind.SUBHEADING, Kind.IMAGE, Kind.LEFT_OUT)),
    Guess.LINES: (0.6, (Kind.LIST, Kind.HEADING, Kind.TABLE)),
    Guess.REPEATED: (0.5, (Kind.HEADING, Kind.IMAGE, Kind.LEFT_OUT)),
    Guess.AFTER_COMMENTS: (0.4, (Kind.LEFT_OUT,)),
    Guess.CONCLUSION: (0.7, (Kind.TEXT,)),
    Guess.FAQ_HEADING: (0.7, (Kind.HEADING, Kind.TEXT)),
    Guess.TITLE_FROM_NAME: (0.5, (Kind.TITLE,)),
}
_SURE, _LEFT_OUT = 1.0, 0.9
#: What can be wrong besides a line's kind: its words, or where it stands.
_TO_LOOK_AT = 0.8


def kinds_of(places: Sequence[Place], notes: Notes) -> tuple[ReadLine, ...]:
    """Return each line of a document, in order, left out or not."""
    guesses: dict[int, list[Guess]] = defaultdict(list)
    for line in notes.uncertain:
        guesses[line.number].append(line.guess)
    lines: list[ReadLine] = []
    seen: set[str] = set()
    for place in places:
        if place.key in seen:  # one that an editor parted into items
            continue
        seen.add(place.key)
        numbered = guesses.pop(place.line.number, []) if place.kind is not Kind.LEFT_OUT else []
        lines.append(_line(place, tuple(numbered)))
    return tuple(lines)


def _line(place: Place, guesses: tuple[Guess, ...]) -> ReadLine:
    others: tuple[Kind, ...]
    sure, others = (_LEFT_OUT, (Kind.TEXT,)) if place.kind is Kind.LEFT_OUT else (_SURE, ())
    if guesses and place.kind is not Kind.LEFT_OUT:
        doubts = [_DOUBTS.get(guess, (_TO_LOOK_AT, ())) for guess in guesses]
        sure, others = min(doubts, key=lambda doubt: doubt[0])
    if place.chosen or place.reason in FOR_GOOD:
        sure, others = _SURE, ()
    line = place.line
    others = tuple(kind for kind in others if kind is not place.kind and (kind is not Kind.TABLE or line.table))
    looks = f"{line.level}{'s' * line.strong}{'u' * line.underlined}{'c' * in_capitals(line.text)}"
    sort = f"{place.kind.value}|{place.reason or ''}|{','.join(guesses)}|{looks}"
    return ReadLine(
        line.number,
        line.text,
        place.kind,
        sure,
        others,
        place.key,
        guesses,
        place.reason,
        sort,
        line.table is not None,
        place.chosen,
    )
