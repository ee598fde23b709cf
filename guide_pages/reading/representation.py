"""Stored bodies as HTTP responses: which coding, which validator, how long a cache may keep them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from django.db.models import BinaryField, Case, CharField, F, QuerySet, Value, When
from django.http import Http404, HttpResponse

from guide_pages.queries.prepared import Prepared, Slot

if TYPE_CHECKING:
    from django.http import HttpRequest

#: Seconds that any cache may keep what is public: a restricted guide is gone from everywhere within this.
MAX_AGE = 60


def accepted_coding(request: HttpRequest, *codings: str) -> str:
    """Return the first of these content codings that the client takes, or "" (RFC 9110, 12.5.3)."""
    header = request.META.get("HTTP_ACCEPT_ENCODING", "").lower()
    accepted = {}
    for part in header.split(",") if header else []:
        coding, _, parameters = part.strip().partition(";")
        quality = parameters.replace(" ", "").partition("q=")[2] or "1"
        accepted[coding.strip()] = quality not in {"0", "0.0", "0.00", "0.000"}
    return next((coding for coding in codings if accepted.get(coding)), "")


def entity_tag(digest: str, coding: str) -> str:
    """Return the strong validator of a body in one coding (RFC 9110, 8.8.3)."""
    return f'"{digest}-{coding}"' if coding else f'"{digest}"'


def is_known(request: HttpRequest, etag: str) -> bool:
    """Return True if `If-None-Match` names this entity tag, compared weakly (RFC 9110, 13.1.2)."""
    tags = _known_tags(request)
    return etag in tags or tags == ["*"]


def _known_tags(request: HttpRequest) -> list[str]:
    return [tag.strip().removeprefix("W/") for tag in request.META.get("HTTP_IF_NONE_MATCH", "").split(",")]


def respond(request: HttpRequest, digest: str, body: bytes | None, coding: str, content_type: str) -> HttpResponse:
    """Return a public body with its validator, or 304 without it. Who may read it has been decided before."""
    etag = entity_tag(digest, coding)
    if body is None or is_known(request, etag):
        response = HttpResponse(status=304)
        del response["Content-Type"]
    else:
        response = HttpResponse(body, content_type=content_type)
        response["Content-Length"] = str(len(body))
        if coding:
            response["Content-Encoding"] = coding
    response["ETag"] = etag
    response["Cache-Control"] = f"public, max-age={MAX_AGE}"
    response["Vary"] = "Accept-Encoding"
    return response


class StoredBody:
    """A body that is stored in each coding, read by one query: not even read where the client has it.

    `columns` names the column of each coding, the best first; "" is the body as it is. `build` gives the rows
    that the public may see: permission comes before the validator.
    """

    def __init__(
        self, build: Callable[[], QuerySet[Any, Any]], *, digest: str, columns: dict[str, str], content_type: str
    ) -> None:
        self.content_type = content_type
        self._codings = [coding for coding in columns if coding]
        self._queries = {
            coding: Prepared(partial(_digest_and_body, build, digest, column)) for coding, column in columns.items()
        }

    def respond(self, request: HttpRequest, **values: Any) -> HttpResponse:
        """Answer with the body or 304. Raise Http404 where nothing public is there."""
        coding = accepted_coding(request, *self._codings)
        tag = _known_tags(request)[0].strip('"')
        known = tag.removesuffix(f"-{coding}") if coding and tag.endswith(f"-{coding}") else "" if coding else tag
        row = self._queries[coding].first(**values, known=known if known.isalnum() else "")  # PostgreSQL takes no NUL
        if row is None:
            raise Http404
        digest, body = row
        return respond(request, digest, None if body is None else bytes(body), coding, self.content_type)


def _digest_and_body(build: Callable[[], QuerySet[Any, Any]], digest: str, column: str) -> QuerySet[Any, Any]:
    unless_known = Case(
        When(**{digest: Slot("known", CharField())}, then=Value(None)), default=F(column), output_field=BinaryField()
    )
    return build().order_by("pk").values_list(digest, unless_known)[:1]
