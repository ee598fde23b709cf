"""The script by which a reader's own browser keeps guides: it works where the page that asks for it is, and below."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe
from django.utils.translation import get_language, get_language_bidi
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from .representation import respond_compressed

if TYPE_CHECKING:
    from django.http import HttpRequest


@require_safe
def offline_worker(request: HttpRequest) -> HttpResponse:
    """Return the service worker (https://www.w3.org/TR/service-workers/), with words in the language of its path."""
    said = {
        "language": get_language() or "en",
        "direction": "rtl" if get_language_bidi() else "ltr",
        "offline": _("There is no network"),
        "kept": _("These guides are on this device:"),
    }
    words = mark_safe(json.dumps(said))  # noqa: S308 - a script's own literal, of words of ours
    script = render_to_string("guide_pages/offline.js", {"words": words})
    return respond_compressed(request, script.encode(), "text/javascript; charset=utf-8")
