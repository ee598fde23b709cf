"""A document on the desk: read once, and then as the editor says."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _

from guide_pages.importing.markup import read_html
from guide_pages.importing.outline import DroppedLine, Kind, Outline, ReadLine, Reason
from guide_pages.importing.parsers import reading_of, refuse_empty
from guide_pages.importing.recognizing import Reading, outline_from
from guide_pages.importing.recognizing.choices import FOR_GOOD, may_be
from guide_pages.importing.refusal import ImportRefused
from guide_pages.importing.source import Source
from guide_pages.records import ImportedDocument

from .storing import dumped, loaded

State = ImportedDocument.State


def read(document: ImportedDocument) -> None:
    """Read a document that waits, and keep its lines instead of its text; or the reason why it cannot be read."""
    try:
        reading = _reading(document)
        outline = outline_from(reading)
        refuse_empty(outline, document.name)
    except ImportRefused as error:
        document.state, document.error = State.REFUSED, str(error)
    else:
        document.state, document.reading = State.READ, dumped(reading)
        _describe(document, outline)
    document.source = ""
    document.save()


def _reading(document: ImportedDocument) -> Reading:
    if document.encoding != "wordpress":
        return reading_of(Source(document.name, document.source, document.encoding))
    about: dict[str, Any] = document.origin
    if about.get("error"):
        raise ImportRefused(about["error"])
    dropped = tuple(DroppedLine(number, text, Reason(reason)) for number, text, reason in about["dropped"])
    reading = read_html(document.source, document.name, title=about["title"], dropped=dropped)
    return replace(reading, summary=about["summary"])


def outline_of(document: ImportedDocument) -> Outline:
    """Return what a document says, with what the editor has said of its lines."""
    choices = {key: Kind(kind) for key, kind in document.choices.items()}
    return outline_from(loaded(document.reading or {}), choices)


def choose(document: ImportedDocument, key: str, kind: Kind, *, all_of_its_sort: bool = False) -> list[ReadLine]:
    """Say of which kind a line is, or all that look like it and were taken for the same. Return these lines.

    Raise `ImportRefused` where none of them can be of that kind.
    """
    lines = outline_of(document).lines
    line = next((line for line in lines if line.key == key), None)
    if line is None:
        raise ImportRefused(_("This line is not there any more."))
    wanted = like(line, lines, document) if all_of_its_sort else [line]
    changed = [
        each for each in wanted if each.reason not in FOR_GOOD and may_be(kind, each.text, has_table=each.has_table)
    ]
    if not changed:
        raise ImportRefused(_("This line is too long for that, or has no columns."))
    if kind is Kind.TITLE:
        document.choices = {key: value for key, value in document.choices.items() if value != Kind.TITLE}
    document.choices |= {each.key: kind.value for each in changed}
    _describe(document, outline_of(document))
    document.save()
    return changed


def like(line: ReadLine, lines: Iterable[ReadLine], document: ImportedDocument) -> list[ReadLine]:
    """Return a line with all those of its sort: they look like it, and were taken for the same at first."""
    if line.key not in document.choices:
        return [each for each in lines if each.key == line.key or (each.sort == line.sort and not each.chosen)]
    before = {each.key: each for each in outline_from(loaded(document.reading or {})).lines}
    own = before[line.key].sort
    return [each for each in lines if each.key in before and before[each.key].sort == own]


def take_back(document: ImportedDocument) -> None:
    """Forget all that the editor has said of a document's lines."""
    document.choices = {}
    _describe(document, outline_of(document))
    document.save()


def _describe(document: ImportedDocument, outline: Outline) -> None:
    document.title = outline.title[:255]
    document.uncertain = sum(line.sure < 1 and line.kind is not Kind.LEFT_OUT for line in outline.lines)
    document.sections = len(outline.sections)
    document.questions = len(outline.questions)
