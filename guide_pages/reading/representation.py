"""Stored bodies as HTTP responses: which coding, which validator, how long a cache may keep them."""

from __future__ import annotations

import gzip
import hashlib
import re
from collections.abc import Callable, Iterator
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Any, TypeVar

from django.db.models import BinaryField, Case, CharField, F, QuerySet, Value, When
from django.http import Http404, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import parse_etags

from guide_pages.queries.prepared import Prepared, Slot

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

Response = TypeVar("Response", bound="HttpResponseBase")

#: Seconds that any cache may keep what is public: a restricted guide is gone from everywhere within this.
MAX_AGE = 60
#: A list is compressed for each request: in half the time of the usual level, and some percent larger.
_QUICK = 2
#: A weight (RFC 9110, 12.4.2), and how many codings are looked at.
_WEIGHT = re.compile(r"0(\.\d{0,3})?|1(\.0{0,3})?")
_MAX_CODINGS = 20


def accepted_coding(request: HttpRequest, *codings: str) -> str:
    """Return the coding that the client likes best, the first of these for those it likes as much; "" for none of them.

    RFC 9110, 12.5.3.
    """
    return _best(request.META.get("HTTP_ACCEPT_ENCODING", ""), codings)


@lru_cache(maxsize=512)
def _best(header: str, codings: tuple[str, ...]) -> str:
    weights = dict(_weights(header))
    others = weights.get("*", 0.0)
    best = max(codings, key=lambda coding: weights.get(coding, others), default="")
    weight = weights.get(best, others)
    return best if weight > 0 and weight >= weights.get("identity", 0.0) else ""


def _weights(header: str) -> Iterator[tuple[str, float]]:
    """Yield each coding with its weight: 1 where none is said, 0 where it cannot be understood."""
    for part in header.lower().split(",")[:_MAX_CODINGS]:
        coding, *parameters = (word.strip() for word in part.split(";"))
        weight = next((word[2:] for word in parameters if word.startswith("q=")), "1")
        yield coding, float(weight) if _WEIGHT.fullmatch(weight) else 0.0


def entity_tag(digest: str, coding: str) -> str:
    """Return the strong validator of a body in one coding (RFC 9110, 8.8.3)."""
    return f'"{digest}-{coding}"' if coding else f'"{digest}"'


def unmet(request: HttpRequest, etag: str) -> HttpResponse | None:
    """Return 412 or 304, where the request's conditions ask for that instead of what has this tag (RFC 9110, 13.2)."""
    if not ("HTTP_IF_MATCH" in request.META or "HTTP_IF_NONE_MATCH" in request.META):
        return None
    return get_conditional_response(request, etag=etag)


def respond(request: HttpRequest, digest: str, body: bytes | None, coding: str, content_type: str) -> HttpResponse:
    """Return a public body with its validator, or 304 or 412 without it. Who may read it has been decided before.

    The body is None where the client has it.
    """
    etag = entity_tag(digest, coding)
    response = unmet(request, etag)
    if response is not None and response.status_code != 304:
        return response
    if response is None:
        response = HttpResponse(body, content_type=content_type)
        response["Content-Length"] = str(len(body or b""))
        if coding:
            response["Content-Encoding"] = coding
    return with_validator(response, etag)


def respond_compressed(request: HttpRequest, body: bytes, content_type: str) -> HttpResponse:
    """Return a public body that was just made, compressed as a whole where the client takes that; or 304 or 412."""
    digest, coding = hashlib.sha256(body).hexdigest(), accepted_coding(request, "gzip")
    known = unmet(request, entity_tag(digest, coding)) is not None
    sent = gzip.compress(body, _QUICK, mtime=0) if coding and not known else body
    return respond(request, digest, sent, coding, content_type)


def with_validator(response: Response, etag: str) -> Response:
    """Return a response that caches may keep for `MAX_AGE`; a 304 without what is said of a body."""
    if response.status_code == 304:
        del response["Content-Type"]
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
        """Answer with the body, 304 or 412. Raise Http404 where nothing public is there."""
        coding = accepted_coding(request, *self._codings)
        tag = _first_known(request)
        known = tag.removesuffix(f"-{coding}") if coding and tag.endswith(f"-{coding}") else "" if coding else tag
        row = self._queries[coding].first(**values, known=known if known.isalnum() else "")  # PostgreSQL takes no NUL
        if row is None:
            raise Http404
        digest, body = row
        return respond(request, digest, None if body is None else bytes(body), coding, self.content_type)


def _first_known(request: HttpRequest) -> str:
    """Return the first entity tag that the client has, without its quotes; nothing where it has none."""
    tags = parse_etags(request.META.get("HTTP_IF_NONE_MATCH", ""))
    return tags[0].removeprefix("W/").strip('"') if tags else ""


def _digest_and_body(build: Callable[[], QuerySet[Any, Any]], digest: str, column: str) -> QuerySet[Any, Any]:
    unless_known = Case(
        When(**{digest: Slot("known", CharField())}, then=Value(None)), default=F(column), output_field=BinaryField()
    )
    return build().order_by("pk").values_list(digest, unless_known)[:1]
