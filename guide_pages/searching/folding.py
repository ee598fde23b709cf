"""Words as they are compared: folded alike in a guide and in a query, and never split by a database.

What is a word is decided here alone, so that no index can think otherwise than a query, whatever Unicode it knows.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

#: Marks that readers leave out as they please: accents, points, vowels, variants. Others are letters of their script.
_OPTIONAL_MARKS = ("COMBINING ", "HEBREW ", "ARABIC ", "SYRIAC ", "VARIATION SELECTOR", "MONGOLIAN FREE VARIATION")
_VOICING = "COMBINING KATAKANA-HIRAGANA"
#: The one invisible character that stands between words, and the one visible character that means nothing.
_ZERO_WIDTH_SPACE, _TATWEEL = "\u200b", "\u0640"

#: Letters that are typed as others, where a keyboard lacks them; by Unicode they are letters of their own.
_TYPED = dict(zip("ıħłøđæœںیىک", ["i", "h", "l", "o", "d", "ae", "oe", "ن", "ي", "ي", "ك"], strict=True))
#: Scripts whose letters are the same with an accent or a hamza and without.
_ACCENTED = ("LATIN ", "GREEK ", "ARABIC ")

#: Letters of scripts that are written without spaces between words: Thai, Lao, Burmese, Khmer, Tai, Balinese, Javanese,
#: Japanese, Chinese.
UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u1950-\u19df\u1a20-\u1aaf\u1b00-\u1b7f\ua980-\ua9ff\uaa60-\uaadf"
    "\u3005-\u3007\u3041-\u312f\u31a0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff"
)
_RUN = re.compile(f"[{UNSPACED}]+")
_PARTS = re.compile(f"[{UNSPACED}]+|[^{UNSPACED}]+")


#: Characters that are remembered: a few languages' worth, and not all that somebody could send.
_REMEMBERED = 20_000


class _Letters(dict[int, str]):
    """What each character is folded to, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        letter = _letter(chr(code))
        if len(self) < _REMEMBERED:
            self[code] = letter
        return letter


def _letter(character: str) -> str:
    category = unicodedata.category(character)
    if category.startswith("M"):
        name = unicodedata.name(character, "")
        return "" if name.startswith(_OPTIONAL_MARKS) and not name.startswith(_VOICING) else character
    if (category == "Cf" and character != _ZERO_WIDTH_SPACE) or character == _TATWEEL:
        return ""
    if not character.isalnum():
        return " "
    apart = unicodedata.normalize("NFKC", character)  # no ligature, no full width
    return "".join(map(_plain, apart if apart.isalnum() else character))


def _plain(letter: str) -> str:
    """Return a letter, small, as it is typed without accents: one or two."""
    base = unicodedata.normalize("NFD", letter)[0]
    small = (base if unicodedata.name(base, "").startswith(_ACCENTED) else letter).casefold()
    return _TYPED.get(small, small)


_LETTERS = _Letters()


def folded(text: str) -> str:
    """Return a text's words in small letters, Latin, Greek and Arabic ones without accents, with spaces for all else.

    Of a text in normal form (NFC) each character is none here, one, or some: see `positions`.
    """
    return unicodedata.normalize("NFC", text).translate(_LETTERS)


def positions(text: str) -> Sequence[int]:
    """Return where in a text in normal form each character of its folded words stands, and the text's end."""
    if all(len(_LETTERS[ord(character)]) == 1 for character in set(text)):
        return range(len(text) + 1)
    return [at for at, character in enumerate(text) for _ in _LETTERS[ord(character)]] + [len(text)]


def _pairs(run: str) -> list[str]:
    return [run[at : at + 2] for at in range(len(run) - 1)]


def parts(word: str) -> list[str]:
    """Return the parts of a folded word: cut where letters of scripts without spaces begin and end."""
    return _PARTS.findall(word)


def looked_up(part: str) -> list[str]:
    """Return what a part of a word is found by: itself, or its pairs of letters if it is written without spaces."""
    return _pairs(part) if is_run(part) and len(part) > 1 else [part]


def is_run(part: str) -> bool:
    """Return whether a part of a word is written without spaces: then a word may begin and end anywhere in it."""
    return bool(_RUN.match(part))
