"""What somebody typed, as it is looked up: terms, each with what else it may be, in each language that is searched."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from wagtail.coreutils import get_content_languages

from .folding import folded, is_run, looked_up, parts
from .stems import is_stop_word, language_of
from .tokens import exactly, token

#: What is looked at of a query: characters, and different words.
MAX_CHARACTERS, MAX_WORDS = 200, 16

#: Tokens that stand together for a word: more than one for a run, or for words that mean the same.
Alternative = tuple[str, ...]
#: What a word is found by: any of these.
Term = tuple[Alternative, ...]
#: Words instead of a word, by the word.
Instead = Mapping[str, Sequence[str]]


class Query(NamedTuple):
    """A reader's words: the token of the heading that is these words; each once; and its terms, by locale.

    `guides` says in how many public guides a token stands, where that has been counted; `is_corrected`, whether some
    words are others than were typed.
    """

    exact: str
    words: list[str]
    terms: dict[str, list[Term]]
    guides: Mapping[str, int] | None = None
    is_corrected: bool = False

    @classmethod
    def of(cls, typed: str, locale: str | None = None, instead: Instead | None = None) -> Query:
        """Return the query for whatever was typed. What has no letter or digit leaves no words.

        `instead` gives other forms for some of the words. Without a locale all languages of the site are searched.
        """
        typed = cut(typed)
        words = list(dict.fromkeys(part for word in folded(typed).split() for part in parts(word)))[:MAX_WORDS]
        locales = [locale] if locale else list(get_content_languages())
        return cls(exactly(typed), words, {code: _terms(words, code, instead or {}) for code in locales if words})

    def marked(self, locale: str) -> tuple[frozenset[str], list[str]]:
        """Return what is marked in a text of a language: the words with these stems, and these runs."""
        stems = {each for term in self.terms.get(locale, []) for alternative in term for each in alternative}
        return frozenset(stems), [word for word in self.words if is_run(word)]


def cut(typed: str) -> str:
    """Return what is looked at of what was typed, with single spaces."""
    return " ".join(typed.split())[:MAX_CHARACTERS]


def telling(words: Sequence[str], locale: str) -> list[str]:
    """Return the words that say something by themselves; all of them, if none does."""
    language = language_of(locale)
    return [word for word in words if not is_stop_word(word, language)] or list(words)


def _terms(words: list[str], locale: str, instead: Instead) -> list[Term]:
    language = language_of(locale)
    joined: dict[str, list[str]] = {}  # “back ache” is “backache”, too
    for one, two in pairwise(words):
        for word in (one, two) if not is_stop_word(one, language) else ():
            joined.setdefault(word, []).append(f"{one}{two}")
    forms = ([word, *joined.get(word, ()), *instead.get(word, ())] for word in telling(words, locale))
    terms: dict[Alternative, dict[Alternative, None]] = {}
    for term in (_term(each, language) for each in forms):
        terms.setdefault(term[0], {}).update(dict.fromkeys(term))
    return [tuple(alternatives) for alternatives in terms.values()]


def _term(forms: Sequence[str], language: str) -> Term:
    return tuple(dict.fromkeys(_alternative(form, language) for form in forms))


def _alternative(form: str, language: str) -> Alternative:
    """Return the tokens of one or more folded words."""
    found = [part for word in form.split() for part in parts(word)]
    return tuple(each for part in found for each in (looked_up(part) if is_run(part) else [token(part, language)]))
