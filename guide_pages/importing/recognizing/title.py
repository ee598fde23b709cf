"""Which line is the document's title."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from guide_pages.importing.outline import DroppedLine, Guess, Reason, UncertainLine
from guide_pages.importing.words import key_of

from . import marks
from .features import MOST_HEADING_WORDS, asks, ends_sentence, heading_strength, is_generic, is_only_faq, starts_lower
from .line import Line, Role

_VIEWED = re.compile(
    r"(you\S* ?(?:a?re )?(?:currently |now )?(?:viewing|reading|browsing))\s*:?\s+(\S.*)", re.IGNORECASE
)
_LONGEST = 255


@dataclass(slots=True)
class Titled:
    """A title, the lines left when it is taken from them, and what was dropped or guessed on the way."""

    title: str
    lines: list[Line]
    dropped: list[DroppedLine]
    uncertain: list[UncertainLine]
    line: Line | None = None
    made: bool = False


def take_title(lines: list[Line], dropped: list[DroppedLine], name: str, given: str = "") -> Titled:
    """Take the title off an article's lines, with its repetitions; `given` is what the document says of itself.

    Where there is none, the file's name stands in.
    """
    viewed = next((drop for drop in dropped if drop.reason is Reason.VIEWING and _VIEWED.fullmatch(drop.text)), None)
    viewed_title = _VIEWED.sub(r"\2", viewed.text) if viewed else ""
    index = _index_of_title(lines, given or viewed_title)
    if index is not None:
        return _without_title(lines[index], lines, dropped)
    if given and len(given) <= _LONGEST:
        return Titled(given, lines, dropped, [])
    if viewed and len(viewed_title) <= _LONGEST:
        words = viewed.text[: len(viewed.text) - len(viewed_title)].strip()
        dropped = [replace(drop, text=words) if drop is viewed else drop for drop in dropped]
        guess = UncertainLine(viewed.number, viewed_title, Guess.TITLE_FROM_FURNITURE)
        return Titled(viewed_title, lines, dropped, [guess])
    title = " ".join(re.split(r"[\s_-]+", name)).strip()
    title = (title[:1].upper() + title[1:])[:_LONGEST]
    guess = UncertainLine(lines[0].number if lines else 1, title, Guess.TITLE_FROM_NAME)
    return Titled(title, lines, dropped, [guess], made=True)


def _index_of_title(lines: list[Line], known: str) -> int | None:
    key = key_of(known)
    for index, line in enumerate(lines if key else ()):
        if key_of(line.text) == key:
            return index
    if known:
        return _only_highest(lines) if not key else None
    highest = _only_highest(lines)
    return highest if highest is not None else _first_short(lines)


def _only_highest(lines: list[Line]) -> int | None:
    """Return the heading that has a level of its own: the first level, or the highest at the document's beginning."""
    heads = [(index, line) for index, line in enumerate(lines) if line.role is Role.HEADING and line.level]
    if not heads:
        return None
    highest = min(line.level for index, line in heads)
    at_highest = [index for index, line in heads if line.level == highest]
    fits = len(at_highest) == 1 and len(lines[at_highest[0]].text) <= _LONGEST
    only_heading = len(heads) == 1 and (asks(lines[at_highest[0]].text) or is_generic(lines[at_highest[0]].text))
    begins = all(line.role is Role.IMAGE for line in lines[: at_highest[0]])
    return at_highest[0] if fits and (highest == 1 or (begins and not only_heading)) else None


def _first_short(lines: list[Line]) -> int | None:
    for index, line in enumerate(lines[:-1]):
        text = line.text
        if line.role is Role.IMAGE or marks.image(text) is not None:
            continue
        marked = marks.is_marked(text) or line.role in (Role.BULLET, Role.NUMBER, Role.TABLE, Role.QUESTION)
        if line.underlined:
            return index
        if marked or is_generic(text) or is_only_faq(text) or len(text) > _LONGEST:
            return None
        small = starts_lower(text) and not ends_sentence(text)
        return index if small or _looks_like_title(line) else None
    return None


def _looks_like_title(line: Line) -> bool:
    words = line.text.split()
    start = " ".join(words[:MOST_HEADING_WORDS])
    short = len(words) <= 30 and "\n" not in line.text and not line.text.endswith((".", "。"))
    return short and (line.strong or heading_strength(start, underlined=line.underlined) > 0)


def _without_title(title: Line, lines: list[Line], dropped: list[DroppedLine]) -> Titled:
    key = key_of(title.text)
    repeated = [line for line in lines if line is not title and key_of(line.text) == key]
    kept = [line for line in lines if line is not title and key_of(line.text) != key]
    again = [DroppedLine(line.number, line.text, Reason.TITLE_REPEATED) for line in repeated]
    return Titled(title.text, kept, [*dropped, *again], [], title)
