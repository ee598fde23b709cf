"""The door of Wagtail's v3 API: what no database can hold or count to is refused before it is asked."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from functools import wraps
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from wagtail.api.v3.errors import problem_response
from wagtail.api.v3.urls import api

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

#: The greatest of PostgreSQL's `bigint` and of SQLite's integers.
GREATEST = 2**63 - 1
#: Characters of one value in an address: a search of more words finds nothing, and takes long.
LONGEST = 1000


def guarded_urls() -> tuple[list[Any], str, str]:
    """The API's addresses, each behind the door: for `path("api/v3/", guarded_urls())`."""
    patterns, app_name, namespace = api.urls
    for pattern in patterns:
        pattern.callback = _guarded(pattern.callback)
    return patterns, app_name, namespace


def _guarded(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    @wraps(view, updated=())
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        fault = next(_faults(request, kwargs), "")
        return problem_response(status=400, detail=fault) if fault else view(request, *args, **kwargs)

    guarded.csrf_exempt = getattr(view, "csrf_exempt", False)  # type: ignore[attr-defined]
    return guarded


def _faults(request: HttpRequest, path: dict[str, Any]) -> Iterator[str]:
    named = [*path.items(), *((name, value) for name, values in request.GET.lists() for value in (name, *values))]
    for name, value in named:
        if len(str(value)) > LONGEST:
            yield f"A value is longer than {LONGEST} characters: {name[:50]!a}."
        yield from _fault(name[:50], unquote(str(value)))
    if request.content_type == "application/json" and request.body:
        try:
            body = json.loads(request.body)
        except (ValueError, RecursionError):
            return  # whoever reads it says so
        yield from _body_faults("body", body)


def _body_faults(name: str, value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _fault(name, key)
            yield from _body_faults(key[:50], inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _body_faults(name, inner)
    elif isinstance(value, str):
        yield from _characters(name, value)
    elif isinstance(value, int | float) and abs(value) > GREATEST:
        yield f"A number is out of range: {name!a}."


def _fault(name: str, value: str) -> Iterator[str]:
    yield from _characters(name, value)
    if re.fullmatch(r"\s*[-+]?[\d_]+(\.0*)?\s*", value) and abs(int(re.sub(r"\..*|_|\s", "", value) or 0)) > GREATEST:
        yield f"A number is out of range: {name!a}."


def _characters(name: str, value: str) -> Iterator[str]:
    if "\x00" in value or re.search("[\ud800-\udfff]", value):
        yield f"A character that no text has, NUL or half of a pair, is in {name!a}."
