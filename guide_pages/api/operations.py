"""How every read is declared: its answers, its errors, and that it knows all its parameters."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterable
from datetime import datetime
from functools import wraps
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponseBase
from ninja import Header, Router
from ninja.constants import NOT_SET
from pydantic import AfterValidator, AwareDatetime, BeforeValidator, Field

from guide_pages.document import whole_second

from .problems import Fault, Problem, unprocessable

View = Callable[..., HttpResponseBase]

#: The revision of the contract that a client was generated from: it gets no type of node that came later.
Revision = Annotated[int, Field(ge=1, le=1)]
PageSize = Annotated[int, Field(ge=1, le=100)]
Cursor = str | None
#: PostgreSQL takes no NUL.
Words = Annotated[str, Field(pattern=r"^[^\x00]*$", max_length=500)]


def _rfc3339(words: Any) -> Any:
    """Refuse what pydantic would take for seconds since 1970."""
    if not re.match(r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d", str(words)):
        raise ValueError("Write a time as in 2026-11-23T09:00:00Z.")
    return words


def _sent(moment: datetime) -> datetime:
    """Return the time as the API would send it. Refuse what has none: the calendar's first and last hours, in zones."""
    try:
        return whole_second(moment)
    except OverflowError as error:
        raise ValueError("This time is out of range.") from error


#: Names a sending (draft-ietf-httpapi-idempotency-key-header): printable, as every header.
IdempotencyKey = Annotated[
    str | None, Header(alias="Idempotency-Key", min_length=1, max_length=200, pattern=r"^[ -~]+$")
]

#: A time in a query. Fractions of its second are dropped, as from every time in an answer: the whole second counts.
Since = Annotated[AwareDatetime, BeforeValidator(_rfc3339), AfterValidator(_sent)]


def read(
    router: Router, path: str, operation_id: str, response: Any, *, errors: Iterable[int] = (404,), auth: Any = NOT_SET
) -> Any:
    """Declare a view as `GET path`. It answers with a response; what it may raise stands in `errors`."""
    unmet = [412] if auth is NOT_SET else []  # what needs a token has no validator
    responses = {200: response, 304: None} | dict.fromkeys([*errors, *unmet, 422, 503], Problem)
    return _declared(router.get(path, response=responses, operation_id=operation_id, auth=auth), path)


def write(
    router: Router, path: str, operation_id: str, responses: dict[int, Any], *, errors: Iterable[int] = (404,)
) -> Any:
    """Declare a view as `POST path`, which takes a `body`."""
    responses = responses | dict.fromkeys([*errors, 422, 503], Problem)
    return _declared(router.post(path, response=responses, operation_id=operation_id), path)


def _declared(declare: Any, path: str) -> Any:
    def declared(view: View) -> View:
        elsewhere = {"request", "body", "idempotency_key", *re.findall(r"{(\w+)}", path)}
        known = {name for name in inspect.signature(view).parameters if name not in elsewhere}

        @wraps(view)
        def checked(request: HttpRequest, **values: Any) -> HttpResponseBase:
            _refuse_unknown(request, known)
            return view(request, **values)

        checked.__signature__ = inspect.signature(view, eval_str=True)  # type: ignore[attr-defined]  # ninja reads it
        made: View = declare(checked)
        return made

    return declared


def _refuse_unknown(request: HttpRequest, known: set[str]) -> None:
    if not request.META.get("QUERY_STRING"):
        return
    faults = []
    for name, values in request.GET.lists():
        if name not in known:
            names = ", ".join(sorted(known)) or "none"
            faults.append(Fault(location="query", name=name, detail=f"Unknown parameter. Known here: {names}."))
        elif len(values) > 1:
            faults.append(Fault(location="query", name=name, detail="Given more than once."))
    if faults:
        raise unprocessable(faults)
