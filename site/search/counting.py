"""Counting a search once its answer has been sent: no reader waits for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wagtail.models import Site

from guide_pages.searching.recording import record

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse


def counted(response: HttpResponse, request: HttpRequest, locale: str, words: str, *, was_found: bool) -> HttpResponse:
    """Return the answer to a search, which is counted as soon as the server has sent it."""

    def count() -> None:
        site = Site.find_for_request(request)
        if site is not None:
            record(site.pk, locale, words, was_found=was_found)

    return after_sending(response, count) if words and request.method == "GET" else response


def after_sending(response: HttpResponse, act: Callable[[], None]) -> HttpResponse:
    """Return a response that does something when the server closes it (PEP 3333)."""
    close = response.close

    def act_and_close() -> None:
        try:
            act()
        finally:
            close()

    response.close = act_and_close  # type: ignore[method-assign]
    return response
