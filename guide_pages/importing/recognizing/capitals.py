"""Headings in capitals, in the case of a sentence: easier to read, and read aloud as words."""

from __future__ import annotations

import re
from collections import Counter, defaultdict

from guide_pages.importing.outline import LONGEST

from .features import ends_sentence, in_capitals

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_VOWEL = re.compile(r"[AEIOUYÄÖÜÁÉÍÓÚÀÈÌÒÙÂÊÎÔÛÅÆØ]|[^A-Z]")
_LONGEST_ABBREVIATION = 3  # letters
_LONGEST_AMONG_OTHERS = 4  # letters, where the title is not in capitals: few are there without a reason
_SENTENCE_START = re.compile(r"(?:[.!?:]\s+|[“\"(]\s*)$")

# Words of headings that an article may not have in a sentence.
_USUAL = """, about after all an and answers are as asked at avoid be before can cause causes common conclusion
diagnosis do does effects facts faq faqs find first for frequently get getting guide help how in introduction is it key
know learn living look more need new next of on or our overview prevention questions reading references risk risks see
side sources step steps summary support symptoms take taking talk that the thoughts tips to treatment types up use
using was we what when where which who why will with work works you your."""


class Capitals:
    """Knows how the text writes a word in mid-sentence, so that `PTSD` and `Zurich` keep their capitals.

    The first text is the title.
    """

    def __init__(self, texts: list[str]) -> None:
        seen: dict[str, Counter[str]] = defaultdict(Counter)
        sentences = [_USUAL, *(text for text in texts if ends_sentence(text) and not in_capitals(text))]
        for text in sentences if any(in_capitals(text) for text in texts) else ():
            for match in _WORD.finditer(text):
                if match.group().isupper() or not _begins_sentence(text, match.start()):
                    seen[match.group().casefold()][match.group()] += 1
        self._longest = _LONGEST_ABBREVIATION if in_capitals(texts[0]) else _LONGEST_AMONG_OTHERS
        self._written = {word: written.most_common(1)[0][0] for word, written in seen.items()}

    def lowered(self, text: str) -> tuple[str, bool]:
        """Return a text without needless capitals, and whether each of its words was known.

        A text with a word that is not known and may be an abbreviation stays as it is.
        """
        if not in_capitals(text):
            return text, True
        words = (word for word in _WORD.findall(text) if not word.isdecimal())
        unknown = [word for word in words if word.casefold() not in self._written]
        if any(len(word) <= self._longest or not _VOWEL.search(word) for word in unknown):
            return text, False

        def written(match: re.Match[str]) -> str:
            return self._written.get(match.group().casefold(), match.group().lower())

        lowered = _WORD.sub(written, text)
        first = _WORD.search(lowered)
        if first:
            start = first.start()
            lowered = lowered[:start] + lowered[start].upper() + lowered[start + 1 :]
        return (lowered, not unknown) if len(lowered) <= max(len(text), LONGEST) else (text, False)


def _begins_sentence(text: str, start: int) -> bool:
    return start == 0 or bool(_SENTENCE_START.search(text[max(0, start - 3) : start]))
