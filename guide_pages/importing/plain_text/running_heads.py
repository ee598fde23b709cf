"""What stood at the top or foot of each printed page: the title again, with a number."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import pairwise

from guide_pages.importing.recognizing.features import ends_sentence, starts_caseless
from guide_pages.importing.recognizing.line import Line
from guide_pages.importing.words import key_of

_NUMBER = re.compile(r"\b\d{1,4}(?:\s*(?:/|of|von|de|di|av|van|z|из)\s*\d{1,4})?$|^\d{1,4}\b", re.IGNORECASE)
_PAGE = r"(?:page|seite|página|pagina|strona|sida|стр\.?|p\.)"
_ONLY_NUMBER = re.compile(rf"[-–—\s]*(?:{_PAGE}\s*)?\d{{1,4}}(?:\s*(?:/|of|von|de)\s*\d+)?[-–—\s]*", re.IGNORECASE)
_LONGEST = 120
_LEAST_CASELESS = 16  # characters


def running_heads(lines: list[Line]) -> list[Line]:
    """Return the lines that number pages.

    The same words with numbers that rise, of which one interrupts a sentence or all repeat the text's first line.
    """
    first = _words(lines[0].text) if lines else ""
    by_words: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for index, line in enumerate(lines):
        number = _number(line.text) if line.gap or index == 0 or _stands_apart(lines, index) else None
        if number is not None and len(line.text) <= _LONGEST:
            by_words[_words(line.text)].append((index, number))
    heads: list[Line] = []
    for words, found in by_words.items():
        numbers = [number for index, number in found]
        rise = all(after > before for before, after in pairwise(numbers))
        interrupts = sum(_interrupts(lines, index) for index, number in found)
        repeats_title = bool(words) and words == first
        if rise and ((interrupts and len(found) > 1) or (repeats_title and (interrupts or len(found) > 1))):
            heads += [lines[index] for index, number in found if index]
    if heads:  # a single page may have its number alone, the first and the last without a sentence around it
        edges = (0, len(lines) - 1)
        alone = [index for index, number in by_words.get("", []) if _interrupts(lines, index) or index in edges]
        heads += [lines[index] for index in alone if lines[index] not in heads]
    return sorted(heads, key=lambda line: line.number)


def _stands_apart(lines: list[Line], index: int) -> bool:
    return bool(_ONLY_NUMBER.fullmatch(lines[index].text))


def _number(text: str) -> int | None:
    match = _NUMBER.search(text) if not _ONLY_NUMBER.fullmatch(text) else re.search(r"\d+", text)
    digits = re.search(r"\d+", match.group()) if match else None
    return int(digits.group()) if digits else None


def _words(text: str) -> str:
    return "" if _ONLY_NUMBER.fullmatch(text) else key_of(_NUMBER.sub("", text))


def _interrupts(lines: list[Line], index: int) -> bool:
    """Return whether a sentence breaks off before a line and goes on after it."""
    if index == 0 or index + 1 == len(lines):
        return False
    before, after = lines[index - 1], lines[index + 1]
    caseless = starts_caseless(after.text) and len(before.text) >= _LEAST_CASELESS
    long = len(before.text.split()) > 3 and after.text[:1].islower()
    return not ends_sentence(before.text) and (long or caseless)
