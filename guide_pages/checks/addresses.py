"""Our addresses stand last, and in place of Wagtail's."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from django.apps import apps
from django.core.checks import CheckMessage, Error, Warning, register
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse
from django.urls.resolvers import RoutePattern
from wagtail import urls as wagtail_urls

OURS = "guide_pages.urls"
Pattern = URLPattern | URLResolver


@register("guide_pages")
def guides_have_addresses(**kwargs: Any) -> list[CheckMessage]:
    """Refuse another view before ours: of those that could answer for a page, the first is asked."""
    serving = next((one for one in _views(get_resolver().url_patterns) if one.name == "wagtail_serve"), None)
    if serving is not None and serving.callback.__module__.startswith("guide_pages."):
        return []
    what = "Wagtail's own view answers for guides" if serving else "Guides have no address"
    return [
        Error(
            f"{what}: {OURS} is not where ROOT_URLCONF has its pages.",
            hint='Put path("", include("guide_pages.urls")) last into urlpatterns, in place of wagtail.urls.',
            id="guide_pages.E010",
        )
    ]


@register("guide_pages")
def nothing_stands_behind_pages(**kwargs: Any) -> Iterator[CheckMessage]:
    for route in _behind(get_resolver().url_patterns):
        yield Warning(
            f"“{route}” stands after {OURS}, which takes every path before it: it is never reached.",
            hint='Move path("", include("guide_pages.urls")) to the end of urlpatterns.',
            id="guide_pages.W011",
        )


@register("guide_pages")
def the_api_describes_itself_from_here(**kwargs: Any) -> list[CheckMessage]:
    try:
        reverse("guides_v1:api-root")
    except NoReverseMatch:
        return []
    if apps.is_installed("ninja"):
        return []
    return [
        Warning(
            "The guides API is mounted and ninja is not installed: its documentation loads scripts from a CDN.",
            hint='Add "ninja" to INSTALLED_APPS.',
            id="guide_pages.W012",
        )
    ]


def _views(patterns: Sequence[Pattern]) -> Iterator[URLPattern]:
    """Yield all views, in the order in which they are asked."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from _views(pattern.url_patterns)
        else:
            yield pattern


def _behind(patterns: Sequence[Pattern]) -> Iterator[str]:
    """Yield the routes without a variable that come after ours and that ours match, at whatever depth ours are."""
    is_behind = False
    for pattern in patterns:
        route = str(pattern.pattern)
        if is_behind and isinstance(pattern.pattern, RoutePattern) and _is_taken(route):
            yield route
        if isinstance(pattern, URLResolver):
            if getattr(pattern.urlconf_name, "__name__", "") == OURS and not route:
                is_behind = True
            elif not is_behind:
                yield from _behind(pattern.url_patterns)


def _is_taken(route: str) -> bool:
    return "<" not in route and bool(re.match(wagtail_urls.serve_pattern, route))
