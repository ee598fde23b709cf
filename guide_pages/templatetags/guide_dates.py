"""`{{ moment|written_out }}`: a date without an abbreviation, as the page's language writes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template
from django.template.defaultfilters import date
from django.utils.formats import get_format

if TYPE_CHECKING:
    from datetime import datetime

register = template.Library()

_IN_FULL = str.maketrans("NM", "FF")  # Django's letters for months that are abbreviated, and that are not


@register.filter(expects_localtime=True)
def written_out(moment: datetime | None) -> str:
    """Return "November 27, 2026", where Django's format for English says "Nov. 27, 2026". Empty without a date."""
    return str(date(moment, get_format("DATE_FORMAT").translate(_IN_FULL)))
