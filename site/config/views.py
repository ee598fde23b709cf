"""What a site says about itself to machines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from guide_pages.rendering.shell import request_shell

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponseRedirect


@require_safe
@cache_control(public=True, max_age=3600)
def robots(request: HttpRequest) -> HttpResponse:
    """Returns robots.txt (RFC 9309): everything but the admin, and where the sitemap is.

    Searches are not refused: who may not read them would not learn that they are not to be listed.
    """
    lines = (
        "User-agent: *",
        f"Disallow: {reverse('wagtailadmin_home')}",
        f"Sitemap: {request.build_absolute_uri(reverse('sitemap'))}",
    )
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@require_safe
@cache_control(public=True, max_age=86400)
def favicon(request: HttpRequest) -> HttpResponseRedirect:
    """Sends who asks for /favicon.ico without having read a page to the mark that pages name."""
    return redirect(static("guide_pages/mark.svg"))


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Says that nothing is here, in the site's own frame, with the ways on."""
    return render(request, "404.html", request_shell(request) | {"noindex": True}, status=404)
