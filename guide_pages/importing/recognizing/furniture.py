"""What belonged to the old page and not to the article: menus, share buttons, comment forms."""

from __future__ import annotations

import re
from collections import Counter

from guide_pages.importing.languages import Rules, pattern, rules
from guide_pages.importing.outline import DroppedLine, Reason
from guide_pages.importing.words import key_of

from . import marks
from .features import MOST_HEADING_WORDS, ends_sentence, heading_strength
from .line import Line, Role

ANYWHERE = rules("anywhere")
# Words that a heading might be, too: furniture at the page's edges and beside other furniture only.
AT_THE_EDGES = rules("edges")
CONTENTS = pattern("contents", r"{}\s*[:：]?")
# Kept where text stands below: headings after all.
_HEADS = (Reason.NAVIGATION, Reason.COMMENT_FORM)
_LONGEST = 250  # characters
_MOST_TABLES = 3
_LONGEST_ENTRY = 20  # words
_PAGE_NUMBER = re.compile(r"(?:(?<![.\s])\s*(?:\.\s?){2,}|\s*…\s*|\s{2,})\d{1,4}$")


def without_furniture(lines: list[Line]) -> tuple[list[Line], list[DroppedLine], int]:
    """Return the article's lines, what was dropped, and the number of the line where comments began (0: none)."""
    reasons = _reasons(lines)
    dropped = [DroppedLine(lines[index].number, lines[index].text, reasons[index]) for index in sorted(reasons)]
    comments = [drop.number for drop in dropped if drop.reason is Reason.COMMENTS]
    article = [line for index, line in enumerate(lines) if index not in reasons]
    return article, dropped, min(comments, default=0)


def _reasons(lines: list[Line]) -> dict[int, Reason]:
    reasons = {index: reason for index, line in enumerate(lines) if (reason := _match(ANYWHERE, line))}
    sentences = {index for index, line in enumerate(lines) if index not in reasons and _is_prose(line)}
    first, last = min(sentences, default=len(lines)), max(sentences, default=-1)
    for order in (range(len(lines)), reversed(range(len(lines)))):
        for index in order:
            at_edge = index < first or index > last
            beside = index - 1 in reasons or index + 1 in reasons
            reason = _match(AT_THE_EDGES, lines[index]) if at_edge or beside else None
            if reason and index not in reasons and not (reason in _HEADS and index + 1 in sentences):
                reasons[index] = reason
    _add_contents(lines, reasons)
    _add_related(lines, reasons)
    return reasons


def _match(rules: Rules, line: Line) -> Reason | None:
    if len(line.text) > _LONGEST or line.role in (Role.TABLE, Role.IMAGE):
        return None
    return next((reason for reason, pattern in rules if pattern.fullmatch(line.text)), None)


def _is_prose(line: Line) -> bool:
    return len(line.text.split()) > 4 and ends_sentence(line.text)


def _entry(text: str) -> str:
    text = _PAGE_NUMBER.sub("", text)
    for mark in (marks.bullet, marks.question):
        text = mark(text) or text
    return key_of(marks.without_mark(text))


def _add_contents(lines: list[Line], reasons: dict[int, Reason]) -> None:
    """Drop a table of contents: the lines below its heading that come again as headings."""
    entries = [_entry(line.text) for line in lines]
    for start in [index for index, line in enumerate(lines) if CONTENTS.fullmatch(line.text)][:_MOST_TABLES]:
        ahead = Counter(entries[start + 1 :])
        end = start + 1
        while end < len(lines) and ahead[entries[end]] > 1 and _may_be_entry(lines[end]):
            ahead[entries[end]] -= 1
            end += 1
        if end > start + 1:
            reasons.update(dict.fromkeys(range(start, end), Reason.CONTENTS))


def _may_be_entry(line: Line) -> bool:
    return line.role is not Role.TABLE and len(line.text.split()) <= _LONGEST_ENTRY


def _add_related(lines: list[Line], reasons: dict[int, Reason]) -> None:
    """Drop the titles under "Related posts": heading after heading, up to the one that has text below it."""
    first = next((index for index, line in enumerate(lines) if _is_prose(line)), len(lines))
    for start in [index for index, reason in reasons.items() if reason is Reason.RELATED and index > first]:
        end = start + 1
        while end < len(lines) and end not in reasons and _is_link(lines[end]) and not _heads(lines, end):
            reasons[end] = Reason.RELATED
            end += 1


def _is_link(line: Line) -> bool:
    text = marks.bullet(line.text) or line.text
    return heading_strength(text) > 0 and not marks.question(line.text)


def _heads(lines: list[Line], index: int) -> bool:
    below = lines[index + 1] if index + 1 < len(lines) else None
    return below is not None and (ends_sentence(below.text) or len(below.text.split()) > MOST_HEADING_WORDS)
