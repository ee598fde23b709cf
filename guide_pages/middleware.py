"""For editors: a refusal is a message, whoever refused; a mark lets public pages show the user bar."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from functools import lru_cache
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import JsonResponse
from django.shortcuts import redirect
from django.template.defaultfilters import filesizeformat
from django.urls import get_script_prefix, reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext
from wagtail.admin import messages

from faq_blocks.models import AnsweredAlready

from .publishing.refusals import PublishRefused
from .publishing.uses import InUse

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

#: Names no one and opens nothing: it tells a script on public pages to ask for the user bar.
EDITOR_COOKIE = "guidepost_editor"
_CHUNK = 64 * 1024


def is_admin(request: HttpRequest) -> bool:
    """Return True for a path of Wagtail's admin."""
    return request.path.startswith(_admin_home(get_script_prefix()))


@lru_cache(maxsize=8)
def _admin_home(script_prefix: str) -> str:
    return reverse("wagtailadmin_home")


class EditorMiddleware:
    """Add after the session, authentication and message middlewares."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not is_admin(request):
            return self.get_response(request)
        said = _too_much(request) if request.method == "POST" and request.user.is_authenticated else ""
        response = _refused(request, said) if said else self.get_response(request)
        self._mark(request, response)
        return response

    @staticmethod
    def _mark(request: HttpRequest, response: HttpResponse) -> None:
        is_editor = request.user.is_authenticated and request.user.has_perm("wagtailadmin.access_admin")
        if is_editor and EDITOR_COOKIE not in request.COOKIES:
            response.set_cookie(EDITOR_COOKIE, "1", samesite="Lax", secure=request.is_secure())
        elif not is_editor and EDITOR_COOKIE in request.COOKIES:
            response.delete_cookie(EDITOR_COOKIE)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Say why a publish was refused, where the editor was: approving, unlocking or reverting can publish, too."""
        said = self._said(exception)
        return _refused(request, said) if said and is_admin(request) else None

    @staticmethod
    def _said(exception: Exception) -> str:
        if isinstance(exception, (PublishRefused, AnsweredAlready)):
            return " ".join(exception.messages)
        return exception.said if isinstance(exception, InUse) else ""


def _refused(request: HttpRequest, said: str) -> HttpResponse:
    """Return to where the editor was, with a message; what a script has sent is answered as it understands."""
    if request.accepts("application/json") and not request.accepts("text/html"):  # autosave shows these words
        return JsonResponse({"success": False, "error_code": "validation_error", "error_message": said}, status=400)
    messages.error(request, said)
    back = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}, request.is_secure()):
        back = reverse("wagtailadmin_home")
    if request.headers.get("X-Requested-With") == "XMLHttpRequest":  # a modal of Wagtail's: it goes where it is told
        return JsonResponse({"step": "success", "redirect": back})
    return redirect(back)


def _too_much(request: HttpRequest) -> str:
    """Return why Django does not take what was sent: it would say “Bad Request”, before any view. Empty if it does.

    What was sent is read to its end: a browser that is answered before shows a broken connection.
    """
    try:
        request.POST  # noqa: B018 - it is read here
    except TooManyFilesSent:
        said = gettext("These are more than %s files, which is more than this site takes at once. Choose fewer.")
        said %= settings.DATA_UPLOAD_MAX_NUMBER_FILES
    except TooManyFieldsSent:
        said = gettext("This form has more than %s fields, which is more than this site takes at once.")
        said %= settings.DATA_UPLOAD_MAX_NUMBER_FIELDS
    except RequestDataTooBig:
        said = gettext("This is more than %s of text, too much for a form. Save it as a file, and choose that.")
        said %= filesizeformat(settings.DATA_UPLOAD_MAX_MEMORY_SIZE)
    else:
        return ""
    with suppress(OSError):  # a browser that has gone needs no answer
        while request.read(_CHUNK):
            pass
    return said
