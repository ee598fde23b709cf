"""How large a form may be, and whose network a reader is in."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Warning, register

FIELDS = 10_000


@register("guide_pages")
def long_guides_can_be_saved(**kwargs: Any) -> list[CheckMessage]:
    most: int | None = getattr(settings, "DATA_UPLOAD_MAX_NUMBER_FIELDS", None)
    if most is None or most >= FIELDS:
        return []
    return [
        Warning(
            f"DATA_UPLOAD_MAX_NUMBER_FIELDS is {most}: a long guide is one form with more fields, and cannot be saved.",
            hint=f"Set DATA_UPLOAD_MAX_NUMBER_FIELDS = {FIELDS:_}.",
            id="guide_pages.W008",
        )
    ]


@register("guide_pages")
def proxies_are_counted(**kwargs: Any) -> list[CheckMessage]:
    """Warn of a proxy that is not counted: one that says who ended HTTPS hides where readers are."""
    if not settings.SECURE_PROXY_SSL_HEADER or getattr(settings, "NINJA_NUM_PROXIES", None):
        return []
    return [
        Warning(
            "SECURE_PROXY_SSL_HEADER names a proxy, and NINJA_NUM_PROXIES counts none: to the limits on replies all"
            " readers are one network.",
            hint="Set NINJA_NUM_PROXIES to the number of your proxies that add to X-Forwarded-For.",
            id="guide_pages.W009",
        )
    ]
