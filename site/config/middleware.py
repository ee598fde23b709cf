"""Middleware of this site: which content policy a path gets, what chooses the language, what frame a page has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csp.constants import HEADER
from csp.utils import build_policy
from django.conf import settings
from django.http import Http404
from django.middleware.locale import LocaleMiddleware
from django.utils import translation

from config.views import not_found
from guide_pages.middleware import is_admin
from guide_pages.rendering.shell import request_shell

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponseBase
    from django.template.response import TemplateResponse

#: Our templates for pages that Wagtail and Django render, who know nothing of the site's frame.
DOORS = {"wagtailcore/login.html", "wagtailcore/password_required.html", "wagtaildocs/password_required.html"}


class ContentSecurityPolicyMiddleware:
    """Gives public pages the strict policy, Wagtail's admin the one it needs; django-csp writes each of them once."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self.public = build_policy(config=settings.CONTENT_SECURITY_POLICY["DIRECTIVES"])
        self.admin = build_policy(config=settings.ADMIN_CONTENT_SECURITY_POLICY["DIRECTIVES"])

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if not (settings.DEBUG and response.status_code in (404, 500)):  # Django's own debug pages have inline styles
            response.headers.setdefault(HEADER, self.admin if is_admin(request) else self.public)
        return response


class LocaleFromPathMiddleware(LocaleMiddleware):
    """Takes the language from the path, and says so: the answer does not vary with Accept-Language.

    Django's own adds `Vary: Accept-Language` to every path without a prefix, although it does not look at the header
    once the default language has no prefix. It would divide a cache by every browser's preferences.
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        response.headers.setdefault("Content-Language", translation.get_language() or settings.LANGUAGE_CODE)
        return response


class NotFoundMiddleware:
    """Shows the site's own 404 where DEBUG would show Django's: the demonstration is looked at with DEBUG on."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponseBase | None:
        return not_found(request, exception) if isinstance(exception, Http404) else None


class DoorsMiddleware:
    """Puts the site's frame around the pages that ask for a password: who is asked sees by whose name.

    Django's sign-in says the host's name there, and a guide that asks for a password nobody's.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_template_response(self, request: HttpRequest, response: TemplateResponse) -> TemplateResponse:
        name = response.template_name
        if DOORS.intersection(name if isinstance(name, list | tuple) else [name]):
            response.context_data = {**(response.context_data or {}), **request_shell(request)}
        return response
