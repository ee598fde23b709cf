"""The view that stands where Wagtail's stood."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse
from django.http.request import split_domain_port
from wagtail import views as wagtail_views

from .models import Delivery
from .serving import respond_with

if TYPE_CHECKING:
    from django.http import HttpRequest


def serve(request: HttpRequest, path: str) -> HttpResponse:
    """Answer for a public guide from its delivery, in one query; for everything else, as Wagtail does."""
    if request.method in ("GET", "HEAD"):
        hostname = split_domain_port(request._get_raw_host())[0]  # type: ignore[attr-defined]
        rows = Delivery.objects.public().at(hostname, int(request.get_port()), request.path)
        try:
            return respond_with(request, rows)
        except Http404:
            pass
    response: HttpResponse = wagtail_views.serve(request, path)
    return response
