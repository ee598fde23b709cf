"""Which line is the document's title."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from guide_pages.importing.outline import DroppedLine, Guess, Reason, UncertainLine
from guide_pages.importing.words import key_of

from . import marks
from .features import MOST_HEADING_WORDS, ends_sentence, heading_strength, names_faq, starts_lower
from .lines import Line

_VIEWED = re.compile(
    r"(you\S* ?(?:a?re )?(?:currently |now )?(?:viewing|reading|browsing))\s*:?\s+(\S.*)", re.IGNORECASE
)
_NEVER = re.compile(r"introduction|overview|background|summary", re.IGNORECASE)
_LONGEST = 255


@dataclass(slots=True)
class Titled:
    """A title, the lines left when it is taken from them, and what was dropped or guessed on the way."""

    title: str
    lines: list[Line]
    dropped: list[DroppedLine]
    uncertain: list[UncertainLine]
    line: Line | None = None

    @property
    def made(self) -> bool:
        """Whether the document has no title of its own."""
        return any(line.guess is Guess.TITLE_FROM_NAME for line in self.uncertain)


def take_title(lines: list[Line], dropped: list[DroppedLine], name: str) -> Titled:
    """Take the title off an article's lines, with its repetitions; from the file's name if there is none."""
    viewed = next((drop for drop in dropped if drop.reason is Reason.VIEWING and _VIEWED.fullmatch(drop.text)), None)
    viewed_title = _VIEWED.sub(r"\2", viewed.text) if viewed else ""
    index = _index_of_title(lines, viewed_title)
    if index is not None:
        return _without_title(lines[index], lines, dropped)
    if viewed and len(viewed_title) <= _LONGEST:
        words = viewed.text[: len(viewed.text) - len(viewed_title)].strip()
        dropped = [replace(drop, text=words) if drop is viewed else drop for drop in dropped]
        guess = UncertainLine(viewed.number, viewed_title, Guess.TITLE_FROM_FURNITURE)
        return Titled(viewed_title, lines, dropped, [guess])
    title = " ".join(re.split(r"[\s_-]+", name)).strip()
    title = (title[:1].upper() + title[1:])[:_LONGEST]
    guess = UncertainLine(lines[0].number if lines else 1, title, Guess.TITLE_FROM_NAME)
    return Titled(title, lines, dropped, [guess])


def _index_of_title(lines: list[Line], viewed: str) -> int | None:
    key = key_of(viewed)
    for index, line in enumerate(lines if viewed else ()):
        if key_of(line.text) == key:
            return index
    lowered: int | None = None
    for index, line in enumerate(lines[:-1]):
        text = line.text
        if marks.is_marked(text) or _NEVER.match(text) or names_faq(text) or len(text) > _LONGEST:
            break
        if starts_lower(text) and not ends_sentence(text) and lowered is None:
            lowered = index
            continue
        if not _looks_like_title(line):
            break
        return index if lowered is None or _is_image(lines, lowered, index) else lowered
    return lowered


def _looks_like_title(line: Line) -> bool:
    words = line.text.split()
    start = " ".join(words[:MOST_HEADING_WORDS])
    return len(words) <= 30 and not line.text.endswith(".") and heading_strength(start, underlined=line.underlined) > 0


def _is_image(lines: list[Line], small: int, heading: int) -> bool:
    """Return whether a small line above a heading is a picture's text: it comes back, or another heading follows."""
    key = key_of(lines[small].text)
    comes_back = any(key_of(line.text) == key for line in lines[heading:])
    return comes_back or not ends_sentence(lines[heading + 1].text)


def _without_title(title: Line, lines: list[Line], dropped: list[DroppedLine]) -> Titled:
    key = key_of(title.text)
    repeated = [line for line in lines if line is not title and key_of(line.text) == key]
    kept = [line for line in lines if line is not title and key_of(line.text) != key]
    again = [DroppedLine(line.number, line.text, Reason.TITLE_REPEATED) for line in repeated]
    return Titled(title.text, kept, [*dropped, *again], [], title)
