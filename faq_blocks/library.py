"""The FAQ library in the admin: its list and its chooser, with what tells one answer from another.

Another app that knows more of an answer adds to them by the hook `construct_faq_library`, which is given the view set.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, ClassVar

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, ObjectList, TabbedInterface
from wagtail.admin.ui.tables import Column, LiveStatusTagColumn, NumberColumn, UpdatedAtColumn, UsageCountColumn
from wagtail.models import ReferenceIndex
from wagtail.permissions import policy_registry
from wagtail.snippets.views.chooser import (
    ChooseResultsView,
    ChooseView,
    SnippetChooserViewSet,
    SnippetChosenMultipleView,
    SnippetChosenView,
    SnippetCreateView,
)
from wagtail.snippets.views.snippets import IndexView, SnippetViewSet

from .creating import CreatesInLanguage, LanguageForm
from .forms import FaqEntryForm
from .models import AnsweredAlready, FaqEntry
from .questions import asked_alike
from .rich_text import compile_rich_text
from .scheduling import SchedulePanel
from .storable import StorableForm

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.db.models import QuerySet
    from django.http import HttpRequest

#: Characters of an answer that a list shows.
SHOWN = 160


def first_words(entry: FaqEntry) -> str:
    """Return what an answer begins with, as plain text."""
    plain = " ".join(compile_rich_text(entry.answer, lambda kind, key: None).plain.split())
    return Truncator(plain).chars(SHOWN)


def with_use() -> QuerySet[FaqEntry]:
    """Return all entries, each with the number of pages that use it."""
    return FaqEntry.objects.annotate(usage_count=ReferenceIndex.usage_count_subquery(FaqEntry)).select_related("locale")


def asked_twice() -> list[int]:
    """Return the keys of the entries that ask the same as another one in their language, drafts too."""
    rows = list(FaqEntry.objects.values_list("pk", "locale", "question"))
    times = Counter((locale, asked_alike(question)) for _pk, locale, question in rows)
    return [pk for pk, locale, question in rows if times[locale, asked_alike(question)] > 1]


class FaqEntryFilterSet(WagtailFilterSet):
    used = django_filters.ChoiceFilter(
        label=_("Use"), method="by_use", choices=[("no", _("Used nowhere")), ("yes", _("Used by pages"))]
    )
    duplicate = django_filters.ChoiceFilter(
        label=_("Duplicates"), method="by_duplicate", choices=[("yes", _("Asked twice in its language"))]
    )

    def by_use(self, entries: QuerySet[FaqEntry], name: str, value: str) -> QuerySet[FaqEntry]:
        """Return the entries that pages use, or those that none does."""
        return entries.filter(usage_count=0) if value == "no" else entries.filter(usage_count__gt=0)

    def by_duplicate(self, entries: QuerySet[FaqEntry], name: str, value: str) -> QuerySet[FaqEntry]:
        """Return the entries that ask what another one asks, too."""
        return entries.filter(pk__in=asked_twice())

    class Meta:
        model = FaqEntry
        fields: ClassVar = ["live"]


class FaqEntryIndexView(IndexView):
    """The list of answers. A cell that is taken along is never a formula."""

    def to_row_dict(self, item: Any) -> dict[str, Any]:
        row: dict[str, Any] = super().to_row_dict(item)
        return {name: _plain(value) for name, value in row.items()}


def _plain(value: Any) -> Any:
    """A program for tables takes for a formula what begins with one of these."""
    return f"'{value}" if isinstance(value, str) and value.startswith(("=", "+", "-", "@", "\t", "\r")) else value


class NewEntryForm(StorableForm, LanguageForm, WagtailAdminModelForm):
    """A question and its answer, written where one is chosen."""

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        question, locale = cleaned.get("question"), cleaned.get("locale")
        if question and locale and (asked := FaqEntry.objects.asking(question, locale.pk)):
            raise ValidationError(AnsweredAlready(asked).message_dict)
        return cleaned


class _Creates(CreatesInLanguage):
    """A view with a form to write an answer in."""

    def get_creation_form_class(self) -> type[forms.ModelForm[FaqEntry]]:
        """Return the form: made when it is wanted, since its fields ask every app for features of rich text."""
        return forms.modelform_factory(FaqEntry, NewEntryForm, fields=["question", "answer"])


class _Chooser:
    """What the list of a chooser shows of an answer, beside its question."""

    #: Columns that other apps add, and mixins of the filter's form.
    more_columns: ClassVar[list[Column]] = []
    more_filters: ClassVar[list[type[forms.Form]]] = []

    @property
    def columns(self) -> list[Column]:
        columns: list[Column] = super().columns  # type: ignore[misc]  # the view's, which comes next
        answer = Column("answer", label=_("Answer"), accessor=first_words, width="45%")
        use = NumberColumn("usage_count", label=_("Use"), accessor="usage_count")
        return [columns[0], answer, *self.more_columns, use, *columns[1:]]

    def get_object_list(self) -> QuerySet[FaqEntry]:
        return with_use()

    def get_filter_form_class(self) -> type[forms.Form]:
        form: type[forms.Form] = super().get_filter_form_class()  # type: ignore[misc]  # the view's
        return type("FilterForm", (*self.more_filters, form), {}) if self.more_filters else form


class FaqEntryChooseView(_Creates, _Chooser, ChooseView):
    pass


class FaqEntryChooseResultsView(_Chooser, ChooseResultsView):
    pass


class FaqEntryCreateView(_Creates, SnippetCreateView):
    """Makes an entry where one is chosen: published by whoever may, else a draft."""

    @transaction.atomic
    def save_form(self, form: NewEntryForm) -> FaqEntry:
        entry: FaqEntry = form.instance
        entry.live, user = False, self.request.user
        entry.has_unpublished_changes = True
        entry.save()
        revision = entry.save_revision(user=user, log_action="wagtail.create")
        if may_publish(entry, user):
            revision.publish(user=user, skip_permission_checks=True)
            entry.refresh_from_db()
        return entry


def may_publish(entry: FaqEntry, user: Any) -> bool:
    """Return True if a user may publish an answer by themselves: another app may know why not."""
    allowed: list[Callable[[FaqEntry, Any], bool]] = hooks.get_hooks("may_publish_faq_entry")
    policy = policy_registry.get_by_type(FaqEntry)
    return bool(policy.user_has_permission(user, "publish")) and all(may(entry, user) for may in allowed)


class FaqEntryChooserViewSet(SnippetChooserViewSet):
    choose_view_class = FaqEntryChooseView
    choose_results_view_class = FaqEntryChooseResultsView
    chosen_view_class = SnippetChosenView
    chosen_multiple_view_class = SnippetChosenMultipleView
    create_view_class = FaqEntryCreateView
    creation_tab_label = _("Create")
    create_action_label = _("Create")


class FaqEntryViewSet(SnippetViewSet):
    """List, search, write, review and publish shared answers."""

    model = FaqEntry
    icon = "help"
    menu_label = _("FAQ library")
    menu_name = "faq_library"
    menu_order = 70
    add_to_admin_menu = True
    index_view_class = FaqEntryIndexView
    chooser_viewset_class = FaqEntryChooserViewSet
    list_display = [
        "question",
        LiveStatusTagColumn(label=_("Status")),  # Wagtail's own label is in the language of the start
        UsageCountColumn("usage_count", label=_("Usage"), sort_key="usage_count"),
        UpdatedAtColumn(label=_("Updated")),
    ]
    list_export = ["question", "answer", "locale", "live", "usage_count"]
    filterset_class: type[WagtailFilterSet] = FaqEntryFilterSet
    copy_view_enabled = False  # Wagtail's writes to the original when it is posted to
    content_panels = [FieldPanel("question"), FieldPanel("answer"), FieldPanel("more"), FieldPanel("change_note")]

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.list_display = [*self.list_display]
        self.content_panels = [*self.content_panels]
        for construct in hooks.get_hooks("construct_faq_library"):
            construct(self)

    @property
    def edit_handler(self) -> TabbedInterface:
        """The form's tabs."""
        return TabbedInterface(
            [
                ObjectList(self.content_panels, heading=_("Question and answer")),
                ObjectList([SchedulePanel()], heading=_("Publishing")),
            ],
            base_form_class=FaqEntryForm,
        )

    def get_queryset(self, request: HttpRequest) -> QuerySet[FaqEntry]:
        """Return the entries, each with the number of pages that use it."""
        return with_use()
