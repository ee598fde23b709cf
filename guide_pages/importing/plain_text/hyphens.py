"""Words that a hyphen parts at the end of a line."""

from __future__ import annotations

import re
from collections.abc import Iterable

from guide_pages.importing.languages import phrases

_LAST = re.compile(r"([^\W\d_]+)[-\u2010]$")
_COMPOUND = re.compile(r"[^\W\d_]-[^\W\d_]+[-\u2010]$")
_FIRST = re.compile(r"[^\W\d_]+")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\u3000-\u303f\uff00-\uffef]")
_PREFIXES = frozenset(phrases("prefixes"))
_AND = frozenset(
    {"and", "or", "und", "oder", "et", "ou", "y", "o", "e", "en", "of", "och", "eller", "i", "lub", "и", "или"}
)


def with_space(before: str, after: str) -> str:
    """Return two lines as one; scripts that part no words want no space."""
    return before + after if _UNSPACED.search(before[-1:]) else f"{before} {after}"


class Hyphens:
    """Knows how a text writes its words, so that `be-` and `gin` are one word and `well-known` keeps its hyphen."""

    def __init__(self, texts: Iterable[str]) -> None:
        self.words = {word.casefold() for text in texts for word in _WORD.findall(text)}

    def joined(self, before: str, after: str) -> tuple[str, bool]:
        """Return two lines as one, and whether that is certain."""
        last, first = _LAST.search(before), _FIRST.match(after)
        if not last or not first:
            return with_space(before, after), True
        left, right = last[1].casefold(), first.group().casefold()
        if right in _AND:
            return f"{before} {after}", True
        if left + right in self.words:
            return before[:-1] + after, True
        compound = f"{left}-{right}" in self.words or left in _PREFIXES or not first.group().islower()
        compound = compound or bool(_COMPOUND.search(before))
        if compound:
            return before + after, True
        return before[:-1] + after, False
