"""Whether a post was sent by this site's own pages."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from django.conf import settings

if TYPE_CHECKING:
    from django.http import HttpRequest


def is_foreign(request: HttpRequest, *, trusted: Collection[str] = ()) -> bool:
    """Return True if the browser says that another site's page sent this, unless that site is `trusted`; `*` is any.

    `Sec-Fetch-Site` is set by the browser alone (W3C, Fetch Metadata Request Headers); `Origin` by every browser with
    a post (RFC 6454, 7). What is no browser sends neither, and has no cookies of anybody's to misuse.
    """
    origin = request.headers.get("Origin")
    if "*" in trusted or origin in {*settings.CSRF_TRUSTED_ORIGINS, *trusted}:
        return False
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in {"same-origin", "none"}:
        return True
    return origin is not None and origin != f"{request.scheme}://{request.get_host()}"
