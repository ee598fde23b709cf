"""The form under a guide: a post without a session, and every word kept until it has arrived."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, override
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.models import Page, Site

from guide_pages.records import Reply
from guide_pages.rendering.discussion import thread_pages, threads
from guide_pages.rendering.shell import request_shell
from guide_pages.replies.forms import HONEYPOT, ReplyForm
from guide_pages.replies.limits import Posts, TooMany, is_too_long, network_of
from guide_pages.replies.origins import is_foreign
from guide_pages.replies.places import Place, place_at
from guide_pages.replies.receiving import KeyReused, NoParent, Sent, receive
from guide_pages.replies.tokens import Verdict, fresh_token, read_token
from guide_pages.replies.words import to_html

from .urgent_help import urgent_help

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django_stubs_ext import StrOrPromise

#: What was answered is hidden or gone; the form comes back without it.
_NO_PARENT = gettext_lazy("What you answered is not here any more. You can still send this as a new reply.")
_FORM_TYPES = ("application/x-www-form-urlencoded", "multipart/form-data")


@sensitive_post_parameters("name", "email", "text")
@csrf_exempt  # there is no session to forge: `tokens` says what stands in the token's place
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def leave_reply(request: HttpRequest, guide_id: UUID) -> HttpResponse:
    """Show the form by itself, or take a reply. Say nothing of a guide that is not public."""
    request.encoding = "utf-8"  # whatever the sender calls it
    if request.method != "POST":
        place = _place_or_404(request, guide_id)
        return _Answer(
            request, place, ReplyForm(auto_id="reply_%s"), _parent(request.GET.get("to", ""), guide_id)
        ).show()
    if is_foreign(request):
        return _plain(403, _("This reply was not sent from the guide's own page. Open the guide and send it there."))
    try:
        Posts().count(request)
    except TooMany as error:
        return _plain(429, _too_many(error), {"Retry-After": str(error.seconds)})
    place = _place_or_404(request, guide_id)
    if is_too_long(request):
        return _plain(413, _("This reply is too long."))
    if request.content_type not in _FORM_TYPES:
        return _plain(415, _("Send the form of the guide's page."))
    return _take(request, place)


def _take(request: HttpRequest, place: Place) -> HttpResponse:
    form = ReplyForm(request.POST, auto_id="reply_%s")
    answer = _Answer(request, place, form, _parent(request.POST.get("to", ""), place.guide))
    if not place.is_open:
        return answer.refuse(
            403, _("This guide takes no more replies. Your words are below, so that you can keep them.")
        )
    if request.POST.get("to") and answer.parent is None:
        return answer.refuse(422, _NO_PARENT)
    if not form.is_valid():
        return answer.refuse(422)
    token = read_token(request.POST.get("token", ""), place.guide)
    if token.verdict is Verdict.UNTIMED:
        return answer.check()
    if token.verdict is Verdict.TOO_QUICK:
        answer.token = request.POST["token"]
        return answer.refuse(422, _("That was very quick. Read your reply once more, and send it again."))
    if token.verdict is not Verdict.GOOD:
        return answer.refuse(422, _("This form has been open for too long. Send it again as it is."))
    sent = Sent(
        **form.cleaned_data,
        network=network_of(request),
        key=f"form {token.nonce}",
        parent=answer.parent.pk if answer.parent else None,
        suspicion=_("A field that no person sees was filled in.") if answer.is_trapped else "",
    )
    try:
        receive(place.guide, sent)
    except TooMany as error:
        return answer.refuse(429, _too_many(error), {"Retry-After": str(error.seconds)})
    except NoParent:
        return answer.refuse(422, _NO_PARENT)
    except KeyReused:
        return answer.refuse(422, _("This form has been sent before, with other words. Send it again as it is."))
    response = redirect("guidepost_reply_received", guide_id=place.guide)
    response.status_code = HTTPStatus.SEE_OTHER  # after a post, ask for it (RFC 9110, 15.4.4)
    return response


@never_cache
@require_safe
def received(request: HttpRequest, guide_id: UUID) -> HttpResponse:
    """Say that a reply has arrived and waits to be checked. The same for everybody."""
    place = _place_or_404(request, guide_id)
    return _render(request, place, "guide_pages/replies/received.html", {})


@never_cache
@require_safe
def earlier_replies(request: HttpRequest, guide_id: UUID) -> HttpResponse:
    """Show a page of a guide's replies: `?page=2` has those before the newest, which stand in the guide's own page."""
    place = _place_or_404(request, guide_id)
    page_obj = thread_pages(guide_id).get_page(request.GET.get("page"))
    answer_url = reverse("guidepost_reply", args=[guide_id]) if place.is_open else ""
    context = {"page_obj": page_obj, "threads": threads(page_obj), "answer_url": answer_url}
    return _render(request, place, "guide_pages/replies/earlier.html", context)


@never_cache
@require_safe
def token(request: HttpRequest, guide_id: UUID) -> HttpResponse:
    """Return a fresh token for the form in the page, as text."""
    return HttpResponse(fresh_token(_place_or_404(request, guide_id).guide), content_type="text/plain; charset=utf-8")


class _Answer:
    """The form on a page of its own, as it was filled in, with a fresh token and what is to be said of it."""

    def __init__(self, request: HttpRequest, place: Place, form: ReplyForm, parent: Reply | None) -> None:
        self.request, self.place, self.form, self.parent = request, place, form, parent
        self.token = fresh_token(place.guide)
        self.is_trapped = bool(request.POST.get(HONEYPOT)) if request.method == "POST" else False

    def show(self, **context: Any) -> HttpResponse:
        status = context.pop("status", 200)
        return _render(
            self.request,
            self.place,
            "guide_pages/replies/form_page.html",
            {"form": self.form, "token": self.token, "parent": self.parent, "is_trapped": self.is_trapped, **context},
            status,
        )

    def refuse(self, status: int, why: StrOrPromise = "", headers: dict[str, str] | None = None) -> HttpResponse:
        response = self.show(status=status, why=why, is_refused=True)
        for name, value in (headers or {}).items():
            response[name] = value
        return response

    def check(self) -> HttpResponse:
        """Ask the reader to look at it once more: the page's form could not say when it was begun."""
        return self.show(is_checked=True, html=to_html(self.form.cleaned_data["text"]))


def _place_or_404(request: HttpRequest, guide_id: UUID) -> Place:
    place = place_at(request, guide_id)
    if place is None:
        raise Http404
    return place


def _parent(words: str, guide_id: UUID) -> Reply | None:
    """Return the reply that is answered, if readers of this guide are shown it."""
    try:
        return Reply.objects.answerable().filter(guide=guide_id, pk=UUID(words)).first()
    except ValueError:
        return None


def _too_many(error: TooMany) -> str:
    minutes = -(-error.seconds // 60)
    return (
        ngettext(
            "Many replies have come just now. Wait %s minute, and send yours again.",
            "Many replies have come just now. Wait %s minutes, and send yours again.",
            minutes,
        )
        % minutes
    )


def _plain(status: int, words: str, headers: dict[str, str] | None = None) -> HttpResponse:
    """Return a refusal without a page around it: it costs nothing."""
    return HttpResponse(
        f"{HTTPStatus(status).phrase}. {words}\n",
        status=status,
        content_type="text/plain; charset=utf-8",
        headers=headers,
    )


def _render(
    request: HttpRequest, place: Place, template: str, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    page = Page.objects.get(pk=place.page)
    with override(page.locale.language_code):
        shell = request_shell(request, page)
        context = {
            **shell,
            "guide_title": page.title,
            "guide_path": place.path,
            "urgent_help": urgent_help(Site.find_for_request(request), page.locale.language_code).notice,
            "place": place,
            "noindex": True,
            **context,
        }
        return render(request, template, context, status=status)
