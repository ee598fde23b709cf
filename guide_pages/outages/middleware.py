"""An outage is answered as what it is, whichever view or middleware met it."""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.core.signals import got_request_exception
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext
from wagtail.admin import messages

from . import files
from .database import RETRY_AFTER, database_is_away

if TYPE_CHECKING:
    from django.http import HttpRequest

logger = logging.getLogger(__name__)


class OutageMiddleware:
    """Add before the session's middleware: what stands before it must not need the database.

    A database that does not answer is a 503 with `Retry-After`. A file that an editor's request could not store is a
    message, and nothing is left of it.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with files.together():
            try:
                response = self.get_response(request)
            except Exception as error:  # the page for errors may need the database, too
                if not database_is_away(error):
                    raise
                return unavailable(request, error)
            met: BaseException | None = getattr(request, "_outage", None)
            if met is None or response.status_code != 500:
                return response
            files.delete_unnamed()
        return unavailable(request, met) if database_is_away(met) else _not_stored(request, met, is_late=True)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if database_is_away(exception):
            return unavailable(request, exception)
        files.delete_unnamed()
        if files.is_unwritable(exception) and _is_admin(request):
            return _not_stored(request, exception)
        return None


def _note(request: HttpRequest | None = None, **kwargs: Any) -> None:
    """Keep a middleware's own exception: Django has made a response of it already."""
    error = sys.exc_info()[1]
    if request is None or error is None:
        return
    if database_is_away(error) or (files.is_unwritable(error) and _is_admin(request)):
        request._outage = error  # type: ignore[attr-defined]  # ours, read above


got_request_exception.connect(_note, dispatch_uid="guide_pages.outages")


def unavailable(request: HttpRequest, error: BaseException) -> HttpResponse:
    """Return a 503 with `Retry-After`, kept by no cache: a page, or for an API's client Problem Details (RFC 9457)."""
    logger.error("The database does not answer: %s: %s", type(error).__name__, str(error).strip())
    if _is_api(request):
        problem = {
            "type": "urn:guidepost:problem:unavailable",
            "title": "Service Unavailable",
            "status": 503,
            "detail": "The database does not answer. Ask again later.",
        }
        response = HttpResponse(json.dumps(problem), status=503, content_type="application/problem+json")
    else:
        response = HttpResponse(render_to_string("guide_pages/unavailable.html"), status=503)
    response["Retry-After"] = str(RETRY_AFTER)
    response["Cache-Control"] = "no-store"
    return response


def _is_api(request: HttpRequest) -> bool:
    view = getattr(request.resolver_match, "func", None)
    return getattr(view, "__module__", "").startswith("ninja.") or not request.accepts("text/html")


def _is_admin(request: HttpRequest) -> bool:
    return request.path.startswith(reverse("wagtailadmin_home"))


def _not_stored(request: HttpRequest, error: BaseException, *, is_late: bool = False) -> HttpResponse:
    """Tell the editor in the way that the form understands which sent the file; by a page where it is too late for it.

    A large file is first put aside, on a disk that may be full, too: before any view, and by other middleware.
    """
    message = files.not_stored(error)
    logger.error("%s %s", message, request.path)
    match = request.resolver_match
    if match and match.url_name == "add_multiple":  # many files at once, each answered for itself
        return JsonResponse({"success": False, "error_message": message})
    if request.headers.get("X-Requested-With") == "XMLHttpRequest":  # a chooser's window
        html = render_to_string("guide_pages/admin/not_stored.html", {"message": message})
        return JsonResponse({"step": "not_stored", "html": html})
    if request.method == "POST" and not is_late:
        messages.error(request, message)
        back = request.headers.get("Referer", "")
        if not url_has_allowed_host_and_scheme(back, {request.get_host()}, request.is_secure()):
            back = reverse("wagtailadmin_home")
        return redirect(back)
    words = {"title": gettext("A file could not be stored"), "words": message}
    return HttpResponse(render_to_string("guide_pages/unavailable.html", words), status=503)
