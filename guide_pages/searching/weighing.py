"""How much each word of a query says: the rare ones more than the common ones, those in titles of guides most.

Counted are public guides of the site alone, and no more than tell a rare word from a common one. Before that is done,
the long words are taken for the rare ones.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations
from math import ceil, log2

from .query import Query, Term

#: Terms of which a passage may lack some, and of how many, where nothing has been counted.
MOST_TERMS, FEWEST_TERMS = 8, 3
#: Passages of a token that are looked at to count its guides.
COUNTED = 200
#: What the commonest word says of what the rarest does: it may be what was asked about on a site about that.
COMMON = 0.3
#: How much more a word says that is in the title of a guide: that is what it is about.
TITLED = 1.6
#: The share of what is said that a passage must have: of words that the site knows; where it does not know some, which
#: may be what was asked about; where some are others than were typed.
KNOWN, UNKNOWN, CORRECTED = 0.34, 0.5, 0.6
#: Letters of a word as long as any, and of one that is no number or sign.
LONG, SHORT = 8, 4


def some(query: Query, locale: str) -> list[tuple[Term, ...]]:
    """Return the sets of terms of which a passage must have one whole: the smallest that say enough of the query.

    None for one or two terms, before it is counted where they stand.
    """
    terms = query.terms[locale]
    weights = {term: weight(term, query.guides) for term in terms}
    most = sorted(terms, key=weights.__getitem__, reverse=True)[:MOST_TERMS]
    if query.guides is None:
        return list(combinations(most, ceil(len(most) / 2))) if len(most) >= FEWEST_TERMS else []
    is_known = all(_guides(term, query.guides) for term in terms)
    enough = (CORRECTED if query.is_corrected else KNOWN if is_known else UNKNOWN) * sum(weights.values())
    return _smallest(most, weights, enough)


def _smallest(terms: Sequence[Term], weights: Mapping[Term, float], enough: float) -> list[tuple[Term, ...]]:
    found: list[tuple[Term, ...]] = []
    for size in range(1, len(terms) + 1):
        for chosen in combinations(terms, size):
            if sum(weights[term] for term in chosen) >= enough and not any({*less} <= {*chosen} for less in found):
                found.append(chosen)
    return found


def weight(term: Term, guides: Mapping[str, int] | None) -> float:
    """Return how much a term counts, at most `TITLED`. `guides` says in how many guides each token stands."""
    length = sum(map(len, term[0]))
    if guides is None:
        return min(length, LONG) / LONG
    times = _guides(term, guides)
    if not times:
        return min(length, SHORT) / SHORT
    rarity = max(log2(1 + COUNTED / times) / log2(1 + COUNTED * 2), COMMON)
    is_titled = any(all(f"~{token}" in guides for token in alternative) for alternative in term)
    return rarity * (0.5 + min(length, LONG) / LONG / 2) * (TITLED if is_titled else 1)


def _guides(term: Term, guides: Mapping[str, int]) -> int:
    return max(min(guides.get(token, 0) for token in alternative) for alternative in term if alternative)
