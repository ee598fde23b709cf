"""How often signing in may be tried. django-axes counts wrong passwords: by what, and what is shown, is said here."""

from __future__ import annotations

import ipaddress
import unicodedata
from typing import TYPE_CHECKING, Any

from axes.helpers import get_client_parameters, get_cool_off
from axes.models import AccessAttempt
from django.shortcuts import redirect
from django.utils.timezone import now
from django.utils.translation import gettext as _
from wagtail.admin.views.account import PasswordResetView

from config.hashing import HashingBusy
from guide_pages.attempts import Attempts, too_many
from guide_pages.replies.limits import address_of, network_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

#: Reset mails that one network asks for, and that one address is sent: enough for an office, and no nuisance.
RESETS_OF_A_NETWORK = Attempts("resets", 10, 60 * 60)
RESETS_TO_AN_ADDRESS = Attempts("reset-mails", 3, 60 * 60)


def client_address(request: HttpRequest) -> str | None:
    """Whose attempts are counted together: the network that `NUM_PROXIES` tells of, as for replies."""
    address = address_of(request)
    try:
        return str(ipaddress.ip_address(address))
    except ValueError:  # a Unix socket's, or whatever a proxy wrote: all of them are one network
        return None


def client_username(request: HttpRequest, credentials: dict[str, Any] | None = None) -> str:
    """The name that was tried, as long as axes can store it: a longer one is nobody's."""
    return str((credentials or {}).get("username") or "").replace("\x00", "")[:255]


def locked_out(request: HttpRequest, response: HttpResponse | None, credentials: dict[str, Any] | None) -> HttpResponse:
    """What somebody is shown who has tried too often, right password or wrong."""
    return too_many(
        request,
        _seconds_left(request, credentials),
        _("Too many wrong passwords"),
        words=_("Nobody can sign in with this name from your network now. Who runs the site can lift this sooner."),
    )


def _seconds_left(request: Any, credentials: dict[str, Any] | None) -> int:
    cool_off = get_cool_off(request)
    username = client_username(request, credentials)
    [which] = get_client_parameters(username, request.axes_ip_address, request.axes_user_agent, request, credentials)
    last = AccessAttempt.objects.filter(**which).order_by("-attempt_time").values_list("attempt_time", flat=True)[:1]
    left = [cool_off - (now() - attempt_time) for attempt_time in last]
    return max(1, int((left[0] if left else cool_off).total_seconds()))


def password_reset(request: HttpRequest) -> HttpResponse:
    """Wagtail's form that mails a link. Whether somebody has the address is not told, nor that one has had enough."""
    if request.method == "POST":
        if seconds := RESETS_OF_A_NETWORK.begin(network_of(request)):
            return too_many(request, seconds, _("Too many mails were asked for"))
        email = unicodedata.normalize("NFKC", request.POST.get("email", "")).strip().casefold()
        if RESETS_TO_AN_ADDRESS.begin(email):
            return redirect(PasswordResetView.success_url)
    response: HttpResponse = PasswordResetView.as_view()(request)
    return response


class HashingBusyMiddleware:
    """Says that many sign in at this moment: nobody's attempt was counted."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, HashingBusy):
            return None
        response = too_many(request, exception.seconds, _("Many people are signing in"), code=503)
        response.status_code = 503
        return response
