"""The words by which a document's parts are known, in a data file a language. To add one: `docs/importing.md`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from guide_pages.importing.outline import Reason

_FOLDER = Path(__file__).parent
#: What a rule may name in braces instead of spelling it out.
_MACROS = {
    "{name}": r"(?:dr\.? |prof\.? )?[\w.'’-]+(?: [\w.'’-]+){0,4}(?:, [\w.,' -]{1,40})?",
    "{network}": (
        r"(?:facebook|twitter|x|linkedin|pinterest|whatsapp|reddit|telegram|instagram|youtube|tumblr"
        r"|e-?mail|print|copy link|link)"
    ),
    "{date}": (
        r"(?:[^\W\d_]{3,10}\.? \d{1,2}(?:st|nd|rd|th)?,? \d{4}|\d{1,2}(?:st|nd|rd|th|\.)? (?:de )?[^\W\d_]{3,10}\.?,?"
        r" (?:de )?\d{4}|\d{4}-\d\d-\d\d|\d{1,2}[/.]\d{1,2}[/.]\d{2,4})"
    ),
}
_NO_SPACES = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff]")
_LEAST_WORDS = 3  # of a language, to be sure of it
_LETTERS_COUNT = 2  # as many words
_WORD = re.compile(r"[^\W\d_]+")

Rules = tuple[tuple[Reason, re.Pattern[str]], ...]


@dataclass(frozen=True, slots=True)
class Language:
    """What a data file says. The five headings are what a part without one is called."""

    code: str
    introduction: str
    conclusion: str
    questions: str
    notes: str
    sources: str
    common: tuple[str, ...] = ()
    letters: str = ""
    determiners: tuple[str, ...] = ()
    faq: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()
    asking: tuple[str, ...] = ()
    concludes: tuple[str, ...] = ()
    generic: tuple[str, ...] = ()
    back_matter: tuple[str, ...] = ()
    contents: tuple[str, ...] = ()
    small: tuple[str, ...] = ()
    callouts: tuple[str, ...] = ()
    step: tuple[str, ...] = ()
    transcript: tuple[str, ...] = ()
    figure: tuple[str, ...] = ()
    question_marks: tuple[str, ...] = ()
    answer_marks: tuple[str, ...] = ()
    prefixes: tuple[str, ...] = ()
    anywhere: dict[str, tuple[str, ...]] = field(default_factory=dict)
    edges: dict[str, tuple[str, ...]] = field(default_factory=dict)


def _read(file: Path) -> Language:
    data: dict[str, Any] = tomllib.loads(file.read_text(encoding="utf-8"))
    return Language(code=file.stem, **{name: _frozen(value) for name, value in data.items()})


def _frozen(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _frozen(each) for name, each in value.items()}
    return tuple(value) if isinstance(value, list) else value


LANGUAGES: tuple[Language, ...] = tuple(_read(file) for file in sorted(_FOLDER.glob("*.toml")))
ENGLISH = next(language for language in LANGUAGES if language.code == "en")


def phrases(name: str) -> list[str]:
    """Return what all languages list under a name; the longer first, as a pattern's alternatives want it."""
    return sorted({phrase for language in LANGUAGES for phrase in getattr(language, name)}, key=len, reverse=True)


def pattern(name: str, form: str = "{}", *, literal: bool = False) -> re.Pattern[str]:
    """Return a pattern of what all languages list under a name, in place of `{}` in the form."""
    listed = [re.escape(phrase) if literal else phrase for phrase in phrases(name)]
    return re.compile(form.replace("{}", f"(?:{'|'.join(map(_bounded, listed))})"), re.IGNORECASE)


def rules(name: str) -> Rules:
    """Return the patterns of whole lines that belonged to the old page, by the reason to leave them out."""
    listed: dict[str, list[str]] = {}
    for language in LANGUAGES:
        for reason, lines in getattr(language, name).items():
            listed.setdefault(reason, []).extend(lines)
    return tuple((Reason(reason), _any_of(lines)) for reason, lines in listed.items())


def language_of(texts: Iterable[str]) -> Language:
    """Return the language whose common and small words, and letters, a document has most of; English if none has."""
    text = " ".join(texts)[:20_000].casefold()
    words = set(_WORD.findall(text))
    counts = {language.code: _common(language, words, text) for language in LANGUAGES}
    best = max(LANGUAGES, key=lambda language: counts[language.code])
    enough = counts[best.code] >= (_LEAST_WORDS if best.introduction[0].isascii() else 1)
    margin = 1 if text.isascii() else 0  # English, too, has words that are short and common elsewhere
    return best if enough and counts[best.code] > counts["en"] + margin else ENGLISH


def _common(language: Language, words: set[str], text: str) -> int:
    """Return how many of a language's common and small words a text has; a letter of its own counts for several."""
    listed = {*language.common, *language.small, *language.asking}
    own = any(letter in text for letter in language.letters)
    return sum(word in (text if _NO_SPACES.search(word) else words) for word in listed) + own * _LETTERS_COUNT


def _bounded(phrase: str) -> str:
    """Return a phrase that begins and ends where words do, in scripts that part them."""
    if _NO_SPACES.search(phrase):
        return phrase
    return rf"(?<!\w){phrase}(?!\w)" if phrase[-1:].isalnum() else rf"(?<!\w){phrase}"


def _any_of(lines: list[str]) -> re.Pattern[str]:
    joined = "|".join(f"(?:{line})" for line in lines)
    for macro, words in _MACROS.items():
        joined = joined.replace(macro, words)
    return re.compile(joined, re.IGNORECASE)
