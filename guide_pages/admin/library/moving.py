"""A guide's questions: one moves to the library, or a shared answer is written in place; each keeps its anchor."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from django.contrib.admin.utils import quote
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets.button import Button
from wagtail.models import Page
from wagtail.permissions import policy_registry

from faq_blocks.library import may_publish
from faq_blocks.models import FaqEntry
from faq_blocks.rich_text import compile_rich_text
from guide_pages.admin.guide_views import GuideView
from guide_pages.publishing.rewriting import Rewrite, from_library, in_place, rewrite_body
from guide_pages.publishing.rows import lock_pages
from guide_pages.records import EntryTopic
from guide_pages.records.fields import is_guide

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.http import HttpRequest, HttpResponse


class Question(NamedTuple):
    """A question of a guide's draft: where it stands, its words, and the shared answer that it is, if any."""

    block_id: str
    group: str
    question: str
    answer: str
    entry: FaqEntry | None
    entry_url: str


def questions_of(page: Any) -> Iterator[Question]:
    """Yield the questions of a guide, in their order; none for which no answer is chosen."""
    for part in page.body:
        for child in part.value["questions"] if part.block_type == "faq" else ():
            entry = child.value if child.block_type == "library_question" else None
            if entry is None and child.block_type == "library_question":
                continue
            words = (entry.question, entry.answer) if entry else (child.value["question"], child.value["answer"])
            plain = compile_rich_text(words[1], lambda kind, key: None).plain
            url = reverse(FaqEntry.snippet_viewset.get_url_name("edit"), args=[quote(entry.pk)]) if entry else ""
            yield Question(child.id, part.value["heading"], words[0] or "", plain, entry, url)


class MovingView(WagtailAdminTemplateMixin, GuideView, TemplateView):
    """The questions of a guide's draft, for whoever may edit it. What is done is saved as a draft."""

    template_name = "guide_pages/admin/library/moving.html"
    page_title = _("Questions and the library")
    header_icon = "help"

    def may(self, page: Page) -> bool:
        return bool(page.permissions_for_user(self.request.user).can_edit())

    @cached_property
    def draft(self) -> Any:
        return self.guide_page.get_latest_revision_as_object()

    @cached_property
    def may_add(self) -> bool:
        return bool(policy_registry.get_by_type(FaqEntry).user_has_permission(self.request.user, "add"))

    def get_page_subtitle(self) -> str:
        return str(self.draft.get_admin_display_title())

    @property
    def edit_url(self) -> str:
        return reverse("wagtailadmin_pages:edit", args=[self.guide_page.pk])

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *self.breadcrumbs_items,
            {"url": self.edit_url, "label": self.get_page_subtitle()},
            {"url": "", "label": self.page_title},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        lock = self.guide_page.get_lock()
        return {
            **super().get_context_data(**kwargs),
            "questions": list(questions_of(self.draft)),
            "may_add": self.may_add,
            "is_locked": bool(lock and lock.for_user(self.request.user)),
            "edit_url": self.edit_url,
        }

    def post(self, request: HttpRequest, page_id: int) -> HttpResponse:
        try:
            self.act(request.POST.get("move", ""), request.POST.get("write", ""))
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        return redirect("guidepost_questions", page_id)

    @transaction.atomic
    def act(self, move: str, write: str) -> None:
        lock_pages([self.guide_page.pk])
        lock = self.guide_page.get_lock()
        asked = next((each for each in questions_of(self.draft) if each.block_id in {move, write}), None)
        if asked is None or (lock and lock.for_user(self.request.user)):
            raise ValidationError(gettext("The guide was changed or locked meanwhile. Look at it once more."))
        if asked.entry is not None and write:
            self.save(in_place(asked.entry, asked.block_id))
            messages.success(self.request, gettext("“%s” is written in the guide now, as a draft.") % asked.question)
        elif asked.entry is None and move:
            self.move(asked)

    def move(self, asked: Question) -> None:
        """Make a shared answer of a question: published by whoever may, for a draft can be shown by no guide."""
        if not self.may_add:
            raise PermissionDenied
        user, draft = self.request.user, self.draft
        [value] = [
            child.value
            for part in draft.body
            if part.block_type == "faq"
            for child in part.value["questions"]
            if child.id == asked.block_id
        ]
        if same := FaqEntry.objects.asking(asked.question, draft.locale_id):
            raise ValidationError(gettext("The library answers “%s” already: choose it there.") % same.question)
        entry = FaqEntry(question=asked.question, answer=value["answer"].source, locale=draft.locale, live=False)
        entry.more = value["more"].get_prep_value()
        entry.has_unpublished_changes = True
        entry.entry_topics = [EntryTopic(topic=filed.topic) for filed in draft.guide_topics.select_related("topic")]
        entry.save()
        revision = entry.save_revision(user=user, log_action="wagtail.create", clean=False)
        is_public = may_publish(entry, user)
        if is_public:
            revision.publish(user=user, skip_permission_checks=True)
        self.save(from_library(asked.block_id, entry))
        messages.success(self.request, gettext("“%s” is in the library now, and the guide uses it.") % asked.question)
        if not is_public:
            said = gettext("The answer is a draft: it has to be published before the guide is.")
            url = reverse(FaqEntry.snippet_viewset.get_url_name("edit"), args=[quote(entry.pk)])
            messages.warning(self.request, said, buttons=[messages.button(url, gettext("Edit the answer"))])

    def save(self, rewrite: Rewrite) -> None:
        if rewrite_body(self.draft, rewrite):
            self.draft.save_revision(user=self.request.user, log_action=True, clean=False)


def questions_button(page: Page, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    """Yield the button where the page is a guide that this user may edit."""
    if is_guide(page) and page.permissions_for_user(user).can_edit():
        url = reverse("guidepost_questions", args=[page.pk])
        yield Button(_("Questions and the library"), url=url, icon_name="help", priority=66)
