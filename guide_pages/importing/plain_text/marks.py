"""What a line begins with that is not a word of it: bullets, numbers, Q and A."""

from __future__ import annotations

import re

_BULLET = re.compile(r"[-–—*+•·‣▪●◦○■□✓✔➤→]\s+(?=\S)")
_NUMBER = re.compile(r"\(?(\d{1,3})[.)]\s+(?=\S)")
_QUESTION = re.compile(
    r"(?:\(?\d{1,3}[.)]\s+)?(?:Q|Question)(?:\s*(?:no\.?\s*)?#?\d{1,3})?\s*(?:[:.)\]]\s*|\s[-–—]\s+)(?=[^\W_]|[\"'“‘¿(])"
    r"|Q\d{1,3}\s+(?=\S)",
    re.IGNORECASE,
)
_ANSWER = re.compile(
    r"(?:A|Ans|Answer)(?:\s*#?\d{1,3})?\s*(?:[:.)\]]\s*|\s[-–—]\s+)(?=\S)|A\d{1,3}\s+(?=\S)", re.IGNORECASE
)
_INLINE_ANSWER = re.compile(r"(?<=[?.!])\s+(?=(?:A|Ans|Answer)(?:\s*\d{1,3})?\s*[:.]\s)")
_IMAGE = re.compile(r"\[?\s*(?:image|img|photo|picture|alt(?:ernative)? text|alt)\s*:\s*(.*?)\s*\]?", re.IGNORECASE)
_IMAGE_FILE = re.compile(r"\[?[\w() -]+\.(?:jpe?g|png|gif|webp|avif|svg)\]?", re.IGNORECASE)
_CREDIT = re.compile(
    r"\(?(?:(?:photo|image|picture|illustration)s?\s+(?:by|credits?|source|courtesy of)\b|credits?\s*:).*",
    re.IGNORECASE,
)


def bullet(text: str) -> str | None:
    """Return a list item's text, or None if no bullet begins it."""
    return _after(_BULLET, text)


def number(text: str) -> int | None:
    """Return the number that begins a line (`3.`, `3)`, `(3)`), or None."""
    match = _NUMBER.match(text)
    return int(match[1]) if match else None


def without_number(text: str) -> str:
    """Return a numbered line's own words."""
    return _NUMBER.sub("", text, count=1) if _NUMBER.match(text) else text


def question(text: str) -> str | None:
    """Return what follows `Q:`, `Q.`, `Q1:`, `Question 1:`, or None."""
    return _after(_QUESTION, text)


def answer(text: str) -> str | None:
    """Return what follows `A:`, `A.`, `A1:`, `Answer:`, or None."""
    return _after(_ANSWER, text)


def parted(text: str) -> tuple[str, str]:
    """Return a question and the answer on the same line (`Q: … A: …`); the answer may be empty."""
    parts = _INLINE_ANSWER.split(text, maxsplit=1)
    return parts[0], parts[1] if len(parts) > 1 else ""


def image(text: str) -> str | None:
    """Return the words of a line that says it is an image (`[Image: …]`, `sleep.jpg`), or None."""
    if len(text) > 250:
        return None
    if _IMAGE_FILE.fullmatch(text):
        return text.strip("[] ")
    match = _IMAGE.fullmatch(text)
    return match[1] if match and match[1] and len(match[1].split()) <= 30 else None


def is_credit(text: str) -> bool:
    """Return whether a line names who made a picture."""
    return len(text) <= 250 and bool(_CREDIT.fullmatch(text)) and len(text.split()) <= 15


def is_marked(text: str) -> bool:
    """Return whether a line begins something of its own."""
    marks = (_BULLET, _NUMBER, _QUESTION, _ANSWER)
    return any(mark.match(text) for mark in marks)


def _after(pattern: re.Pattern[str], text: str) -> str | None:
    match = pattern.match(text)
    return text[match.end() :] if match else None
