"""What a line looks like, by itself: a heading, a question, a sentence."""

from __future__ import annotations

import re
from itertools import pairwise

_SENTENCE_END = re.compile(r"[.!?…。！？؟।](?:[\"'”’»)\]]|\[\d+\])*$")
_STOP = re.compile(r"[.,;…。।](?:[\"'”’»)\]]|\[\d+\])*$")
_QUESTION_END = re.compile(r"[?？؟][\"'”’»)]*$")
_INNER_STOP = re.compile(r"[^\W\d_]{3,}[.!;]\s+\S")
_SENTENCE_BREAK = re.compile(r"(?<=[.!?…])[\"'”’)]*\s+(?=[^\W_a-z]|[“\"'‘(])")
_ADDRESS = re.compile(r"[a-z]+://|www\.|[^\s@]+@\S+$|\S{40}", re.IGNORECASE)
_ASKS = re.compile(
    r"(what|who|whom|whose|when|where|why|which|how|is|are|was|were|can|could|do|does|did|will|would|should|may|has|have)\b",
    re.IGNORECASE,
)
_SMALL = frozenset(
    {"a", "an", "and", "as", "at", "but", "by", "de", "for", "from", "in", "into", "is", "it", "its", "nor", "not"}
    | {"of", "off", "on", "onto", "or", "over", "per", "so", "than", "that", "the", "to", "up", "via", "vs"}
    | {"with", "without", "you", "your"}
)
_GENERIC = re.compile(
    r"(introduction|overview|background|summary|conclusions?|references|sources|resources|further reading|glossary"
    r"|key (points|facts|takeaways)|final thoughts|about the authors?|disclaimer|bibliography)",
    re.IGNORECASE,
)
_BACK_MATTER = re.compile(
    r"(references|sources|(further|useful|helpful) (reading|resources|links)|resources|glossary|bibliography|footnotes"
    r"|about the authors?|(medical )?disclaimer|acknowledge?ments)",
    re.IGNORECASE,
)
_CALLOUT = re.compile(r"(note|tip|warning|caution|important|remember|please note)\s*:", re.IGNORECASE)
_CONCLUDES = re.compile(
    r"(in (conclusion|summary|closing|sum)|to (conclude|summari[sz]e|(sum|wrap) (it )?(all )?up)"
    r"|(summing|wrapping) up)\b",
    re.IGNORECASE,
)
_FAQ = re.compile(
    r".*\b(frequently[ -]asked[ -]questions?|commonly[ -]asked[ -]questions?|faqs?|f\.a\.q\.?s?)\b.*", re.IGNORECASE
)
_QUESTIONS = re.compile(
    r"((questions?|q)\s*(and|&|\+|/)\s*(answers?|a)|((your|our|patients?['’]?|readers?['’]?|most|more)\s+)*"
    r"(common|popular|frequent|top|asked|other)?\s*questions?)\b.*|.*\b(q\s*&\s*a|questions (and|&) answers"
    r"|questions answered)",
    re.IGNORECASE,
)
MOST_HEADING_WORDS = 14
LONGEST_HEADING = 110  # characters


def sentences_of(text: str) -> list[str]:
    """Return a paragraph's sentences, as well as their ends can be told."""
    starts = [0, *(match.end() for match in _SENTENCE_BREAK.finditer(text)), len(text)]
    return [text[start:end].strip() for start, end in pairwise(starts)]


def ends_sentence(text: str) -> bool:
    return bool(_SENTENCE_END.search(text))


def asks(text: str) -> bool:
    """Return whether a line ends in a question mark."""
    return bool(_QUESTION_END.search(text))


def is_plain_question(text: str) -> bool:
    """Return whether a line is no more than a question, at most two sentences and 30 words."""
    return asks(text) and len(text.split()) <= 30 and len(sentences_of(text)) <= 2


def concludes(text: str) -> bool:
    """Return whether a paragraph opens as a conclusion does."""
    return bool(_CONCLUDES.match(text))


def is_generic(text: str) -> bool:
    """Return whether a heading is one that any article may have: introduction, summary, references."""
    return bool(_GENERIC.fullmatch(text.strip(" :")))


def is_back_matter(text: str) -> bool:
    """Return whether a heading names what comes after a guide's end: references, glossary, disclaimer."""
    return bool(_BACK_MATTER.fullmatch(text.strip(" :")))


def names_faq(text: str) -> bool:
    """Return whether a heading says that questions follow, in the field's words."""
    short = len(text) <= LONGEST_HEADING and len(text.split()) <= MOST_HEADING_WORDS
    return short and bool(_FAQ.fullmatch(text)) and not _STOP.search(text)


def names_questions(text: str) -> bool:
    """Return whether a heading may say that questions follow: to be believed only when they do."""
    short = len(text) <= LONGEST_HEADING and len(text.split()) <= 10
    return short and bool(_QUESTIONS.fullmatch(text)) and not _STOP.search(text)


def starts_lower(text: str) -> bool:
    """Return whether a line begins with a small letter, and is no address."""
    return text[:1].islower() and not _ADDRESS.match(text)


def in_capitals(text: str) -> bool:
    """Return whether a line is all in capitals, and not just an abbreviation."""
    letters = [character for character in text if character.isalpha()]
    shouted = bool(letters) and all(not character.islower() for character in letters) and text != text.lower()
    return shouted and (len(text.split()) > 1 or len(letters) > 5)


def in_title_case(text: str) -> bool:
    """Return whether the words that matter begin with a capital."""
    words = [word.strip("“”\"'‘’()[]:;,!?") for word in text.split()]
    matter = [word for word in words if word and word[0].isalpha() and word.casefold() not in _SMALL]
    return bool(matter) and sum(word[0].isupper() for word in matter) >= 0.75 * len(matter)


def heading_strength(text: str, *, underlined: bool = False) -> int:
    """Return how much a line looks like a heading by itself: 0 not at all, 1 it may be one, 2 it does."""
    words = text.split()
    if len(words) > MOST_HEADING_WORDS or len(text) > LONGEST_HEADING:
        return 0
    if underlined:
        return 2
    if (
        _ADDRESS.match(text)
        or _STOP.search(text)
        or _INNER_STOP.search(text)
        or starts_lower(text)
        or _CALLOUT.match(text)
    ):
        return 0
    if text[0] in "“\"'‘(" and text[-1] in "”\"'’)":
        return 0
    if in_capitals(text) or in_title_case(text) or is_generic(text):
        return 2
    if asks(text) and _ASKS.match(text):
        return 2
    return 1
