"""How often something may be tried in a while, counted before anything is looked at."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any, NamedTuple

from django.shortcuts import render
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from .outages.cache import Cache
from .rendering.shell import request_shell
from .replies.limits import network_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

#: Where it is away, each process counts for itself.
_cache = Cache()


class Attempts(NamedTuple):
    """A limit of so many times in so many seconds, which are cut off by the clock, not counted from the first time."""

    name: str
    times: int
    seconds: int

    def begin(self, *who: object) -> int:
        """Count one. Return the seconds to wait if it is one too many, else 0. Exact for requests that come at once."""
        now = time.time()
        count = _cache.count(self._key(now, who), 1, self.seconds)
        return int(self.seconds - now % self.seconds) + 1 if count > self.times else 0

    def give_back(self, *who: object) -> None:
        """Take back one that was counted: it was none to limit."""
        _cache.count(self._key(time.time(), who), -1, self.seconds)

    def _key(self, now: float, who: tuple[object, ...]) -> str:
        digest = salted_hmac("guide_pages.attempts", repr(who), algorithm="sha256").hexdigest()
        return f"guide_pages.attempts.{self.name}.{int(now // self.seconds)}.{digest}"


#: Wrong passwords of one restriction from one network. What the right ones open is nobody's business.
PASSWORDS = Attempts("passwords", 10, 10 * 60)


def limit_guesses(view: Callable[..., HttpResponse], restriction: str) -> Callable[..., HttpResponse]:
    """Return a view that takes passwords with a limit to wrong ones; a right one it answers with a redirect.

    `restriction` is the argument of its address that names what is restricted, a page or a collection.
    """

    @wraps(view)
    def limited(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method != "POST":
            return view(request, *args, **kwargs)
        who = (view.__module__, kwargs[restriction], network_of(request))
        if seconds := PASSWORDS.begin(*who):
            return too_many(request, seconds, _("Too many wrong passwords"))
        response = view(request, *args, **kwargs)
        if response.status_code == 302:
            PASSWORDS.give_back(*who)
        return response

    return limited


@never_cache
def too_many(request: HttpRequest, seconds: int, title: object, **more: object) -> HttpResponse:
    """Return the page that says what was too much and when to come back: 429 (RFC 6585, 4)."""
    context = {"noindex": True, "title": title, "minutes": -(-seconds // 60), **more}
    response = render(request, "guide_pages/too_many.html", request_shell(request) | context, status=429)
    response["Retry-After"] = str(seconds)
    return response
