"""Publishing a shared answer: which guides will change, with the difference, before; how far they are, after."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib.admin.utils import quote
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets import AdminAutoHeightTextInput
from wagtail.permissions import policy_registry

from faq_blocks.compilation import Compilation
from faq_blocks.library import may_publish
from faq_blocks.models import FaqEntry
from guide_pages.admin.differences import Difference, question_differences
from guide_pages.publishing.refusals import PublishRefused
from guide_pages.records import Due, Edition, Guide, Passage

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpRequest, HttpResponse
    from django.http.response import HttpResponseBase

    _PublishFormView = FormView["NoteForm"]
else:
    _PublishFormView = FormView  # takes no type when it runs

#: So many guides are named.
SHOWN = 50


def guides_of(entry: FaqEntry) -> QuerySet[Guide]:
    """Return the guides that readers have and that show this answer."""
    return Guide.objects.depending_on("faq_entry", entry.pk).filter(page__live=True)


def what_changes(entry: FaqEntry) -> list[Difference]:
    """Return how an answer's latest draft differs from what readers are told now."""
    now, then = FaqEntry.objects.get(pk=entry.pk), entry.get_latest_revision_as_object()
    return question_differences(*(each.to_node("answer", Compilation(is_draft=True)) for each in (now, then)))


def words_of(entry: FaqEntry) -> str:
    """Return what tells whether an answer says just this: an autosave that comes late makes a revision of the same."""
    return hashlib.sha256(repr((entry.question, entry.answer, entry.more.get_prep_value())).encode()).hexdigest()


def ask_before_publishing(request: HttpRequest, instance: Any) -> HttpResponse | None:
    """Return a redirect to what will change in guides, where any will: the answer has been saved as a draft."""
    if isinstance(instance, FaqEntry) and guides_of(instance).exists() and what_changes(instance):
        return redirect("guidepost_publish_answer", quote(instance.pk))
    return None


class NoteForm(forms.Form):
    """What changed, for readers; and which words were looked at."""

    change_note = forms.CharField(
        label=_("What changed"),
        max_length=300,
        required=False,
        widget=AdminAutoHeightTextInput(attrs={"rows": 2}),
        help_text=_("For readers who knew the answer: “Adds how long to wait.” Each guide's new edition carries it."),
    )
    seen = forms.CharField(widget=forms.HiddenInput())


class PublishAnswerView(WagtailAdminTemplateMixin, _PublishFormView):
    """For whoever may change, publish or review answers; publishing is for who may publish."""

    template_name = "guide_pages/admin/library/publish.html"
    form_class = NoteForm
    header_icon = "help"
    page_title = _("What will change")

    @cached_property
    def entry(self) -> FaqEntry:
        entry = get_object_or_404(FaqEntry, pk=self.kwargs["pk"])
        policy = policy_registry.get_by_type(FaqEntry)
        if not policy.user_has_any_permission(self.request.user, {"change", "publish", "view"}):
            raise PermissionDenied
        return entry

    @cached_property
    def may_publish(self) -> bool:
        lock = self.entry.get_lock()
        return may_publish(self.entry, self.request.user) and not (lock and lock.for_user(self.request.user))

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.entry  # noqa: B018 - it raises for who may not, before anything is done
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self) -> str:
        return str(self.entry.get_latest_revision_as_object())

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        names = FaqEntry.snippet_viewset.get_url_name
        return [
            *self.breadcrumbs_items,
            {"url": reverse(names("list")), "label": FaqEntry._meta.verbose_name_plural},
            {"url": self.edit_url, "label": self.get_page_subtitle()},
            {"url": "", "label": self.page_title},
        ]

    @property
    def edit_url(self) -> str:
        return reverse(FaqEntry.snippet_viewset.get_url_name("edit"), args=[quote(self.entry.pk)])

    def get_initial(self) -> dict[str, Any]:
        draft = self.entry.get_latest_revision_as_object()
        note = draft.change_note if draft.change_note != self.entry.change_note else ""
        return {"change_note": note, "seen": words_of(draft)}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        guides = guides_of(self.entry).order_by()
        return {
            **super().get_context_data(**kwargs),
            "differences": what_changes(self.entry),
            "guides": _places(self.entry, guides),
            "count": guides.count(),
            "edit_url": self.edit_url,
            "may_publish": self.may_publish,
        }

    def form_valid(self, form: NoteForm) -> HttpResponse:
        if not self.may_publish:
            raise PermissionDenied
        if form.cleaned_data["seen"] != words_of(self.entry.get_latest_revision_as_object()):
            messages.error(self.request, gettext("The answer was changed meanwhile. Look at it once more."))
            return redirect("guidepost_publish_answer", quote(self.entry.pk))
        began, pages = timezone.now(), set(guides_of(self.entry).values_list("page", flat=True))
        try:
            with transaction.atomic():
                self.publish(form.cleaned_data["change_note"])
        except (PublishRefused, ValidationError) as refused:
            messages.error(self.request, " ".join(refused.messages))
            return redirect(self.edit_url)
        say_how_far(self.request, pages, began)
        return redirect(self.edit_url)

    def publish(self, note: str) -> None:
        draft, revision = self.entry.get_latest_revision_as_object(), self.entry.latest_revision
        if revision is None or draft.change_note != note:
            draft.change_note = note
            revision = draft.save_revision(user=self.request.user)
        revision.publish(user=self.request.user, skip_permission_checks=True)


def _places(entry: FaqEntry, guides: QuerySet[Guide]) -> list[dict[str, Any]]:
    """Return the first guides, each with the address of the answer in it."""
    found = list(guides.select_related("page", "delivery").order_by("page__title", "pk")[:SHOWN])
    questions = Passage.objects.filter(guide__in=found, heading=entry.question).values_list("guide", "anchor")
    anchors = dict(questions)
    return [
        {"page": page, "url": f"{page.get_full_url() or ''}#{anchors.get(guide.pk, '')}".rstrip("#")}
        for guide in found
        if (page := guide.page)
    ]


def say_how_far(request: HttpRequest, pages: set[int], began: Any) -> None:
    """Tell an editor how many guides have a new edition, and how many have still to follow."""
    made = Edition.objects.filter(guide__page__in=pages, created_at__gte=began).values("guide").distinct().count()
    left = Due.objects.filter(kind=Due.GUIDE, key__in=pages).values("key").distinct().count()
    said = ngettext("Published. %s guide has a new edition.", "Published. %s guides have a new edition.", made) % made
    buttons = []
    if left:
        following = ngettext("%s guide is still to follow.", "%s guides are still to follow.", left) % left
        said = f"{said} {following}"
        buttons = [messages.button(reverse("guides_out_of_step"), gettext("How far they are"))]
    messages.success(request, said, buttons=buttons)
