"""A site below a path, such as https://example.org/library/. Stored pages hold whole addresses: whichever process makes
them, the server or a command that cron runs, has to know the same prefix. FORCE_SCRIPT_NAME is known to all of them.
"""

from __future__ import annotations

import os
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Error, register

_HINT = "Set FORCE_SCRIPT_NAME to the prefix, in the settings that server and commands share; then run reconcile."


@register("guide_pages")
def every_process_knows_the_prefix(**kwargs: Any) -> list[CheckMessage]:
    """Refuse a prefix that only the WSGI server knows, by SCRIPT_NAME: Django's commands do not look at it."""
    served, known = os.environ.get("SCRIPT_NAME", "").rstrip("/"), (settings.FORCE_SCRIPT_NAME or "").rstrip("/")
    if not served or served == known:
        return []
    return [
        Error(
            f"SCRIPT_NAME is “{served}” and FORCE_SCRIPT_NAME “{known}”: server and commands would store different"
            " addresses.",
            hint=_HINT,
            id="guide_pages.E013",
        )
    ]


@register("guide_pages")
def mail_knows_the_same_prefix(**kwargs: Any) -> list[CheckMessage]:
    """Refuse a prefix in the base URL: what follows it in mail is an address that has the prefix already."""
    path = urlsplit(getattr(settings, "WAGTAILADMIN_BASE_URL", None) or "").path.rstrip("/")
    if not path:
        return []
    return [
        Error(
            f"WAGTAILADMIN_BASE_URL ends in “{path}”, a prefix that only mail would know, or say twice.",
            hint=f"End WAGTAILADMIN_BASE_URL with the host. If the site has this prefix: {_HINT}",
            id="guide_pages.E014",
        )
    ]
