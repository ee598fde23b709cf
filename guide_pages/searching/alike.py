"""Questions that ask nearly the same: by the stems of their words, rare words counting for more than common ones."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from .stems import language_of
from .tokens import token, words

#: From so much on, of 1, two questions are near one another.
NEAR = 0.6


class Asked(NamedTuple):
    """A question, and what tells whoever shows it which one it is."""

    question: str
    key: object


class Alike(NamedTuple):
    """A question that is near another, and how near: 1 asks in the same words."""

    asked: Asked
    nearness: float


class Questions:
    """Questions of one language that are compared with one another."""

    def __init__(self, asked: Iterable[Asked], locale: str) -> None:
        self.language = language_of(locale)
        self.asked = [(each, self._stems(each.question)) for each in asked]
        times = Counter(stem for _each, stems in self.asked for stem in stems)
        self._weights = {stem: math.log(1 + (len(self.asked) + 1) / count) ** 2 for stem, count in times.items()}
        self._rarest = math.log(2 + len(self.asked)) ** 2

    def near(self, question: str) -> list[Alike]:
        """Return the questions that are near one, the nearest first."""
        stems = self._stems(question)
        found = [Alike(each, self._nearness(stems, others)) for each, others in self.asked]
        return sorted((each for each in found if each.nearness >= NEAR), key=lambda each: -each.nearness)

    def pairs(self) -> Iterator[tuple[Asked, Alike]]:
        """Yield each pair of questions that are near one another, once. Only those are compared that share a word."""
        sharing: dict[str, list[int]] = {}
        for at, (each, stems) in enumerate(self.asked):
            others = {other for stem in stems for other in sharing.get(stem, ())}
            for other in sorted(others):
                nearness = self._nearness(self.asked[other][1], stems)
                if nearness >= NEAR:
                    yield self.asked[other][0], Alike(each, nearness)
            for stem in stems:
                sharing.setdefault(stem, []).append(at)

    def _stems(self, question: str) -> frozenset[str]:
        return _stems(question, self.language)

    def _nearness(self, one: frozenset[str], other: frozenset[str]) -> float:
        """Return the cosine of the angle between two questions, each the sum of its words by their rarity."""
        if one == other:
            return 1.0 if one else 0.0
        shared, size = self._size(one & other), self._size(one) * self._size(other)
        return shared / math.sqrt(size) if size else 0.0

    def _size(self, stems: frozenset[str]) -> float:
        return sum(self._weights.get(stem, self._rarest) for stem in stems)


@lru_cache(maxsize=20_000)
def _stems(question: str, language: str) -> frozenset[str]:
    return frozenset(token(word, language) for word in words(question))
