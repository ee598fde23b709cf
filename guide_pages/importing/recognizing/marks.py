"""What a line begins with that is not a word of it: bullets, numbers, Q and A."""

from __future__ import annotations

import re

from guide_pages.importing.languages import phrases

_BULLET = re.compile(r"[-–—*+•·‣▪●◦○■□✓✔➤→]\s+(?=\S)|[・●○■□◆◇]\s*(?=[\u3040-\u30ff\u3400-\u9fff])")
_NUMBER = re.compile(r"\(?(\d{1,3})(?:[.)]\s+|[、．]\s*)(?=\S)|([①-⑳])\s*(?=\S)")
_BEFORE_ONE = ord("①") - 1
_LETTERED = re.compile(r"\(?([a-z])[.)]\s+(?=\S)")
_CHAPTER = re.compile(r"(?:\d{1,2}\.){1,4}\d{0,2}[.)]?\s+(?=\S)")
_NUMBERED = r"(?:\s*(?:no\.?\s*)?#?\d{1,3})?\s*"
_FIRST = r"(?=[^\W_]|[\"'“‘«„¿(「『])"


def _label(name: str, letter: str, first: str) -> re.Pattern[str]:
    """Return a pattern of a label and what ends it; a letter that only some languages use wants a colon."""
    words = "|".join(word for word in phrases(name) if len(word) > 1 or word == letter)
    letters = "|".join(word for word in phrases(name) if len(word) == 1 and word != letter)
    return re.compile(
        rf"(?:\(?\d{{1,3}}[.)]\s+)?(?:{words}){_NUMBERED}(?:[:：.)\]]\s*|\s[-–—]\s+){first}"
        rf"|(?:{letters})\s*\d{{0,3}}\s*[:：]\s*{first}|(?:{letters})\d{{1,3}}[.)]\s+{first}"
        rf"|{letter}\d{{1,3}}\s+(?=\S)",
        re.IGNORECASE,
    )


_QUESTION = _label("question_marks", "q", _FIRST)
_ANSWER = _label("answer_marks", "a", r"(?=\S)")
_INLINE_ANSWER = re.compile(
    rf"(?<=[?.!？؟])\s+(?=(?:{'|'.join(phrases('answer_marks'))})(?:\s*\d{{1,3}})?\s*[:：.]\s)", re.IGNORECASE
)
_LETTER = re.compile(r"[^\W\dqQ_\u3400-\u9fff]\s*\d{0,3}\s*[:：.)]")
_MAY_ASK = re.compile(r"[?？؟;]")
_STEP = re.compile(rf"(?:{'|'.join(phrases('step'))})\s*(\d{{1,2}})\s*[:：.)–—-]\s*(?=\S)", re.IGNORECASE)
_FIGURE = "|".join(phrases("figure"))
_IMAGE = re.compile(rf"\[?\s*(?:{_FIGURE})\s*[:：]\s*(.*?)\s*\]?", re.IGNORECASE)
_IMAGE_NUMBER = re.compile(rf"\[?\s*(?:{_FIGURE})\s*\d{{1,3}}[a-z]?\s*[:：.–—-]\s*(.*?)\s*\]?", re.IGNORECASE)
_IMAGE_FILE = re.compile(r"\[?[\w() -]+\.(?:jpe?g|png|gif|webp|avif|svg)\]?", re.IGNORECASE)
_BRACKETED = re.compile(r"\[([^\[\]\d][^\[\]]{3,250})\]")
_CREDIT = re.compile(
    r"\(?(?:(?:photo|image|picture|illustration)s?\s+(?:by|credits?|source|courtesy of)\b|credits?\s*:).*",
    re.IGNORECASE,
)


def bullet(text: str) -> str | None:
    """Return a list item's text, or None if no bullet begins it."""
    return _after(_BULLET, text)


def number(text: str) -> int | None:
    """Return the number that begins a line (`3.`, `3)`, `(3)`, `③`, `Step 3:`), or None."""
    match = _NUMBER.match(text)
    if match and match[2]:
        return ord(match[2]) - _BEFORE_ONE
    match = match or _STEP.match(text)
    return int(match[1]) if match else None


def letter(text: str) -> str | None:
    """Return the letter that begins a line (`a.`, `a)`, `(a)`), or None."""
    match = _LETTERED.match(text)
    return match[1] if match else None


def is_step(text: str) -> bool:
    """Return whether a line says that it is a step, with its number."""
    return bool(_STEP.match(text))


def is_chapter(text: str) -> bool:
    """Return whether a line begins with a chapter's number and its words (`2.1.3 How`): no measure does so."""
    match = _CHAPTER.match(text)
    return match is not None and text[match.end()].isupper()


def without_number(text: str) -> str:
    """Return a numbered line's own words."""
    return _NUMBER.sub("", text, count=1) if _NUMBER.match(text) else text


def without_mark(text: str) -> str:
    """Return the own words of a line that a number of any form begins: `3.`, `Step 3:`, `2.1.3`."""
    for mark in (_NUMBER, _STEP, _CHAPTER):
        if match := mark.match(text):
            return text[match.end() :]
    return text


def question(text: str) -> str | None:
    """Return what follows `Q:`, `Q.`, `Q1:`, `Question 1:`, or None."""
    words = _after(_QUESTION, text)
    by_letter = words is not None and _LETTER.match(text)
    return None if by_letter and words and not _MAY_ASK.search(words) else words


def answer(text: str) -> str | None:
    """Return what follows `A:`, `A.`, `A1:`, `Answer:`, or None."""
    return _after(_ANSWER, text)


def parted(text: str) -> tuple[str, str]:
    """Return a question and the answer on the same line (`Q: … A: …`); the answer may be empty."""
    parts = _INLINE_ANSWER.split(text, maxsplit=1)
    return parts[0], parts[1] if len(parts) > 1 else ""


def image(text: str) -> str | None:
    """Return the words of a line that says it is an image (`[Image: …]`, `Figure 2: …`, `sleep.jpg`), or None."""
    if len(text) > 250:
        return None
    if _IMAGE_FILE.fullmatch(text):
        return text.strip("[] ")
    match = _IMAGE.fullmatch(text) or _IMAGE_NUMBER.fullmatch(text)
    return match[1] if match and match[1] and len(match[1].split()) <= 30 else None


def is_figure(text: str) -> bool:
    """Return whether a line is the caption of a numbered figure."""
    return bool(_IMAGE_NUMBER.fullmatch(text)) and image(text) is not None


def bracketed(text: str) -> str | None:
    """Return the words of a line that stands in square brackets as a whole, or None."""
    match = _BRACKETED.fullmatch(text)
    return match[1].strip() if match else None


def is_credit(text: str) -> bool:
    """Return whether a line names who made a picture."""
    return len(text) <= 250 and bool(_CREDIT.fullmatch(text)) and len(text.split()) <= 15


def is_marked(text: str) -> bool:
    """Return whether a line begins something of its own."""
    marks = (_BULLET, _NUMBER, _QUESTION, _ANSWER, _STEP, _LETTERED)
    return any(mark.match(text) for mark in marks)


def _after(pattern: re.Pattern[str], text: str) -> str | None:
    match = pattern.match(text)
    return text[match.end() :] if match else None
