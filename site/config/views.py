"""What a site says about itself to machines."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe
from wagtail.models import Site

from guide_pages.reading.representation import respond_compressed
from guide_pages.reading.urgent_help import urgent_help
from guide_pages.rendering.shell import request_shell
from search.frame import content_language

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
    """Sends who asks for /favicon.ico without having read a page to the mark in that old format."""
    return redirect(static("guide_pages/favicon.ico"))


@require_safe
def manifest(request: HttpRequest) -> HttpResponse:
    """Returns what a phone needs that puts the site on its first screen: https://www.w3.org/TR/appmanifest/"""
    site = Site.find_for_request(request)
    name = (site.site_name or site.root_page.title) if site else settings.WAGTAIL_SITE_NAME
    icons = [
        {"src": static(f"guide_pages/icon-{side}.png"), "type": "image/png", "sizes": f"{side}x{side}", "purpose": for_}
        for side in (192, 512)
        for for_ in ("any", "maskable")
    ]
    said = {
        "name": name,
        "short_name": name,
        "start_url": reverse("wagtail_serve", args=[""]),
        "display": "minimal-ui",
        "background_color": "#fcfcfa",
        "theme_color": "#fcfcfa",
        "icons": icons,
    }
    return respond_compressed(request, json.dumps(said, ensure_ascii=False).encode(), "application/manifest+json")


@require_safe
def security_txt(request: HttpRequest) -> HttpResponse:
    """Returns whom to tell of a security problem (RFC 9116), if a setting says so; else 404.

    It expires half a year after the first of this month: as long as the site is run, what it says is meant.
    """
    if not settings.SECURITY_CONTACTS:
        raise Http404
    month = datetime.now(UTC).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    expires = (month + timedelta(days=182)).isoformat().replace("+00:00", "Z")
    lines = [*(f"Contact: {contact}" for contact in settings.SECURITY_CONTACTS), f"Expires: {expires}"]
    return respond_compressed(request, ("\n".join(lines) + "\n").encode(), "text/plain; charset=utf-8")


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Says that nothing is here, in the site's own frame, with the ways on."""
    return _sorry(request, "404.html", 404)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Says that this is not for everybody, in the site's own frame."""
    return _sorry(request, "403.html", 403)


def _sorry(request: HttpRequest, template: str, status: int) -> HttpResponse:
    """Returns an apology, and where help is found at once: somebody may have come for that."""
    urgent = urgent_help(Site.find_for_request(request), content_language())
    context = request_shell(request) | {"noindex": True, **urgent.context}
    return render(request, template, context, status=status)
