"""What a line of a document may be taken for, why one is left out, and what about one is not certain."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Reason(StrEnum):
    """Why a line was left out. `wording` says it in words."""

    VIEWING = "viewing"
    TITLE_REPEATED = "title-repeated"
    COMMENTS = "comments"
    COMMENT_FORM = "comment-form"
    SHARING = "sharing"
    RELATED = "related"
    BYLINE = "byline"
    NAVIGATION = "navigation"
    CONTENTS = "contents"
    COOKIES = "cookies"
    PROMOTION = "promotion"
    COPYRIGHT = "copyright"
    ORNAMENT = "ornament"
    NO_PLACE = "no-place"
    RUNNING_HEAD = "running-head"
    FRONT_MATTER = "front-matter"
    OUTSIDE = "outside"
    SHORTCODE = "shortcode"
    UNSAFE = "unsafe"
    EDITOR = "editor"


class Guess(StrEnum):
    """What a kept line was taken for without certainty. `wording` says it in words."""

    TITLE_FROM_NAME = "title-from-name"
    TITLE_FROM_FURNITURE = "title-from-furniture"
    INTRODUCTION = "introduction"
    CONCLUSION = "conclusion"
    SUMMARY = "summary"
    HEADING = "heading"
    SUBHEADING = "subheading"
    CAPITALS = "capitals"
    IMAGE = "image"
    IMAGE_MOVED = "image-moved"
    LIST = "list"
    ALONE = "alone"
    FAQ_HEADING = "faq-heading"
    NO_ANSWER = "no-answer"
    LONG_QUESTION = "long-question"
    EDITED = "edited"
    FROM_LIBRARY = "from-library"
    AFTER_COMMENTS = "after-comments"
    LINES = "lines"
    TABLE = "table"
    CAPTION = "caption"
    HYPHEN = "hyphen"
    CONTINUES = "continues"
    REPEATED = "repeated"
    FOOTNOTE = "footnote"
    CODE = "code"


class Kind(StrEnum):
    """What a line may be taken for."""

    TITLE = "title"
    SUMMARY = "summary"
    HEADING = "heading"
    SUBHEADING = "subheading"
    TEXT = "text"
    LIST = "list"
    TABLE = "table"
    QUOTE = "quote"
    IMAGE = "image"
    CREDIT = "credit"
    QUESTION = "question"
    ANSWER = "answer"
    SOURCE = "source"
    LEFT_OUT = "left-out"


@dataclass(frozen=True, slots=True)
class DroppedLine:
    """A line of the document that is not in the guide. Lines count from 1."""

    number: int
    text: str
    reason: Reason


@dataclass(frozen=True, slots=True)
class UncertainLine:
    """A line that is in the guide, and that an editor should look at. Lines count from 1."""

    number: int
    text: str
    guess: Guess


@dataclass(frozen=True, slots=True)
class ReadLine:
    """A line of the document and what it was taken for: `sure` from 0 to 1, `others` what it may be besides.

    `key` tells it from all others, `guesses` and `reason` say why it is not certain, or left out. `sort` is the same
    for lines that look alike and were taken for the same. `chosen` when an editor said so.
    """

    number: int
    text: str
    kind: Kind
    sure: float = 1.0
    others: tuple[Kind, ...] = ()
    key: str = ""
    guesses: tuple[Guess, ...] = ()
    reason: Reason | None = None
    sort: str = ""
    has_table: bool = False
    chosen: bool = False
