"""What a line looks like, by itself: a heading, a question, a sentence."""

from __future__ import annotations

import re
from itertools import pairwise

from guide_pages.importing.languages import pattern, phrases

from .marks import without_mark

_CLOSING = r"(?:[\"'”’»)\]」』]|\[\d+\])*$"
_SENTENCE_END = re.compile(rf"[.!?…。！？؟।]{_CLOSING}")
_STOP = re.compile(rf"[.,;…。।，；、،؛]{_CLOSING}")
_QUESTION_END = re.compile(r"(?:[?？؟;]|(?:です|ます|ません|でしょう|でした|ました)か[。．]?)[\"'”’»)」』]*$")
_GREEK = re.compile(r"[\u0370-\u03ff]")
_INNER_STOP = re.compile(r"[^\W\d_]{3,}[.!;]\s+\S|[。！？]\S")
_SENTENCE_BREAK = re.compile(r"(?<=[.!?…。！？؟])[\"'”’)]*(?:\s+|(?<=[。！？]))(?=[^\W_a-z]|[“\"'‘(「])")
_ADDRESS = re.compile(r"[a-z]+://|www\.|[^\s@]{1,64}@\S+$", re.IGNORECASE)
_MEASURE = re.compile(r"[£€$¥]?\s?\d")
_NO_SPACES = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff]")
_CASELESS = re.compile(r"[\u0590-\u08ff\u0900-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
_ASKS = pattern("asking", r"{}")
_SMALL = frozenset(phrases("small"))
_GENERIC = pattern("generic", r"{}")
_BACK_MATTER = pattern("back_matter", r"{}")
_CALLOUT = pattern("callouts", r"{}\s*[:：]")
_CONCLUDES = pattern("concludes", r"{}")
_FAQ = pattern("faq")
_QUESTIONS = pattern("asked")
MOST_HEADING_WORDS = 14
LONGEST_HEADING = 110  # characters
_LONGEST_UNSPACED = 32  # characters of a heading in a script without spaces


def sentences_of(text: str) -> list[str]:
    """Return a paragraph's sentences, as well as their ends can be told."""
    starts = [0, *(match.end() for match in _SENTENCE_BREAK.finditer(text)), len(text)]
    return [text[start:end].strip() for start, end in pairwise(starts)]


def ends_sentence(text: str) -> bool:
    return bool(_SENTENCE_END.search(text))


def breaks_off(text: str) -> bool:
    """Return whether a text ends in the middle of a sentence for certain: at a comma, or at a word that wants more."""
    return text.endswith((",", ";", "，", "、")) or ends_small(text)


def ends_small(text: str) -> bool:
    """Return whether a text ends at a word that wants more: an article, a preposition."""
    return bool(text) and text.rsplit(None, 1)[-1].casefold() in _SMALL


def starts_caseless(text: str) -> bool:
    """Return whether a line begins with a letter of a script that has no capitals."""
    return bool(_CASELESS.match(text))


def asks(text: str) -> bool:
    """Return whether a line ends in a question mark of any script."""
    return bool(_QUESTION_END.search(text)) and (text.rstrip("\"'”’»)")[-1:] != ";" or bool(_GREEK.search(text)))


def is_plain_question(text: str) -> bool:
    """Return whether a line is no more than a question, at most two sentences and 30 words."""
    return asks(text) and len(text.split()) <= 30 and len(sentences_of(text)) <= 2


def concludes(text: str) -> bool:
    """Return whether a paragraph opens as a conclusion does."""
    return bool(_CONCLUDES.match(text))


def is_generic(text: str) -> bool:
    """Return whether a heading is one that any article may have: introduction, summary, references."""
    return bool(_GENERIC.fullmatch(text.strip(" :：")))


def is_back_matter(text: str) -> bool:
    """Return whether a heading names what comes after a guide's end: references, glossary, disclaimer."""
    return bool(_BACK_MATTER.fullmatch(text.strip(" :：")))


def names_faq(text: str) -> bool:
    """Return whether a heading says that questions follow, in the field's words."""
    short = len(text) <= LONGEST_HEADING and len(text.split()) <= MOST_HEADING_WORDS
    return short and bool(_FAQ.search(text)) and not _STOP.search(text)


def is_only_faq(text: str) -> bool:
    """Return whether a heading says that questions follow, and not what about."""
    return names_faq(text) and not re.search(r"\w{2}", _FAQ.sub("", _FAQ.sub("", text)))


def names_questions(text: str) -> bool:
    """Return whether a heading may say that questions follow: to be believed only when they do."""
    short = len(text) <= LONGEST_HEADING and len(text.split()) <= 10
    return short and bool(_QUESTIONS.search(text)) and not _STOP.search(text)


def starts_lower(text: str) -> bool:
    """Return whether a line begins with a small letter, and is no address and no name like `iPhone` or `pH`."""
    first = text.split(" ", 1)[0]
    return text[:1].islower() and not _ADDRESS.match(text) and first == first.lower()


def is_address(text: str) -> bool:
    """Return whether a line begins with an address of the web, or is one of mail."""
    return bool(_ADDRESS.match(text))


def in_capitals(text: str) -> bool:
    """Return whether a line is all in capitals, and not just an abbreviation."""
    letters = [character for character in text if character.isalpha()]
    shouted = bool(letters) and all(not character.islower() for character in letters) and text != text.lower()
    return shouted and (len(text.split()) > 1 or len(letters) > 5)


def in_title_case(text: str) -> bool:
    """Return whether the words that matter begin with a capital, or have one inside."""
    words = [word.strip("“”\"'‘’()[]:;,!?") for word in text.split()]
    matter = [word for word in words if word and word[0].isalpha() and word.casefold() not in _SMALL]
    return bool(matter) and sum(word != word.lower() for word in matter) >= 0.75 * len(matter)


def heading_strength(text: str, *, underlined: bool = False) -> int:
    """Return how much a line looks like a heading by itself: 0 not at all, 1 it may be one, 2 it does."""
    text = without_mark(text)
    longest = _LONGEST_UNSPACED if _NO_SPACES.search(text) else LONGEST_HEADING
    if not text or len(text.split()) > MOST_HEADING_WORDS or len(text) > longest:
        return 0
    if underlined:
        return 2
    if _ADDRESS.match(text) or "://" in text or _STOP.search(text) or _INNER_STOP.search(text) or _CALLOUT.match(text):
        return 0
    if starts_lower(text) or (text[0] in "“\"'‘([" and text[-1] in "”\"'’)]"):
        return 0
    if in_capitals(text) or in_title_case(text) or is_generic(text):
        return 2
    if _MEASURE.match(text):
        return 0
    return 2 if asks(text) and _ASKS.match(text) else 1
