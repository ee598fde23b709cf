"""Static files of other releases, for the pages that name them: yesterday's, and tomorrow's after a rollback."""

from __future__ import annotations

import gzip
import mimetypes
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.conf import settings
from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from guide_pages.records import KeptFile

from .representation import accepted_coding

if TYPE_CHECKING:
    from django.http import HttpRequest

#: A name has the digest of its file in it: what it names never changes.
FOR_EVER = "public, max-age=31536000, immutable"


@require_safe
def kept_file(request: HttpRequest, name: str) -> HttpResponse:
    """Return a file that a stored page names. Asked for only where the server's own folder does not have it."""
    kept = KeptFile.objects.filter(pk=name.replace("\x00", "")).first()  # PostgreSQL takes no NUL
    if kept is None:
        raise Http404
    body, coding = bytes(kept.body), accepted_coding(request, "gzip")
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    response = HttpResponse(gzip.compress(body, mtime=0) if coding else body, content_type=kind)
    response["Cache-Control"] = FOR_EVER
    response["Vary"] = "Accept-Encoding"
    response["Access-Control-Allow-Origin"] = "*"  # a font is asked for without credentials
    if coding:
        response["Content-Encoding"] = coding
    return response


def path_of_static_files() -> str:
    """Return where static files are on this host, below the site's own prefix; nothing where they are on another."""
    url = urlsplit(settings.STATIC_URL or "")
    prefix = (settings.FORCE_SCRIPT_NAME or "").rstrip("/")
    return "" if url.netloc else url.path.removeprefix(prefix).lstrip("/")
