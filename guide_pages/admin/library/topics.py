"""Answers of the FAQ library under topics: in their form, their list and their chooser."""

from __future__ import annotations

from typing import TYPE_CHECKING

import django_filters
from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import MultipleChooserPanel
from wagtail.admin.ui.tables import Column

from faq_blocks.library import FaqEntryChooseResultsView, FaqEntryChooseView, FaqEntryFilterSet
from guide_pages.records import Topic

from .panels import UsesPanel

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from faq_blocks.library import FaqEntryViewSet
    from faq_blocks.models import FaqEntry


def topics_of(entry: FaqEntry) -> str:
    """Return the names of the topics that an answer is filed under."""
    return ", ".join(str(filed.topic) for filed in entry.entry_topics.select_related("topic"))


class TopicFilterSet(FaqEntryFilterSet):
    topic = django_filters.ModelChoiceFilter(
        label=_("Topic"), field_name="entry_topics__topic", queryset=Topic.objects.all()
    )

    class Meta(FaqEntryFilterSet.Meta):
        pass


class TopicFilterForm(forms.Form):
    """Mixin of the chooser's filter."""

    topic = forms.ModelChoiceField(Topic.objects.all(), label=_("Topic"), required=False, empty_label=_("All topics"))

    def filter(self, entries: QuerySet[FaqEntry]) -> QuerySet[FaqEntry]:
        if topic := self.cleaned_data.get("topic"):
            entries = entries.filter(entry_topics__topic=topic)
        found: QuerySet[FaqEntry] = super().filter(entries)  # type: ignore[misc]  # the filter's form comes next
        return found


def file_under_topics(library: FaqEntryViewSet) -> None:
    """Let the library have topics."""
    column = Column("topics", label=_("Topics"), accessor=topics_of)
    library.filterset_class = TopicFilterSet
    library.list_display.insert(1, column)
    library.content_panels += [
        UsesPanel(),
        MultipleChooserPanel("entry_topics", chooser_field_name="topic", label=_("Topic"), heading=_("Topics")),
    ]
    for view in (FaqEntryChooseView, FaqEntryChooseResultsView):
        view.more_columns = [column]
        view.more_filters = [TopicFilterForm]
