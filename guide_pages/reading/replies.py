"""The form under a guide: a post without a session, and every word kept until it has arrived."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from guide_pages.records import Reply
from guide_pages.rendering.discussion import thread_pages, threads
from guide_pages.replies.forms import HONEYPOT, ReplyForm
from guide_pages.replies.limits import TooMany, network_of
from guide_pages.replies.places import Place
from guide_pages.replies.receiving import KeyReused, NoParent, Sent, receive
from guide_pages.replies.tokens import Verdict, fresh_token, read_token
from guide_pages.replies.words import to_html

from .posts import place_or_404, refusal, rendered, see, too_many

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django_stubs_ext import StrOrPromise

#: What was answered is hidden or gone; the form comes back without it.
_NO_PARENT = gettext_lazy("What you answered is not here any more. You can still send this as a new reply.")


@sensitive_post_parameters("name", "email", "text")
@csrf_exempt  # there is no session to forge: `tokens` says what stands in the token's place
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def leave_reply(request: HttpRequest, guide_id: UUID) -> HttpResponse:
    """Show the form by itself, or take a reply. Say nothing of a guide that is not public."""
    request.encoding = "utf-8"  # whatever the sender calls it
    if request.method != "POST":
        return _Answer(
            request,
            place_or_404(request, guide_id),
            ReplyForm(auto_id="reply_%s"),
            _parent(request.GET.get("to", ""), guide_id),
        ).show()
    place = refusal(request, guide_id)
    if isinstance(place, HttpResponse):
        return place
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
        return answer.refuse(429, too_many(error), {"Retry-After": str(error.seconds)})
    except NoParent:
        return answer.refuse(422, _NO_PARENT)
    except KeyReused:
        return answer.refuse(422, _("This form has been sent before, with other words. Send it again as it is."))
    return see("guidepost_reply_received", place.guide)


@never_cache
@require_safe
def received(request: HttpRequest, guide_id: UUID) -> HttpResponse:
    """Say that a reply has arrived and waits to be checked. The same for everybody."""
    place = place_or_404(request, guide_id)
    return rendered(request, place, "guide_pages/replies/received.html", {})


@never_cache
@require_safe
def earlier_replies(request: HttpRequest, guide_id: UUID) -> HttpResponse:
    """Show a page of a guide's replies: `?page=2` has those before the newest, which stand in the guide's own page."""
    place = place_or_404(request, guide_id)
    page_obj = thread_pages(guide_id).get_page(request.GET.get("page"))
    answer_url = reverse("guidepost_reply", args=[guide_id]) if place.is_open else ""
    context = {"page_obj": page_obj, "threads": threads(page_obj), "answer_url": answer_url}
    return rendered(request, place, "guide_pages/replies/earlier.html", context)


@never_cache
@require_safe
def token(request: HttpRequest, guide_id: UUID) -> HttpResponse:
    """Return a fresh token for the form in the page, as text."""
    return HttpResponse(fresh_token(place_or_404(request, guide_id).guide), content_type="text/plain; charset=utf-8")


class _Answer:
    """The form on a page of its own, as it was filled in, with a fresh token and what is to be said of it."""

    def __init__(self, request: HttpRequest, place: Place, form: ReplyForm, parent: Reply | None) -> None:
        self.request, self.place, self.form, self.parent = request, place, form, parent
        self.token = fresh_token(place.guide)
        self.is_trapped = bool(request.POST.get(HONEYPOT)) if request.method == "POST" else False

    def show(self, **context: Any) -> HttpResponse:
        status, headers = context.pop("status", 200), context.pop("headers", None)
        return rendered(
            self.request,
            self.place,
            "guide_pages/replies/form_page.html",
            {"form": self.form, "token": self.token, "parent": self.parent, "is_trapped": self.is_trapped, **context},
            status,
            headers,
        )

    def refuse(self, status: int, why: StrOrPromise = "", headers: dict[str, str] | None = None) -> HttpResponse:
        return self.show(status=status, headers=headers, why=why, is_refused=True)

    def check(self) -> HttpResponse:
        """Ask the reader to look at it once more: the page's form could not say when it was begun."""
        return self.show(is_checked=True, html=to_html(self.form.cleaned_data["text"]))


def _parent(words: str, guide_id: UUID) -> Reply | None:
    """Return the reply that is answered, if readers of this guide are shown it."""
    try:
        return Reply.objects.answerable().filter(guide=guide_id, pk=UUID(words)).first()
    except ValueError:
        return None
