"""The API as a whole: its resources, its errors, its schema, and what HTTP asks of every address."""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Callable
from functools import cached_property, wraps
from typing import Any

from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase, HttpResponseNotAllowed
from django.urls import re_path
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError
from ninja.responses import NinjaJSONEncoder

from guide_pages.gzipping import gzipped
from guide_pages.outages.database import RETRY_AFTER, database_is_away
from guide_pages.reading.representation import accepted_coding, respond

from . import changes, editions, guides, previews, replies, search, topics
from .joining import JSON
from .openapi import finished
from .problems import Refused, faults, not_found, respond_with_problem, unprocessable

logger = logging.getLogger(__name__)

ALLOWED = "GET, HEAD, OPTIONS"
#: Addresses that take a post, too.
WRITABLE = {"list_replies"}
#: Ninja's own addresses, which answer whatever the method.
UNASKED = {"openapi-json", "openapi-view"}


class GuidesAPI(NinjaAPI):
    """ninja's API, with HEAD, OPTIONS, problems for every error, and a schema that is made once."""

    def _get_urls(self) -> list[Any]:
        urls: list[Any] = super()._get_urls()
        for pattern in urls:
            if pattern.name == "openapi-json":
                pattern.callback = self._send_schema
            if pattern.name in UNASKED:
                pattern.callback = require_GET(pattern.callback)
            allowed = f"{ALLOWED}, POST" if pattern.name in WRITABLE else ALLOWED
            pattern.callback = _as_http_asks(pattern.callback, allowed)
        return [*urls, re_path("", _nothing, name="nothing")]

    def _send_schema(self, request: HttpRequest) -> HttpResponse:
        coding = accepted_coding(request, "gzip")
        digest, forms = self._schema
        return respond(request, digest, forms[coding], coding, JSON)

    @cached_property
    def _schema(self) -> tuple[str, dict[str, bytes]]:
        body = json.dumps(finished(self.get_openapi_schema()), cls=NinjaJSONEncoder).encode()
        return hashlib.sha256(body).hexdigest(), {"": body, "gzip": gzipped(body)}


def _as_http_asks(view: Callable[..., HttpResponseBase], allowed: str) -> Callable[..., HttpResponseBase]:
    """Return the view with HEAD as GET without a body (RFC 9110, 9.3.2), and OPTIONS that says what is allowed (9.3.7).

    No view here reads a cookie, so no request can be forged: a method that is not allowed is refused as such, not for
    want of a token. A post that need not be read is refused unread.
    """

    @csrf_exempt
    @wraps(view, updated=())
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        request.encoding = "utf-8"  # whatever the client calls it
        if request.method == "OPTIONS":
            return HttpResponse(status=204, headers={"Allow": allowed})
        if request.method == "POST" and "POST" in allowed:
            try:
                replies.refuse_unread(request)
            except Refused as refused:
                return respond_with_problem(refused)
        is_head = request.method == "HEAD"
        if is_head:
            request.method = "GET"
        response = view(request, *args, **kwargs)
        if response.status_code == 412:
            response = respond_with_problem(Refused(412, "precondition-failed", "This is not what If-Match names."))
        if isinstance(response, HttpResponseNotAllowed):
            response = respond_with_problem(Refused(405, "method-not-allowed", f"Ask with {allowed}."))
            response["Allow"] = allowed
        return _without_body(response) if is_head else response

    return answered


def _without_body(response: HttpResponseBase) -> HttpResponseBase:
    """Return a response of the same headers. What is streamed has no length yet: none is said."""
    headers = dict(response.items())
    if not isinstance(response, HttpResponse):
        return StreamingHttpResponse((), status=response.status_code, headers=headers)
    if response.status_code != 304:
        headers.setdefault("Content-Length", str(len(response.content)))
    return HttpResponse(status=response.status_code, headers=headers)


@csrf_exempt
def _nothing(request: HttpRequest) -> HttpResponse:
    return respond_with_problem(not_found("The API has nothing at this address. See openapi.json."))


api = GuidesAPI(
    title="Guides",
    version="1",
    description="Long guides with questions and answers: whole, in lists, and as a feed that loses nothing.",
    urls_namespace="guides_v1",
)
for _resource in (guides, search, editions, replies, changes, topics, previews):
    api.add_router("", _resource.router)


@api.exception_handler(Refused)
def _refused(request: HttpRequest, error: Any) -> HttpResponse:
    return respond_with_problem(error)


@api.exception_handler(ValidationError)
def _invalid(request: HttpRequest, error: Any) -> HttpResponse:
    return respond_with_problem(unprocessable(faults(error.errors)))


@api.exception_handler(AuthenticationError)
def _unnamed(request: HttpRequest, error: Any) -> HttpResponse:
    response = respond_with_problem(
        Refused(401, "token-needed", "Send a preview's token, whole: Authorization: Bearer …")
    )
    response["WWW-Authenticate"] = "Bearer"
    return response


@api.exception_handler(HttpError)
def _unreadable(request: HttpRequest, error: Any) -> HttpResponse:
    return respond_with_problem(Refused(error.status_code, "unreadable", "The body is not JSON in UTF-8."))


@api.exception_handler(OperationalError)
@api.exception_handler(InterfaceError)
def _unavailable(request: HttpRequest, error: Any) -> HttpResponse:
    if not database_is_away(error):
        raise error
    logger.error("The database does not answer: %s: %s", type(error).__name__, str(error).strip())
    detail = "The database does not answer. Ask again later."
    return respond_with_problem(Refused(503, "unavailable", detail, retry_after=RETRY_AFTER))


@api.exception_handler(Http404)
def _absent(request: HttpRequest, error: Any) -> HttpResponse:
    return respond_with_problem(not_found("Nothing is here."))
