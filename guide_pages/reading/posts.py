"""What every form below a guide has in common: who may post, how a refusal looks, what stands around its page."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override
from wagtail.models import Page, Site

from guide_pages.rendering.shell import request_shell
from guide_pages.replies.limits import Posts, TooMany, is_too_long
from guide_pages.replies.origins import is_foreign
from guide_pages.replies.places import Place, place_at

from .urgent_help import urgent_help

if TYPE_CHECKING:
    from django.http import HttpRequest

_FORM_TYPES = ("application/x-www-form-urlencoded", "multipart/form-data")


def refusal(request: HttpRequest, guide_id: UUID) -> HttpResponse | Place:
    """Return the guide that a post is for, or why it is not even read. Raise Http404 for one that is not public."""
    if is_foreign(request):
        return plain(403, _("This was not sent from the guide's own page. Open the guide and send it there."))
    try:
        Posts().count(request)
    except TooMany as error:
        return plain(429, too_many(error), {"Retry-After": str(error.seconds)})
    place = place_or_404(request, guide_id)
    if is_too_long(request):
        return plain(413, _("This is too long."))
    if request.content_type not in _FORM_TYPES:
        return plain(415, _("Send the form of the guide's page."))
    return place


def place_or_404(request: HttpRequest, guide_id: UUID) -> Place:
    place = place_at(request, guide_id)
    if place is None:
        raise Http404
    return place


def too_many(error: TooMany) -> str:
    minutes = -(-error.seconds // 60)
    return (
        ngettext(
            "Many replies have come just now. Wait %s minute, and send yours again.",
            "Many replies have come just now. Wait %s minutes, and send yours again.",
            minutes,
        )
        % minutes
    )


def plain(status: int, words: str, headers: dict[str, str] | None = None) -> HttpResponse:
    """Return a refusal without a page around it: it costs nothing."""
    return HttpResponse(
        f"{HTTPStatus(status).phrase}. {words}\n",
        status=status,
        content_type="text/plain; charset=utf-8",
        headers=headers,
    )


def see(name: str, guide_id: UUID) -> HttpResponse:
    """Return the way to what is said after a post: to be asked for (RFC 9110, 15.4.4)."""
    response = redirect(name, guide_id=guide_id)
    response.status_code = HTTPStatus.SEE_OTHER
    return response


def rendered(
    request: HttpRequest,
    place: Place,
    template: str,
    context: dict[str, Any],
    status: int = 200,
    headers: dict[str, str] | None = None,
) -> HttpResponse:
    """Return a page of a guide's, in the guide's language, which no search engine is to list."""
    page = Page.objects.get(pk=place.page)
    with override(page.locale.language_code):
        shell = request_shell(request, page)
        context = {
            **shell,
            "guide_title": page.title,
            "guide_path": place.path,
            **urgent_help(Site.find_for_request(request), page.locale.language_code).context,
            "place": place,
            "noindex": True,
            "hreflangs": [],
            **context,
        }
        response = render(request, template, context, status=status)
    for name, value in (headers or {}).items():
        response[name] = value
    return response
