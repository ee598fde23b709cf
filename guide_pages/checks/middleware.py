"""What stands around every request, and in which order."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning, register
from django.template import engines as template_engines
from django.template.backends.django import DjangoTemplates
from django.utils.module_loading import import_string

EDITOR = "guide_pages.middleware.EditorMiddleware"
OUTAGES = "guide_pages.outages.middleware.OutageMiddleware"
REDIRECTS = "wagtail.contrib.redirects.middleware.RedirectMiddleware"
#: What `EditorMiddleware` asks of a request. A site may use classes of its own that inherit from these.
BEFORE = (
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
)


@register("guide_pages")
def editors_are_told(**kwargs: Any) -> list[CheckMessage]:
    """Ask for the middleware, after those that it needs: without it a refused publish is an error page."""
    place = _position(EDITOR)
    if place is None:
        return [
            Error(
                "EditorMiddleware is missing: a publish that is refused is an error page, and not a message.",
                hint=f'Add "{EDITOR}" to MIDDLEWARE, after sessions, authentication and messages.',
                id="guide_pages.E004",
            )
        ]
    late = [name for name in BEFORE if (found := _position(name)) is None or found > place]
    return [
        Error(
            f"EditorMiddleware does not come after {name.rpartition('.')[2]}, which it needs on every request.",
            hint=f'In MIDDLEWARE, name "{name}" before "{EDITOR}".',
            id="guide_pages.E005",
        )
        for name in late
    ]


@register("guide_pages")
def outages_are_told(**kwargs: Any) -> list[CheckMessage]:
    """Warn where an outage is met before ours can tell of it: the session asks the database before any view does."""
    place, session = _position(OUTAGES), _position(BEFORE[0])
    if place is not None and (session is None or place < session):
        return []
    what = "is missing" if place is None else "comes after SessionMiddleware"
    return [
        Warning(
            f"OutageMiddleware {what}: while the database is away, readers are told of an error, and not to come back.",
            hint=f'Add "{OUTAGES}" to MIDDLEWARE, before "{BEFORE[0]}".',
            id="guide_pages.W026",
        )
    ]


@register("guide_pages")
def old_addresses_lead_on(**kwargs: Any) -> list[CheckMessage]:
    if apps.is_installed("wagtail.contrib.redirects") and _position(REDIRECTS) is not None:
        return []
    return [
        Warning(
            "RedirectMiddleware is missing: an address that a guide has had answers 404 after it has moved.",
            hint=f'Add "wagtail.contrib.redirects" to INSTALLED_APPS and "{REDIRECTS}" to the end of MIDDLEWARE.',
            id="guide_pages.W006",
        )
    ]


@register("guide_pages")
def templates_know_the_request(**kwargs: Any) -> list[CheckMessage]:
    wanted = "django.template.context_processors.request"
    engines = [engine for engine in template_engines.all() if isinstance(engine, DjangoTemplates)]
    if any(wanted in engine.engine.context_processors for engine in engines):
        return []
    return [
        Error(
            "Templates are not given the request: every page of the admin is an error.",
            hint=f'Add "{wanted}" to the context_processors in TEMPLATES.',
            id="guide_pages.E007",
        )
    ]


def _position(name: str) -> int | None:
    """Return the position of a middleware, or of a class that inherits from it; None if it is not there."""
    wanted = import_string(name) if name in BEFORE else None
    for place, path in enumerate(settings.MIDDLEWARE):
        if path == name:
            return place
        found = import_string(path)
        if isinstance(found, type) and issubclass(found, wanted or _imported(name) or ()):
            return place
    return None


def _imported(name: str) -> type | None:
    """Return the middleware of an app, or None: to import it is an error where the app is not installed."""
    try:
        found: type = import_string(name)
    except (ImportError, RuntimeError):
        return None
    return found
