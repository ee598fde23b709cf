"""One reply, and what is done with it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, ClassVar
from uuid import UUID

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse, reverse_lazy
from django.utils.functional import cached_property
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView, View
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.admin.widgets import AdminAutoHeightTextInput
from wagtail.models import ModelLogEntry

from faq_blocks.models import FaqEntry
from guide_pages.moderation.moderating import answer, undo
from guide_pages.moderation.permission import ACTION
from guide_pages.moderation.questions import make_question
from guide_pages.pictures.sites import site_of
from guide_pages.records import Reply
from guide_pages.records.replies import NAME_LENGTH, TEXT_LENGTH
from guide_pages.replies.forms import CleanField
from guide_pages.replies.words import to_html

from .deciding import decide, decisions

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    _AnswerFormView = FormView["AnswerForm"]
else:
    _AnswerFormView = FormView  # takes no type when it runs


class ModeratorsOnly(PermissionCheckedMixin):
    """Asked before anything is looked up."""

    model = Reply
    permission_required = ACTION


class AnswerForm(forms.Form):
    """The publisher's answer."""

    text = CleanField(
        label=_("Answer"),
        lines=True,
        max_length=TEXT_LENGTH,
        widget=AdminAutoHeightTextInput(attrs={"rows": 4}),
        help_text=_("Shown under the reply at once, marked as the publisher's. It approves the reply, too."),
    )
    name = CleanField(label=_("Signed"), max_length=NAME_LENGTH)


class ReplyView(ModeratorsOnly, WagtailAdminTemplateMixin, _AnswerFormView):
    """A reply with all that a moderator needs to decide; posting answers it."""

    template_name = "guide_pages/admin/replies/reply.html"
    page_title = _("Reply")
    header_icon = "comment"
    form_class = AnswerForm
    breadcrumbs_items: ClassVar = [
        *WagtailAdminTemplateMixin.breadcrumbs_items,
        {"url": reverse_lazy("guidepost_replies:index"), "label": _("Replies")},
    ]

    @cached_property
    def reply(self) -> Reply:
        replies = Reply.objects.select_related("guide__page", "guide__site", "parent", "faq_entry")
        return get_object_or_404(replies, pk=self.kwargs["pk"])

    def get_page_subtitle(self) -> str:
        return self.reply.name

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.reply.name or self.get_page_title()}]

    def get_initial(self) -> dict[str, Any]:
        return {"name": signature(self.request, self.reply)}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        reply = self.reply
        page = reply.guide.page
        return {
            **super().get_context_data(**kwargs),
            "reply": reply,
            "html": to_html(reply.text),
            "page": page,
            "answers": reply.answers.order_by("created_at"),
            "decisions": decisions(reply),
            "can_answer": can_answer(reply),
            "can_make_question": can_make_question(self.request, reply),
            "place_url": f"{page.full_url}#{reply.about}" if page and page.live else "",
            "entry_url": self.request.user.has_perm("faq_blocks.change_faqentry") and entry_url(reply),
            "entries": ModelLogEntry.objects.for_instance(reply).select_related("user").order_by("timestamp"),
        }

    def form_valid(self, form: AnswerForm) -> HttpResponse:
        if not can_answer(self.reply):
            raise PermissionDenied
        with or_404():
            answer(self.reply, form.cleaned_data["text"], form.cleaned_data["name"], self.request.user)
        messages.success(self.request, gettext("Your answer is shown under the reply."))
        return redirect("guidepost_replies:reply", self.reply.pk)


def signature(request: HttpRequest, reply: Reply) -> str:
    """Return the name that an answer is signed with unless another is written: the site's."""
    page = reply.guide.page
    site = site_of(page) if page else None
    return ((site and (site.site_name or site.root_page.title)) or request.user.get_username())[:NAME_LENGTH]


def can_answer(reply: Reply) -> bool:
    """Return True if an answer would be seen: it is shown at once, so what it answers has to be shown, too."""
    is_under_shown = reply.parent is None or reply.parent.state == Reply.State.APPROVED
    return bool(not reply.is_publisher and not reply.is_private and reply.guide.page and reply.text and is_under_shown)


@contextmanager
def or_404() -> Iterator[None]:
    """Raise Http404 where somebody has erased the reply, or hidden what it answers, in this moment."""
    try:
        yield
    except Reply.DoesNotExist as error:
        raise Http404 from error


def can_make_question(request: HttpRequest, reply: Reply) -> bool:
    is_theirs = reply.text and not reply.is_publisher and not reply.is_private
    return bool(request.user.has_perm("faq_blocks.add_faqentry") and is_theirs)


def entry_url(reply: Reply) -> str:
    """Return the address where the question that a reply became is edited; "" if it became none."""
    if reply.faq_entry_id is None:
        return ""
    return reverse(FaqEntry.snippet_viewset.get_url_name("edit"), args=[reply.faq_entry_id])


class DecideView(ModeratorsOnly, View):
    """Puts one reply into a state."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: UUID, state: str) -> HttpResponse:
        decide(request, [get_object_or_404(Reply, pk=pk).pk], Reply.State(state))
        return back(request, pk)


class QuestionView(ModeratorsOnly, View):
    """Makes a reply a question of the FAQ library, and goes there."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        reply = get_object_or_404(Reply, pk=pk)
        if not can_make_question(request, reply):
            raise PermissionDenied
        with or_404():
            make_question(reply, request.user)
        messages.success(
            request,
            gettext("A draft in the FAQ library. When it is published in a guide, the reply leads to it."),
        )
        reply.refresh_from_db()
        return redirect(entry_url(reply))


class UndoView(ModeratorsOnly, View):
    """Takes back what was just decided."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, act: UUID) -> HttpResponse:
        count = undo(act, request.user)
        if count:
            messages.success(request, ngettext("%s reply is as it was.", "%s replies are as they were.", count) % count)
        else:
            messages.warning(request, gettext("Nothing was undone: somebody has decided otherwise since."))
        return back(request)


def back(request: HttpRequest, pk: UUID | None = None) -> HttpResponse:
    """Redirect to where the moderator came from."""
    here = reverse("guidepost_replies:reply", args=[pk]) if pk else reverse("guidepost_replies:index")
    return redirect(get_valid_next_url_from_request(request) or here)
