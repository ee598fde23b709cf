"""Middleware of this site: which content policy a path gets, and that the path alone chooses the language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csp.middleware import CSPMiddleware, PolicyParts
from django.conf import settings
from django.http import Http404
from django.middleware.locale import LocaleMiddleware
from django.urls import reverse
from django.utils import translation

from config.views import not_found

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponseBase


class ContentSecurityPolicyMiddleware(CSPMiddleware):
    """Gives public pages the strict policy and Wagtail's admin the one it needs."""

    def get_policy_parts(
        self, request: HttpRequest, response: HttpResponseBase, report_only: bool = False
    ) -> PolicyParts:
        parts = super().get_policy_parts(request, response, report_only)
        if not report_only and request.path.startswith(reverse("wagtailadmin_home")):
            parts.config = parts.config or settings.ADMIN_CONTENT_SECURITY_POLICY["DIRECTIVES"]
        return parts


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
