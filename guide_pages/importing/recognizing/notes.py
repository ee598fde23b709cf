"""The account of an import: what was left out, what was guessed."""

from __future__ import annotations

from guide_pages.importing.outline import DroppedLine, Guess, Reason, UncertainLine

from .line import Line


class Notes:
    """Collects what a reader of the report must know, and gives it in the document's order."""

    def __init__(self) -> None:
        self._dropped: list[DroppedLine] = []
        self._uncertain: dict[tuple[int, Guess], UncertainLine] = {}

    def drop(self, line: Line, reason: Reason) -> None:
        self._dropped.append(DroppedLine(line.number, line.text, reason))

    def add_dropped(self, dropped: list[DroppedLine]) -> None:
        self._dropped.extend(dropped)

    def guess(self, line: Line, guess: Guess | None) -> None:
        if guess is not None:
            self.add_uncertain([UncertainLine(line.number, line.text, guess)])

    def add_uncertain(self, uncertain: list[UncertainLine]) -> None:
        for line in uncertain:
            self._uncertain.setdefault((line.number, line.guess), line)

    def forget(self, *guesses: Guess) -> None:
        self._uncertain = {key: line for key, line in self._uncertain.items() if line.guess not in guesses}

    @property
    def dropped(self) -> tuple[DroppedLine, ...]:
        return tuple(sorted(self._dropped, key=lambda line: line.number))

    @property
    def uncertain(self) -> tuple[UncertainLine, ...]:
        return tuple(sorted(self._uncertain.values(), key=lambda line: line.number))
