"""Errors as Problem Details (RFC 9457): what is wrong, where, and what mends it."""

from __future__ import annotations

from collections.abc import Iterable
from http import HTTPStatus
from typing import Any, Literal

from django.http import HttpResponse

from faq_blocks.nodes import Part

MEDIA_TYPE = "application/problem+json"


class Fault(Part):
    """One thing wrong with a request. `location` is where it was found, `name` the parameter's or field's."""

    location: Literal["path", "query", "header", "body"]
    name: str
    detail: str


class Problem(Part):
    """What went wrong. `type` is stable; `detail` says what to do; `link` leads on, where something does."""

    type: str
    title: str
    status: int
    detail: str
    link: str | None
    errors: list[Fault]


class Refused(Exception):
    """A request that is answered with a problem."""

    def __init__(
        self,
        status: int,
        name: str,
        detail: str,
        *,
        link: str | None = None,
        errors: Iterable[Fault] = (),
        retry_after: int = 0,
    ):
        super().__init__(detail)
        self.retry_after = retry_after
        self.problem = Problem(
            type=f"urn:guidepost:problem:{name}",
            title=HTTPStatus(status).phrase,
            status=status,
            detail=detail,
            link=link,
            errors=list(errors),
        )


def not_found(what: str) -> Refused:
    """Return the refusal for what is not public: the same words whether it never was, is a draft, or is restricted."""
    return Refused(404, "not-found", what)


def bad_cursor() -> Refused:
    return Refused(400, "bad-cursor", "This cursor is damaged or belongs to another list or site. Start without one.")


def unprocessable(errors: Iterable[Fault]) -> Refused:
    return Refused(422, "bad-request", "Mend what is listed under “errors”.", errors=errors)


def faults(errors: Iterable[dict[str, Any]]) -> list[Fault]:
    """Return pydantic's errors, each with its place."""
    return [
        Fault(
            location=error["loc"][0] if error["loc"][0] in {"path", "query", "header"} else "body",
            name=_name(*error["loc"]),
            detail=error["msg"],
        )
        for error in errors
    ]


def _name(location: str, *way: str | int) -> str:
    """Return a parameter's or a field's own name: before a field's, ninja puts that of the body."""
    inner = way[1:] if location == "body" else way
    return ".".join(str(part) for part in inner) or "body"


def respond_with_problem(refused: Refused) -> HttpResponse:
    """Return the problem as a response that no cache keeps."""
    problem = refused.problem
    response = HttpResponse(problem.model_dump_json(), status=problem.status, content_type=MEDIA_TYPE)
    response["Cache-Control"] = "no-store"
    if problem.link:
        response["Link"] = f'<{problem.link}>; rel="related"'
    if refused.retry_after:
        response["Retry-After"] = str(refused.retry_after)
    return response
