"""What somebody may have meant: a word begun, misspelled, split or joined, as the site's own public words have it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any, NamedTuple

from django.db.models import Q
from django.db.models.functions import Length

from guide_pages.records import Word

from .query import telling
from .search import known
from .stems import is_stop_word, language_of, stem
from .tokens import token

#: Letters of the shortest word that may be misspelled, that may be so twice, that may be the beginning of another.
ONE_FAULT, TWO_FAULTS, BEGUN = 4, 7, 3
#: Letters of the shortest stem that may have a fault, whatever its ending: “sterilised” is “sterilizing”.
ROOT = 6
#: Words that a beginning stands for.
COMPLETIONS = 10


class Meant(NamedTuple):
    """Other forms, by the word they stand for; and what is shown for a word that is corrected, if anything."""

    instead: dict[str, list[str]]
    shown: dict[str, str]


def meant(words: list[str], locale: str, host: dict[str, Any]) -> Meant:
    """Return what may have been meant by folded words that no passage has together. Two queries.

    Nothing but words of public passages of the site is looked at.
    """
    telling_words = telling(words, locale)
    near = _near(telling_words, locale)
    joined = {f"{one}{two}": (one, two) for one, two in pairwise(words)}
    split = {word: list(_splits(word)) for word in telling_words}
    parts = {part for pairs in split.values() for pair in pairs for part in pair}
    language = language_of(locale)
    tokens = {word: token(word, language) for word in {*telling_words, *joined, *parts, *_all(near)}}
    there = known({*tokens.values()}, locale, host)
    public = {word for word, each in tokens.items() if each in there}
    return _chosen(telling_words, near, joined, split, public)


def _all(near: dict[str, list[str]]) -> Iterator[str]:
    return (word for words in near.values() for word in words)


def _chosen(
    telling_words: list[str],
    near: dict[str, list[str]],
    joined: dict[str, tuple[str, str]],
    split: dict[str, list[tuple[str, str]]],
    public: set[str],
) -> Meant:
    instead: dict[str, list[str]] = {}
    shown: dict[str, str] = {}
    for whole, (one, two) in joined.items():
        if whole in public:
            instead |= {one: [whole], two: [whole]}
            shown |= {one: whole, two: ""}
    for word in telling_words:
        if word in public or word in instead:
            continue
        forms = [form for form in near[word] if form in public]
        begun = [form for form in forms if form.startswith(word)][:COMPLETIONS]
        pairs = [f"{one} {two}" for one, two in split[word] if one in public and two in public]
        if begun and len(word) >= BEGUN:
            instead[word] = begun
        elif pairs or forms:
            best = [*forms[:1], *pairs] if forms and distance(word, forms[0]) == 1 else [*pairs, *forms]
            instead[word] = best[:1]
            shown[word] = best[0]
    return Meant(instead, shown)


def _near(words: list[str], locale: str) -> dict[str, list[str]]:
    """Return for each word those that it begins, or may be a misspelling of; the nearest and shortest first."""
    wanted = Q(pk__in=[])
    for word in words:
        faults = _faults(word)
        alike = Q(length__gte=len(word) - faults, length__lte=len(word) + faults)
        wanted |= Q(initial=word[0]) & (alike | Q(word__startswith=word))
    rows = Word.objects.filter(locale=locale).annotate(length=Length("word")).filter(wanted)
    candidates = list(rows.values_list("word", flat=True))
    return {word: _nearest(word, candidates, language_of(locale)) for word in words}


def _faults(word: str) -> int:
    return 2 if len(word) >= TWO_FAULTS else 1 if len(word) >= ONE_FAULT else 0


def _nearest(word: str, candidates: Iterable[str], language: str) -> list[str]:
    faults, letters = _faults(word), set(word)
    found = []
    root = stem(word, language)
    for candidate in candidates:
        if is_stop_word(candidate, language):
            continue
        if len(word) >= BEGUN and candidate.startswith(word):
            found.append((0, len(candidate), candidate))
        elif abs(len(candidate) - len(word)) <= faults and len(letters ^ {*candidate}) <= 2 * faults:
            apart = distance(word, candidate)
            if len(root) >= ROOT and distance(root, stem(candidate, language)) == 1:
                apart = min(apart, 1)
            if 0 < apart <= faults:
                found.append((apart, len(candidate), candidate))
    return [candidate for _apart, _length, candidate in sorted(found)]


def _splits(word: str) -> Iterator[tuple[str, str]]:
    return ((word[:at], word[at:]) for at in range(3, len(word) - 2))


def distance(one: str, two: str) -> int:
    """Return how many letters were left out, added, changed, or exchanged with the next to make one of the other."""
    before: list[int] = []
    last = list(range(len(two) + 1))
    for at, letter in enumerate(one):
        row = [at + 1]
        for place, other in enumerate(two):
            cost = min(last[place] + (letter != other), last[place + 1] + 1, row[place] + 1)
            if at and place and letter == two[place - 1] and one[at - 1] == other:
                cost = min(cost, before[place - 1] + 1)
            row.append(cost)
        before, last = last, row
    return last[-1]
