"""Headings in capitals, in the case of a sentence: easier to read, and read aloud as words."""

from __future__ import annotations

import re
from collections import Counter, defaultdict

from .features import in_capitals

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_SENTENCE_START = re.compile(r"(?:[.!?:]\s+|[“\"(]\s*)$")


class Capitals:
    """Knows how the text writes a word in mid-sentence, so that `PTSD` and `Zurich` keep their capitals."""

    def __init__(self, texts: list[str]) -> None:
        self._seen: dict[str, Counter[str]] = defaultdict(Counter)
        written = [text for text in texts if not in_capitals(text)]
        for text in written if len(written) < len(texts) else ():
            for match in _WORD.finditer(text):
                if match.group().isupper() or not _begins_sentence(text, match.start()):
                    self._seen[match.group().casefold()][match.group()] += 1

    def lowered(self, text: str) -> tuple[str, bool]:
        """Return a text without needless capitals, and whether each of its words was known."""
        if not in_capitals(text):
            return text, True
        known = True

        def written(match: re.Match[str]) -> str:
            nonlocal known
            seen = self._seen.get(match.group().casefold())
            known = known and seen is not None
            return seen.most_common(1)[0][0] if seen else match.group().lower()

        lowered = _WORD.sub(written, text)
        first = _WORD.search(lowered)
        if first:
            start = first.start()
            lowered = lowered[:start] + lowered[start].upper() + lowered[start + 1 :]
        return lowered, known


def _begins_sentence(text: str, start: int) -> bool:
    return start == 0 or bool(_SENTENCE_START.search(text[max(0, start - 3) : start]))
