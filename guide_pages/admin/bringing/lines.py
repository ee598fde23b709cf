"""Lines as the desk shows them: what each was taken for, how sure that is, and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from guide_pages.importing.kinds import Kind
from guide_pages.importing.recognizing.choices import FOR_GOOD
from guide_pages.importing.wording import GUESSES, REASONS

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from guide_pages.importing.outline import ReadLine

_LIKELY = 0.6


@dataclass(frozen=True, slots=True)
class Choice:
    """A kind as an editor reads it, and the key that says it."""

    kind: Kind
    label: _StrPromise
    key: str

    @property
    def value(self) -> str:
        return self.kind.value


CHOICES = (
    Choice(Kind.TITLE, _("Title"), "t"),
    Choice(Kind.SUMMARY, _("Summary"), "m"),
    Choice(Kind.HEADING, _("Heading"), "h"),
    Choice(Kind.SUBHEADING, _("Subheading"), "s"),
    Choice(Kind.TEXT, pgettext_lazy("a kind of line", "Text"), "p"),
    Choice(Kind.LIST, _("List"), "l"),
    Choice(Kind.TABLE, _("Table"), "b"),
    Choice(Kind.QUOTE, _("Quote"), "u"),
    Choice(Kind.IMAGE, _("Image"), "i"),
    Choice(Kind.CREDIT, _("Image credit"), "c"),
    Choice(Kind.QUESTION, _("Question"), "q"),
    Choice(Kind.ANSWER, _("Answer"), "a"),
    Choice(Kind.SOURCE, _("Source"), "r"),
    Choice(Kind.LEFT_OUT, _("Left out"), "x"),
)
BY_KIND = {choice.kind: choice for choice in CHOICES}


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the source."""

    line: ReadLine

    @property
    def key(self) -> str:
        return self.line.key

    @property
    def kind(self) -> Choice:
        return BY_KIND[self.line.kind]

    @property
    def others(self) -> list[Choice]:
        """What it may be besides."""
        return [BY_KIND[kind] for kind in self.line.others] if self.is_uncertain or self.is_left_out else []

    @property
    def is_uncertain(self) -> bool:
        return self.line.sure < 1 and not self.is_left_out

    @property
    def is_left_out(self) -> bool:
        return self.line.kind is Kind.LEFT_OUT

    @property
    def is_fixed(self) -> bool:
        """Whether nothing else can be said of it: it holds no words of the document."""
        return self.line.reason in FOR_GOOD

    @property
    def sure(self) -> str:
        if self.line.chosen:
            return str(_("said by you"))
        if not self.is_uncertain:
            return str(_("sure"))
        return str(_("likely")) if self.line.sure >= _LIKELY else str(_("unsure"))

    @property
    def why(self) -> list[str]:
        if self.is_left_out:
            return [str(REASONS[self.line.reason])] if self.line.reason else []
        return [str(GUESSES[guess]) for guess in self.line.guesses]


def rows_of(lines: Sequence[ReadLine]) -> list[Row]:
    return [Row(line) for line in lines]
