"""Spreadsheets in which words are words: a title, a search or a name that looks like a formula is not run as one."""

from __future__ import annotations

from typing import Any

#: With what a cell begins that Excel, LibreOffice or Google Sheets would calculate; the wide ones are read as narrow.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def plain_cell(value: Any) -> Any:
    """Return what a cell holds, with an apostrophe before words that a spreadsheet would calculate (OWASP)."""
    if isinstance(value, str) and value.lstrip(" \u00a0\u200b\ufeff").startswith(_FORMULA):
        return f"'{value}"
    return value


class PlainCellsMixin:
    """Mixin of a view that exports: stands before Wagtail's, whose CSV says formulas as they were typed."""

    def preprocess_field_value(self, field: str, value: Any, export_format: str) -> Any:
        return plain_cell(super().preprocess_field_value(field, value, export_format))  # type: ignore[misc]  # Wagtail's
