"""Cursors: where a client stands in a list. Opaque to it, and signed: a changed one is refused."""

from __future__ import annotations

from typing import Any

from django.core.signing import BadSignature, Signer

from .problems import bad_cursor


def to_cursor(kind: str, *place: str | int) -> str:
    """Return the cursor of a place: always the same for the same place in the same kind of list."""
    return _signer(kind).sign_object(list(place))


def from_cursor(kind: str, cursor: str) -> list[Any]:
    """Return the place that `to_cursor` was given. Raise a 400 for anything else."""
    try:
        place: list[Any] = _signer(kind).unsign_object(cursor)
    except (BadSignature, ValueError) as error:
        raise bad_cursor() from error
    return place


def _signer(kind: str) -> Signer:
    return Signer(salt=f"guide_pages.api.{kind}")
