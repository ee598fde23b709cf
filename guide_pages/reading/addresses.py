"""What a request asks for: its path as addresses have it, and which page of a list."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from django.utils.http import RFC3986_SUBDELIMS

if TYPE_CHECKING:
    from django.http import HttpRequest

#: What `django.urls.reverse` leaves as it is in an address.
SAFE = RFC3986_SUBDELIMS + "/~:@"
#: Digits of the highest number that a page of a list may have.
_DIGITS = 5


def address(request: HttpRequest) -> str:
    """Return the path that a request asks for, as it is stored."""
    return quote(request.path, safe=SAFE)


def number_asked(request: HttpRequest) -> int:
    """Return which page of a list is asked for by `?page=`: the first, where that is no number of one."""
    asked = request.GET.get("page", "")
    return max(int(asked), 1) if asked.isascii() and asked.isdigit() and len(asked) <= _DIGITS else 1
