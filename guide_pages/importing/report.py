"""What an import did, for a person and for a program."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from .outline import DroppedLine, UncertainLine
from .wording import GUESSES, REASONS


class Status(StrEnum):
    """What became of the guide."""

    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    EXISTS = "exists"


_HEADLINES = {
    Status.CREATED: gettext_lazy("“%s” was brought in."),
    Status.UPDATED: gettext_lazy("“%s” was brought up to date, as a draft."),
    Status.UNCHANGED: gettext_lazy("“%s” already says what the document says. Nothing was changed."),
    Status.EXISTS: gettext_lazy(
        "“%s” exists already. Nothing was changed. Use --update to bring the text into it as a draft,"
        " or --again to make a second guide."
    ),
}


@dataclass(slots=True)
class Report:
    """What an import did. Images are named by their alternative texts, lines counted from 1.

    `removed` are headings and questions that the guide had and the document has not.
    """

    status: Status
    page_id: int
    path: str
    title: str
    published: bool
    encoding: str
    sections: list[str] = field(default_factory=list)
    questions: list[str] = field(default_factory=list)
    images_wanted: list[str] = field(default_factory=list)
    images_placed: list[str] = field(default_factory=list)
    images_unused: list[str] = field(default_factory=list)
    images_not_fetched: list[str] = field(default_factory=list)
    downloads: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    dropped: Sequence[DroppedLine] = ()
    uncertain: Sequence[UncertainLine] = ()

    def as_json(self) -> str:
        """Return the report as a JSON object; reasons come as a code and in words."""
        return json.dumps(self.as_dict(), ensure_ascii=False, indent=2)

    def as_dict(self) -> dict[str, Any]:
        """Return the report as what JSON can hold."""
        fields = asdict(self)
        fields["dropped"] = [
            {"line": line.number, "text": line.text, "code": line.reason, "reason": str(REASONS[line.reason])}
            for line in self.dropped
        ]
        fields["uncertain"] = [
            {"line": line.number, "text": line.text, "code": line.guess, "reason": str(GUESSES[line.guess])}
            for line in self.uncertain
        ]
        return fields

    def as_text(self) -> str:
        """Return the report for a person."""
        return "\n".join(self._lines())

    def _lines(self) -> Iterator[str]:
        yield str(_HEADLINES[self.status]) % self.title
        yield _("Page %(id)d, %(path)s, %(state)s.") % {"id": self.page_id, "path": self.path, "state": self._state()}
        yield from _listed(_("Sections"), self.sections)
        yield from _listed(_("Questions"), self.questions)
        yield from _listed(_("Images placed"), self.images_placed)
        yield from _listed(_("Images wanted"), self.images_wanted)
        yield from _listed(_("Files that no image wanted"), self.images_unused)
        yield from _listed(_("Images that could not be fetched"), self.images_not_fetched)
        yield from _listed(_("Files to download"), self.downloads)
        yield from _listed(_("In the guide before, not in the document"), self.removed)
        dropped = [f"{line.number}: {shortened(line.text)} – {REASONS[line.reason]}" for line in self.dropped]
        yield from _listed(_("Lines left out"), dropped)
        uncertain = [f"{line.number}: {shortened(line.text)} – {GUESSES[line.guess]}" for line in self.uncertain]
        yield from _listed(_("Lines to look at"), uncertain)
        if self.encoding in ("windows-1252", "mac-roman"):
            yield _("The file was read as %s: look at its quotes and accents.") % self.encoding.title()

    def _state(self) -> str:
        if not self.published:
            return _("a draft")
        wanted = len(self.images_wanted)
        if not wanted or self.status is Status.EXISTS:
            return _("published")
        return (
            ngettext(
                "published without %d image that is still wanted", "published without %d images still wanted", wanted
            )
            % wanted
        )


def _listed(label: str, items: Sequence[str]) -> Iterator[str]:
    if items:
        yield f"{label} ({len(items)})"
        yield from (f"  {item}" for item in items)


def shortened(text: str) -> str:
    """Return the first words of a line, as a report names it: in one line, also if it is several."""
    text = text.replace("\n", " / ")
    return text if len(text) <= 80 else f"{text[:79]}…"
