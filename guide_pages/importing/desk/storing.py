"""A document's lines as JSON, and back."""

from __future__ import annotations

from dataclasses import MISSING, asdict, fields
from typing import Any

from guide_pages.importing.outline import (
    DroppedLine,
    Film,
    Guess,
    KeyFacts,
    Named,
    Paragraph,
    Reason,
    Steps,
    Table,
)
from guide_pages.importing.recognizing import Line, Reading, Role


def dumped(reading: Reading) -> dict[str, Any]:
    """Return a reading as what JSON can hold."""
    return {
        "name": reading.name,
        "title": reading.title,
        "summary": reading.summary,
        "lines": [_line(line) for line in reading.lines],
        "dropped": [[drop.number, drop.text, drop.reason.value] for drop in reading.dropped],
    }


def loaded(stored: dict[str, Any]) -> Reading:
    """Return what `dumped` has written."""
    dropped = tuple(DroppedLine(number, text, Reason(reason)) for number, text, reason in stored["dropped"])
    lines = tuple(_loaded(line) for line in stored["lines"])
    return Reading(lines, stored["name"], stored["title"], dropped, stored["summary"])


def _line(line: Line) -> dict[str, Any]:
    stored: dict[str, Any] = {}
    for field in fields(line):
        value = getattr(line, field.name)
        if field.default is MISSING or value != field.default:
            stored[field.name] = _value(value)
    return stored


def _value(value: Any) -> Any:
    if isinstance(value, Table):
        return {field.name: getattr(value, field.name) for field in fields(value)}
    if isinstance(value, Steps | KeyFacts | Film):
        return {"type": type(value).__name__, **asdict(value)}
    if isinstance(value, Guess):
        return value.value
    return value.name if isinstance(value, Role) else value


def _loaded(stored: dict[str, Any]) -> Line:
    known = dict(stored)
    if "role" in known:
        known["role"] = Role[known["role"]]
    if "guess" in known:
        known["guess"] = Guess(known["guess"])
    if "table" in known:
        known["table"] = _table(known["table"])
    if "block" in known:
        known["block"] = _block(known["block"])
    return Line(**known)


def _block(stored: dict[str, Any]) -> Steps | KeyFacts | Film:
    if stored["type"] == "Film":
        transcript = tuple(Paragraph(**paragraph) for paragraph in stored["transcript"])
        return Film(stored["title"], stored["url"], transcript)
    items = tuple(Named(**item) for item in stored["items"])
    return Steps(items) if stored["type"] == "Steps" else KeyFacts(items)


def _table(stored: dict[str, Any]) -> Table:
    rows = tuple(tuple(row) for row in stored["rows"])
    return Table(**{**stored, "rows": rows, "html": tuple(tuple(row) for row in stored["html"])})
