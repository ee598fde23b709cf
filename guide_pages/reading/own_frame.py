"""Public pages in the site's own frame: ours are made once for all, and for each request its template around them.

`GUIDEPOST_FRAME` names that template. It is given `guide`, with `title`, `head` and `article`, and as any template of
Wagtail's `page`, `self` and `request`. Without the setting nothing of this is done.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.functional import SimpleLazyObject
from wagtail.models import Page

from guide_pages.rendering.frame import parts_of

if TYPE_CHECKING:
    from django.http import HttpRequest

View = Callable[..., HttpResponse]
#: What asks for another form of our bytes than can be put into a frame.
_FORMS = ("HTTP_ACCEPT_ENCODING", "HTTP_IF_NONE_MATCH", "HTTP_IF_MATCH")
#: What is true of our bytes alone. A frame may show who is signed in: nothing says that caches may keep it.
_OF_BYTES = ("ETag", "Content-Length", "Content-Type", "Vary")


def own_frame() -> str:
    """Return the name of the site's own template; nothing where it has none."""
    return str(getattr(settings, "GUIDEPOST_FRAME", ""))


def in_own_frame(view: View) -> View:
    """Let a view's pages stand in the site's own frame, if it has one."""

    @wraps(view)
    def framed(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not own_frame():
            return view(request, *args, **kwargs)
        asked = {name: request.META.pop(name) for name in _FORMS if name in request.META}
        try:
            response = view(request, *args, **kwargs)
        finally:
            request.META.update(asked)
        return with_own_frame(request, response, SimpleLazyObject(lambda: _page(request, *args, **kwargs)))

    return framed


def with_own_frame(request: HttpRequest, response: HttpResponse, page: object) -> HttpResponse:
    """Return a page of ours in the site's own frame, if it has one; any other response as it is."""
    if not own_frame() or not getattr(response, "is_rendered", True) or response.streaming:
        return response
    if not response.get("Content-Type", "").startswith("text/html"):
        return response
    parts = parts_of(response.content.decode())
    if parts is None:
        return response
    found = render(request, own_frame(), {"guide": parts, "page": page, "self": page}, status=response.status_code)
    for name, value in response.items():
        if name not in _OF_BYTES and not (name == "Cache-Control" and "public" in value):
            found[name] = value
    return found


def _page(request: HttpRequest, path: str = "", guide_id: UUID | None = None) -> Page | None:
    """Return the page at a path, or that of a guide whose forms are shown."""
    guides = Page.objects.filter(guide=guide_id)
    page = guides.first() if guide_id else Page.find_for_request(request, path)
    return page.specific if page else None
