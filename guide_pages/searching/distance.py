"""How far one word is from another, as somebody who types goes wrong."""

from __future__ import annotations


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


def is_exchanged(one: str, two: str) -> bool:
    """Return whether two words have the same letters in another order."""
    return sorted(one) == sorted(two)
