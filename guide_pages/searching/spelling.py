"""What somebody may have meant: a word begun, misspelled or joined of two, as the site's own public words have it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from django.db.models import Q
from django.db.models.functions import Length

from guide_pages.records import Word

from .distance import distance, is_exchanged
from .query import Query, telling
from .search import known
from .stems import is_stop_word, language_of, stem
from .tokens import token

#: Letters of the shortest word that may be misspelled, and that may be so twice.
ONE_FAULT, TWO_FAULTS = 4, 8
#: Letters of the shortest word that may be the beginning of another: of the last, which is being typed, and of others.
BEGUN, BEGUN_BEFORE = 3, 5
#: Letters of the shortest stem that may have a fault, whatever its ending: “sterilised” is “sterilizing”.
ROOT = 6
#: Letters of the shortest part of a word that may be two joined, and of the shortest of such a word.
PART, JOINED = 3, 6
#: Words that a beginning stands for, and those that are looked at for any.
COMPLETIONS, CANDIDATES = 10, 100


class Meant(NamedTuple):
    """Other forms, by the word they stand for; what is shown for a word that is corrected, if anything; and in how many
    public guides each token of the query stands."""

    instead: dict[str, list[str]]
    shown: dict[str, str]
    guides: Mapping[str, int]


def meant(query: Query, locale: str, host: dict[str, Any], but_for: Iterable[str] = ()) -> Meant:
    """Return what may have been meant by a query whose words no passage has together. Two queries, or four where a
    word may be two joined.

    Nothing but words of public passages of the site is looked at, and none of `but_for` is another.
    """
    words = [word for word in telling(query.words, locale) if word not in but_for]
    near = _near(words, locale)
    language = language_of(locale)
    counted = {token for term in query.terms[locale] for alternative in term for token in alternative}
    halves = {word: list(_halves(word)) for word in words if len(word) >= JOINED}
    parts = {part for pairs in halves.values() for pair in pairs for part in pair}
    asked = {word: token(word, language) for word in {*words, *parts, *_all(near)}}
    titled = {f"~{token}" for token in counted}
    guides = known(({*asked.values()} | titled) - counted, counted, locale, host)
    public = {word for word, each in asked.items() if each in guides}
    instead: dict[str, list[str]] = {}
    shown: dict[str, str] = {}
    for word in words:
        forms = [form for form in near[word] if form in public]
        kin = [form for form in forms if is_kin(asked[word], asked[form])]
        if word in public:
            instead |= {word: kin} if kin else {}
            continue
        begun = [form for form in forms if form.startswith(word)][:COMPLETIONS]
        shortest = BEGUN if word == query.words[-1] else BEGUN_BEFORE
        pairs = [f"{one} {two}" for one, two in halves.get(word, []) if one in public and two in public]
        if begun and len(word) >= shortest:
            instead[word] = begun
            continue
        forms = [form for form in forms if not form.startswith(word) or distance(word, form) <= _faults(word)]
        best = [*forms[:1], *pairs] if forms and distance(word, forms[0]) == 1 else [*pairs, *forms]
        best = best or _joined_with_a_fault(halves.get(word, []), public, locale, host)
        if best:
            instead[word] = best[:1]
            shown[word] = best[0]
    return Meant(instead, shown, guides)


def _all(near: dict[str, list[str]]) -> Iterator[str]:
    return (word for words in near.values() for word in words)


def _joined_with_a_fault(
    pairs: list[tuple[str, str]], public: set[str], locale: str, host: dict[str, Any]
) -> list[str]:
    """Return two words that were joined, of which one is misspelled: the longest that is not, first. Two queries."""
    halves = [(one, two) for one, two in pairs if (one in public) != (two in public)]
    faulty = {one if two in public else two for one, two in halves}
    near = {word: found for word, found in _near(sorted(faulty), locale).items() if found}
    if not near:
        return []
    language = language_of(locale)
    tokens = {word: token(word, language) for word in _all(near)}
    there = known(tokens.values(), (), locale, host)
    found = []
    for one, two in halves:
        half, right = (one, two) if two in public else (two, one)
        for form in (form for form in near.get(half, []) if tokens[form] in there and not form.startswith(half)):
            found.append((-len(right), f"{form} {right}" if half == one else f"{right} {form}"))
            break
    return [words for _length, words in sorted(found)]


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
            found.append((0, 0, len(candidate), candidate))
        elif abs(len(candidate) - len(word)) <= faults and len(letters ^ {*candidate}) <= 2 * faults + 1:
            really = apart = distance(word, candidate)
            if len(root) >= ROOT and distance(root, stem(candidate, language)) == 1:
                apart = min(apart, 1)
            if is_kin(root, stem(candidate, language)):
                apart = min(apart, 1)
            if 0 < apart <= faults and _may_be(word, candidate):
                found.append((apart, really, len(candidate), candidate))
    return [candidate for *_order, candidate in sorted(found)[:CANDIDATES]]


def _may_be(word: str, candidate: str) -> bool:
    """Return whether a short word may be another: one with a letter more, or two exchanged; “cake” is no “care”."""
    return len(word) > ONE_FAULT or len(candidate) > len(word) or is_exchanged(word, candidate)


def is_kin(one: str, two: str) -> bool:
    """Return whether two stems are those of words of one root: “pregnan(t)” and “pregnan(cy)”."""
    alike = next((at for at, (a, b) in enumerate(zip(one, two, strict=False)) if a != b), min(len(one), len(two)))
    return one != two and alike >= ROOT and max(len(one), len(two)) - alike <= 2


def _halves(word: str) -> Iterator[tuple[str, str]]:
    return ((word[:at], word[at:]) for at in range(PART, len(word) - PART + 1))
