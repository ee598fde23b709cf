"""The report of what readers searched for, and what they did not find."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar
from urllib.parse import urlencode

import django_filters
from django.core.exceptions import PermissionDenied
from django.db.models import Max, Sum
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.coreutils import get_content_languages

from guide_pages.records import Searched

from .reports import may_see_report
from .spreadsheets import PlainCellsMixin

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpRequest, HttpResponse


def search_url(searched: dict[str, Any]) -> str | None:
    """Return where the same is searched for now, in its language; None where the site has no search."""
    try:
        with override(searched["locale"]):
            return f"{reverse('search')}?{urlencode({'query': searched['words']})}"
    except NoReverseMatch:
        return None


class SearchedFilter(WagtailFilterSet):
    """By whether something was found, and by language."""

    found = django_filters.ChoiceFilter(
        label=_("Found"),
        method="by_found",
        choices=[("nothing", _("Nothing, at least once")), ("something", _("Something, each time"))],
    )
    locale = django_filters.ChoiceFilter(label=_("Language"), choices=lambda: [*get_content_languages().items()])

    def by_found(self, searches: Any, name: str, value: str) -> Any:
        """Return the searches that found nothing at least once, or always something."""
        return searches.filter(vain__gt=0) if value == "nothing" else searches.filter(vain=0)

    class Meta:
        model = Searched
        fields: ClassVar = ["found", "locale"]


class SearchedView(PlainCellsMixin, ReportView):
    """Words, how often they were searched for, and how often in vain: what to write about, or to call a synonym."""

    page_title = _("What was searched for")
    header_icon = "search"
    index_url_name = "guides_searched"
    index_results_url_name = "guides_searched_results"
    model = Searched
    filterset_class = SearchedFilter
    is_searchable = False
    list_export: ClassVar = ["words", "locale", "site__hostname", "total", "vain", "last"]
    default_ordering = "-total"
    columns: ClassVar = [
        TitleColumn("words", label=_("Words"), accessor="words", get_url=search_url),
        Column("locale", label=_("Language"), accessor="locale"),
        Column("site__hostname", label=_("Site"), accessor="site__hostname"),
        Column("total", label=_("Searches"), accessor="total", sort_key="total"),
        Column("vain", label=_("Nothing found"), accessor="vain", sort_key="vain"),
        Column("last", label=_("Last"), accessor="last", sort_key="last"),
    ]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not may_see_report(request):
            raise PermissionDenied
        response: HttpResponse = super().dispatch(request, *args, **kwargs)
        return response

    def get_base_queryset(self) -> QuerySet[Searched, Any]:
        together = Searched.objects.values("words", "locale", "site__hostname")
        return together.annotate(total=Sum("times"), vain=Sum("in_vain"), last=Max("day"))
