"""One line of a document, however it was written: a paragraph, a heading, an item, a table."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from guide_pages.importing.outline import Guess, Special, Table

from . import marks


class Role(Enum):
    TEXT = auto()
    HEADING = auto()
    FAQ = auto()
    QUESTION = auto()
    IMAGE = auto()
    CREDIT = auto()
    BULLET = auto()
    NUMBER = auto()
    TABLE = auto()
    ALONE = auto()  # short, without text below it
    UNDECIDED = auto()


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text. `number` counts from 1, `gap` is the blank lines before, `indent` in characters.

    What markup says goes before what the words look like: `role`, the `level` of a heading, `strong` where all of it
    is, a `table` or a `block` of another kind, `html` with links and emphasis, `inside` the answer to which question
    (from 1) it stands. `guess` is what was not certain when the line was put together. `quote` tells quotations apart,
    from 1; `cited` is who said one. `divided` where a rule stands above. A picture's `file` is its name, `address`
    where it can be fetched.
    """

    number: int
    text: str
    indent: int = 0
    gap: int = 0
    underlined: bool = False
    html: str = ""
    role: Role | None = None
    level: int = 0
    strong: bool = False
    table: Table | None = None
    block: Special | None = None
    file: str = ""
    address: str = ""
    caption: str = ""
    inside: int = 0
    guess: Guess | None = None
    quote: int = 0
    cited: bool = False
    divided: bool = False

    @property
    def bullet(self) -> str | None:
        """The words of an item of a bulleted list, or None if it is none."""
        if self.role is not None:
            return self.text if self.role is Role.BULLET else None
        return marks.bullet(self.text)

    @property
    def ordinal(self) -> int | None:
        """The number that begins the line, or None."""
        return marks.number(self.text) if self.role in (None, Role.NUMBER, Role.QUESTION) else None
