"""What else somebody may say for the same, as editors keep it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from guide_pages.queries.prepared import Prepared
from guide_pages.records import Synonyms

from .folding import folded
from .query import Query
from .stems import language_of
from .tokens import token

#: What editors keep: a language, and phrases with commas between.
Line = tuple[str, str]


def lines() -> list[Line]:
    """Return all that editors keep. One query."""
    return [(str(locale), str(words)) for locale, words in _prepared().rows()]


def synonyms(query: Query, known: Sequence[Line] | None = None) -> dict[str, list[str]]:
    """Return the folded phrases that mean the same as a word of a query, or as some that stand together.

    One query, or none where the lines are known.
    """
    found: dict[str, list[str]] = {}
    for locale, line in (lines() if known is None else known) if query.words else []:
        if locale not in query.terms:
            continue
        language = language_of(locale)
        asked = [token(word, language) for word in query.words]
        phrases = [folded(phrase).split() for phrase in line.split(",")]
        for phrase in filter(None, phrases):
            others = [" ".join(other) for other in phrases if other and other != phrase]
            at = _place([token(word, language) for word in phrase], asked)
            for word in query.words[at : at + len(phrase)] if at is not None else []:
                found.setdefault(word, []).extend(others)
    return found


def _place(phrase: list[str], asked: list[str]) -> int | None:
    places = range(len(asked) - len(phrase) + 1)
    return next((at for at in places if asked[at : at + len(phrase)] == phrase), None)


@lru_cache(maxsize=1)
def _prepared() -> Prepared:
    return Prepared(lambda: Synonyms.objects.order_by("pk").values_list("locale__language_code", "words"))
