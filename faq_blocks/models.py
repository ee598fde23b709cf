"""The FAQ library: answers written once and used in many places."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any

from django.contrib.contenttypes.fields import GenericRelation
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.models import ClusterableModel
from wagtail.fields import RichTextField
from wagtail.models import (
    DraftStateMixin,
    Locale,
    LockableMixin,
    PreviewableMixin,
    RevisionMixin,
    TranslatableMixin,
    WorkflowMixin,
)
from wagtail.search import index

from .blocks import MORE, MORE_HELP, AnswerContentBlock, child_nodes
from .compilation import Compilation
from .nodes import QuestionNode
from .questions import asked_alike, question_node
from .references import Addresses
from .rich_text import FEATURES
from .streams import CodedStreamField

if TYPE_CHECKING:
    from django.http import HttpRequest


class AnsweredAlready(ValidationError):
    """An answer was about to be published whose question the library answers already, in that language."""

    def __init__(self, entry: FaqEntry) -> None:
        self.entry = entry
        said = gettext("The library answers “%s” already. Change that answer, or ask something else.")
        super().__init__({"question": said % entry.question})


class AnswerContentField(CodedStreamField):
    """What an answer has after its first words."""

    block_class = AnswerContentBlock


class FaqEntryQuerySet(models.QuerySet["FaqEntry"]):
    def asking(self, question: str, locale_id: int | None) -> FaqEntry | None:
        """Return the published entry of a language that asks the same, whatever its case and punctuation."""
        asked = asked_alike(question)
        of_language = self.filter(live=True, locale=locale_id).order_by("pk")
        for pk, words in of_language.values_list("pk", "question"):
            if asked and asked_alike(words) == asked:
                return self.get(pk=pk)
        return None


class FaqEntry(
    WorkflowMixin,
    DraftStateMixin,
    LockableMixin,
    RevisionMixin,
    PreviewableMixin,
    TranslatableMixin,
    index.Indexed,
    ClusterableModel,
):
    """A question with its answer, shared by every page that chooses it.

    The row holds what was last published; drafts live in revisions. A page in another language shows the translation
    that has been published in it, if there is one.
    """

    #: What belongs to one entry and not to its translations.
    exclude_fields_in_copy = [
        "uuid",
        "change_note",
        "live_revision",
        "latest_revision",
        "first_published_at",
        "last_published_at",
        "go_live_at",
        "expire_at",
        "expired",
        "locked",
        "locked_at",
        "locked_by",
    ]

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    question = models.CharField(
        _("question"), max_length=255, help_text=_("As a reader would ask it, in one sentence.")
    )
    answer = RichTextField(
        _("answer"),
        features=FEATURES,
        help_text=_("Answer in the first sentence, then explain."),
    )
    more: Any = AnswerContentField(verbose_name=MORE, blank=True, default=list, help_text=MORE_HELP)
    change_note = models.CharField(
        _("what changed"),
        max_length=300,
        blank=True,
        help_text=_("For readers who knew the answer: “Adds how long to wait.” Each guide's new edition carries it."),
    )

    objects = FaqEntryQuerySet.as_manager()

    revisions = GenericRelation("wagtailcore.Revision", related_query_name="faq_entry")
    workflow_states = GenericRelation(
        "wagtailcore.WorkflowState",
        content_type_field="base_content_type",
        object_id_field="object_id",
        related_query_name="faq_entry",
        for_concrete_model=False,
    )

    search_fields = [
        index.SearchField("question", boost=2),
        index.SearchField("answer"),
        index.SearchField("more"),
        index.AutocompleteField("question"),
        index.AutocompleteField("answer"),
        index.FilterField("live"),
        index.FilterField("locale"),
        index.FilterField("locale_id"),
    ]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("FAQ entry")
        verbose_name_plural = _("FAQ entries")
        ordering = ["question"]

    def __str__(self) -> str:
        return self.question

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save the row, and what whoever listens to that writes, or neither.

        Raise AnsweredAlready for one that is published, and asks what another asks.
        """
        if self.locale_id is None:
            self.locale = Locale.get_default()
        if self.live:
            self._refuse_duplicate()
        super().save(*args, **kwargs)

    def copy_for_translation(self, locale: Locale, exclude_fields: list[str] | None = None) -> FaqEntry:
        """Return a draft in another language: what is not translated yet is not published in it."""
        copy: FaqEntry = super().copy_for_translation(locale, exclude_fields)
        copy.live, copy.has_unpublished_changes = False, True
        return copy

    def _refuse_duplicate(self) -> None:
        """One that is published already, and asks the same as before, stays."""
        others = FaqEntry.objects.exclude(pk=self.pk)
        stored = FaqEntry.objects.filter(pk=self.pk, live=True, locale=self.locale_id).values_list("question").first()
        if stored and asked_alike(stored[0]) == asked_alike(self.question):
            return
        if asked := others.asking(self.question, self.locale_id):
            raise AnsweredAlready(asked)

    @property
    def usage_url(self) -> str:
        """The admin's list of the pages that use this entry: Wagtail's column of uses links to it."""
        return reverse(type(self).snippet_viewset.get_url_name("usage"), args=[self.pk])

    def to_node(self, block_id: str, compilation: Compilation) -> QuestionNode:
        """Return the entry as the question it is wherever it is chosen."""
        more = child_nodes(self.more, compilation, within=block_id)
        return question_node(block_id, self.question, self.answer, compilation, more, library_entry=self.uuid)

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        return "faq_blocks/preview.html"

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, Any]:
        compilation = Compilation()
        node = self.to_node("preview", compilation)
        return {
            **super().get_preview_context(request, mode_name),
            "node": node.with_addresses(Addresses(compilation.references)),
        }
