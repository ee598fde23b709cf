"""Reports for editors: which answers help least, and which errors readers have reported. Neither names a reader."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar
from urllib.parse import urlencode

import django_filters
from django.core.exceptions import PermissionDenied
from django.db.models import Count, F, FloatField, Max, OuterRef, Q, Subquery
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.models import Page

from guide_pages.records import Helpful, Passage, Reply

from .reports import may_see_report, page_policy
from .spreadsheets import PlainCellsMixin

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpRequest, HttpResponse


class EditorsReport(PlainCellsMixin, ReportView):
    """A report for whoever may change or publish a page, of the pages that they may."""

    is_searchable = False

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not may_see_report(request):
            raise PermissionDenied
        response: HttpResponse = super().dispatch(request, *args, **kwargs)
        return response

    def editable(self) -> QuerySet[Page]:
        return editable_by(self.request)


def editable_by(request: HttpRequest) -> QuerySet[Page]:
    """Return the pages that whoever asks may change or publish."""
    pages: QuerySet[Page] = page_policy().instances_user_has_any_permission_for(request.user, {"change", "publish"})
    return pages


def heading_of(anchor: str) -> Subquery:
    """Return what the part of a row's guide is called now, by its anchor."""
    parts = Passage.objects.filter(guide=OuterRef("guide"), anchor=OuterRef(anchor)).order_by("pk")
    return Subquery(parts.values("heading")[:1])


def guides_asked(request: HttpRequest | None) -> QuerySet[Page]:
    """Return the guides to choose from: of those that whoever asks may see here."""
    pages = editable_by(request) if request else Page.objects.none()
    return pages.filter(guide__helpful__isnull=False).distinct().order_by("title")


class HelpfulFilter(WagtailFilterSet):
    """By guide, and by when it was said: an answer that was mended since is another."""

    guide = django_filters.ModelChoiceFilter(label=_("Guide"), field_name="guide__page", queryset=guides_asked)
    said_at = django_filters.DateFromToRangeFilter(label=_("Said"), widget=DateRangePickerWidget)

    class Meta:
        model = Helpful
        fields: ClassVar = ["guide", "said_at"]


class HelpfulView(EditorsReport):
    """Each guide, section and answer that readers have said something of: those that helped least come first.

    One “no” alone is no verdict: a part's share is counted as if one reader more had said yes, and one no.
    """

    page_title = _("What helped readers")
    header_icon = "help"
    index_url_name = "guides_helpful"
    index_results_url_name = "guides_helpful_results"
    model = Helpful
    filterset_class = HelpfulFilter
    list_export: ClassVar = ["guide__page__title", "heading", "anchor", "yes", "no", "added"]
    default_ordering = "share"
    columns: ClassVar = [
        TitleColumn("heading", label=_("Answer or guide"), accessor="heading", get_url=lambda part: words_url(part)),
        Column("guide__page__title", label=_("Guide"), accessor="guide__page__title"),
        Column("yes", label=_("Helped"), accessor="yes", sort_key="yes"),
        Column("no", label=_("Did not help"), accessor="no", sort_key="no"),
        Column("added", label=_("Words added"), accessor="added", sort_key="added"),
        DateColumn("last", label=_("Last"), accessor="last", sort_key="last"),
    ]

    def get_base_queryset(self) -> QuerySet[Helpful, Any]:
        said = Helpful.objects.filter(guide__page__in=self.editable())
        together = said.values("guide", "anchor", "guide__page", "guide__page__title")
        return together.annotate(
            heading=heading_of("anchor"),
            yes=Count("pk", filter=Q(has_helped=True)),
            no=Count("pk", filter=Q(has_helped=False)),
            added=Count("pk", filter=~Q(words="")),
            last=Max("said_at"),
        ).annotate(share=Cast(F("yes") + 1, FloatField()) / Cast(F("yes") + F("no") + 2, FloatField()))


def words_url(part: dict[str, Any]) -> str:
    """Return where the words are that readers have added to a part."""
    query = urlencode({"guide": part["guide__page"], "anchor": part["anchor"]})
    return f"{reverse('guides_helpful_words')}?{query}"


class WordsFilter(HelpfulFilter):
    """By the part, too."""

    anchor = django_filters.CharFilter(label=_("Anchor"))

    class Meta(HelpfulFilter.Meta):
        fields: ClassVar = ["guide", "anchor", "said_at"]


class HelpfulWordsView(EditorsReport):
    """The words that readers have added, the newest first."""

    page_title = _("What would have helped readers")
    header_icon = "help"
    index_url_name = "guides_helpful_words"
    index_results_url_name = "guides_helpful_words_results"
    model = Helpful
    filterset_class = WordsFilter
    list_export: ClassVar = ["guide.page.title", "anchor", "has_helped", "words", "said_at"]
    default_ordering = "-said_at"
    columns: ClassVar = [
        Column("words", label=_("Words")),
        Column("heading", label=_("Answer or guide")),
        Column("has_helped", label=_("Helped"), accessor=lambda said: _("Yes") if said.has_helped else _("No")),
        DateColumn("said_at", label=_("Said"), sort_key="said_at"),
    ]

    def get_base_queryset(self) -> QuerySet[Helpful]:
        said = Helpful.objects.filter(guide__page__in=self.editable()).exclude(words="")
        return said.annotate(heading=heading_of("anchor")).select_related("guide__page")


class ReportedFilter(WagtailFilterSet):
    """By state and day."""

    state = django_filters.ChoiceFilter(
        label=_("State"), choices=[(Reply.State.WAITING, _("Waiting")), (Reply.State.APPROVED, _("Done"))]
    )
    created_at = django_filters.DateFromToRangeFilter(label=_("Sent"), widget=DateRangePickerWidget)

    class Meta:
        model = Reply
        fields: ClassVar = ["state", "created_at"]


class ReportedErrorsView(EditorsReport):
    """What readers say is wrong, and where. Whom to ask about it only moderators see, who say that it is done."""

    page_title = _("Errors that readers report")
    header_icon = "warning"
    index_url_name = "guides_errors"
    index_results_url_name = "guides_errors_results"
    model = Reply
    filterset_class = ReportedFilter
    list_export: ClassVar = ["text", "guide.page.title", "about", "state", "created_at"]
    default_ordering = "-created_at"
    columns: ClassVar = [
        Column("text", label=_("What is wrong"), width="50%"),
        TitleColumn(
            "page",
            label=_("Guide"),
            accessor="guide.page.title",
            get_url=lambda report: reverse("wagtailadmin_pages:edit", args=[report.guide.page_id]),
        ),
        Column("heading", label=_("Section or question")),
        Column("state", label=_("State"), accessor="get_state_display", sort_key="state"),
        DateColumn("created_at", label=_("Sent"), sort_key="created_at"),
    ]

    def get_base_queryset(self) -> QuerySet[Reply]:
        shown = (Reply.State.WAITING, Reply.State.APPROVED)
        reports = Reply.objects.filter(is_private=True, state__in=shown, guide__page__in=self.editable())
        return reports.annotate(heading=heading_of("about")).select_related("guide__page")
