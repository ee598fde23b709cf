"""Lines that stay lines: verses, addresses, doses, opening hours."""

from __future__ import annotations

import re

from guide_pages.importing.recognizing import marks
from guide_pages.importing.recognizing.features import asks, ends_sentence, heading_strength
from guide_pages.importing.recognizing.line import Line

_LONGEST = 64
_LEAST = 3
_DIGIT = re.compile(r"\d")


def is_verse(lines: list[Line]) -> bool:
    """Return whether lines that stand together are one thing in several lines, and neither heading nor sentences."""
    texts = [line.text for line in lines]
    if len(texts) < 2 or any(len(text) > _LONGEST or _is_something(text) for text in texts):
        return False
    if any(line.underlined for line in lines) or texts[0].endswith((":", "：")):
        return False
    sentences = sum(ends_sentence(text) for text in texts[:-1])
    if len(texts) < _LEAST:
        return not sentences and (texts[1][:1].islower() or all(_DIGIT.search(text) for text in texts))
    heads_the_rest = not ends_sentence(texts[0]) and sentences == len(texts) - 2 and ends_sentence(texts[-1])
    goes_on = texts[1][:1].islower()
    stands_out = (
        not goes_on and heading_strength(texts[0]) == 2 and all(heading_strength(text) < 2 for text in texts[1:])
    )
    return not heads_the_rest and not stands_out and sentences * 3 <= len(texts)


def _is_something(text: str) -> bool:
    return marks.is_marked(text) or marks.image(text) is not None or asks(text) or marks.bracketed(text) is not None
