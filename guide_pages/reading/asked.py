"""What a guide's page asks its readers: whether it helped, and what is wrong. Nobody else is shown what they say."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from guide_pages.replies.errors import ErrorForm
from guide_pages.replies.forms import HONEYPOT
from guide_pages.replies.helpful import HelpfulForm, Part, Said, parts, take
from guide_pages.replies.limits import TooMany, network_of
from guide_pages.replies.places import Place
from guide_pages.replies.receiving import KeyReused, Sent, receive
from guide_pages.replies.tokens import Verdict, fresh_token, read_token

from .posts import place_or_404, refusal, rendered, see, too_many

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django_stubs_ext import StrOrPromise

_HELPFUL = "guide_pages/replies/helpful.html"
_ERROR = "guide_pages/replies/error.html"


@csrf_exempt  # there is no session to forge: `replies.tokens` says what stands in the token's place
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def helpful(request: HttpRequest, guide_id: UUID) -> HttpResponse:
    """Take whether a guide or a part of it helped. A button says `helpful=yes` or `no`, and then the part's anchor.

    The page's own form cannot say when it was begun: then the reader is asked once more, on a page with a fresh token.
    `quiet` is how a script asks, which says the rest itself: it is answered 204, or a refusal in plain words.
    """
    request.encoding = "utf-8"
    if request.method != "POST":
        place = place_or_404(request, guide_id)
        part = _part(guide_id, request.GET.get("about", ""))
        return _ask(request, place, HelpfulForm(auto_id="helpful_%s"), part)
    door = refusal(request, guide_id)
    if isinstance(door, HttpResponse):
        return door
    answer, _space, anchor = request.POST.get("helpful", "").partition(" ")
    part = _part(guide_id, anchor or request.POST.get("about", ""))
    form = HelpfulForm({"helpful": answer, "words": request.POST.get("words", "")}, auto_id="helpful_%s")
    token = read_token(request.POST.get("token", ""), guide_id)
    if not form.is_valid():
        return _ask(request, door, form, part, status=422)
    if token.verdict is not Verdict.GOOD:
        why = "" if token.verdict is Verdict.UNTIMED else _quick_or_old(token.verdict)
        again = request.POST["token"] if token.verdict is Verdict.TOO_QUICK else ""
        return _ask(request, door, form, part, status=422 if why else 200, why=why, token=again)
    if not request.POST.get(HONEYPOT):
        words = form.cleaned_data["words"]
        said = Said(part.anchor, answer == "yes", words, network_of(request), f"helpful {token.nonce}")
        try:
            take(guide_id, said)
        except TooMany as error:
            headers = {"Retry-After": str(error.seconds)}
            return _ask(request, door, form, part, status=429, why=too_many(error), headers=headers)
    return HttpResponse(status=204) if request.POST.get("quiet") else see("guidepost_asked", guide_id)


def _ask(request: HttpRequest, place: Place, form: HelpfulForm, part: Part, **context: Any) -> HttpResponse:
    return _page(request, place, _HELPFUL, {"form": form, "part": part, **context})


@sensitive_post_parameters("email", "text")
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def report_error(request: HttpRequest, guide_id: UUID) -> HttpResponse:
    """Show the form for an error, in the part that `about` names by its anchor, or take a report."""
    request.encoding = "utf-8"
    if request.method != "POST":
        place = place_or_404(request, guide_id)
        initial = {"about": request.GET.get("about", "")}
        form = ErrorForm(parts=parts(guide_id), initial=initial, auto_id="error_%s")
        return _page(request, place, _ERROR, {"form": form})
    door = refusal(request, guide_id)
    if isinstance(door, HttpResponse):
        return door
    form = ErrorForm(request.POST, parts=parts(guide_id), auto_id="error_%s")
    if not form.is_valid():
        return _page(request, door, _ERROR, {"form": form, "status": 422})
    token = read_token(request.POST.get("token", ""), guide_id)
    if token.verdict is not Verdict.GOOD:
        again = request.POST["token"] if token.verdict is Verdict.TOO_QUICK else ""
        context = {"form": form, "why": _quick_or_old(token.verdict), "token": again, "status": 422}
        return _page(request, door, _ERROR, context)
    sent = Sent(
        **form.cleaned_data,
        name=_("A reader"),
        network=network_of(request),
        key=f"form {token.nonce}",
        suspicion=_("A field that no person sees was filled in.") if request.POST.get(HONEYPOT) else "",
        is_private=True,
    )
    try:
        receive(guide_id, sent)
    except TooMany as error:
        context = {"form": form, "why": too_many(error), "status": 429}
        return _page(request, door, _ERROR, {**context, "headers": {"Retry-After": str(error.seconds)}})
    except KeyReused:
        why = _("This form has been sent before, with other words. Send it again as it is.")
        return _page(request, door, _ERROR, {"form": form, "why": why, "status": 422})
    return see("guidepost_asked", guide_id)


@never_cache
@require_safe
def asked(request: HttpRequest, guide_id: UUID) -> HttpResponse:
    """Say that what a reader said has arrived. The same for everybody."""
    return rendered(request, place_or_404(request, guide_id), "guide_pages/replies/asked.html", {})


def _page(request: HttpRequest, place: Place, template: str, context: dict[str, Any]) -> HttpResponse:
    """Return a form on a page of its own, with a fresh token unless it has one that is good soon."""
    status, headers = context.pop("status", 200), context.pop("headers", None)
    context["token"] = context.get("token") or fresh_token(place.guide)
    context["is_trapped"] = request.method == "POST" and bool(request.POST.get(HONEYPOT))
    return rendered(request, place, template, {**context, "is_refused": status != 200}, status, headers)


def _part(guide_id: UUID, anchor: str) -> Part:
    """Return the part of a guide that is asked about; the guide where it has no such part."""
    known = parts(guide_id)
    return next((part for part in known if part.anchor == anchor), known[0] if known else Part("", ""))


def _quick_or_old(verdict: Verdict) -> StrOrPromise:
    if verdict is Verdict.TOO_QUICK:
        return _("That was very quick. Read it once more, and send it again.")
    return _("This form has been open for too long. Send it again as it is.")
