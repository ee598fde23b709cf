"""The report of guides whose readers get something else than the live page says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.reports import ReportView

from .models import Guide

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpRequest, HttpResponse


class OutOfStepView(ReportView):
    """Guides that could not be compiled when something they use changed, and guides with something left to mend."""

    page_title = _("Guides out of step")
    header_icon = "warning"
    index_url_name = "guides_out_of_step"
    index_results_url_name = "guides_out_of_step_results"
    model = Guide
    is_searchable = False
    list_export: ClassVar = ["page.title", "problem", "warnings"]
    default_ordering = "pk"
    columns: ClassVar = [
        TitleColumn(
            "page.title",
            label=_("Guide"),
            accessor="page.title",
            get_url=lambda guide: reverse("wagtailadmin_pages:edit", args=[guide.page_id]),
        ),
        Column("problem", label=_("Readers still get the last edition, because")),
        Column("warnings", label=_("To mend")),
    ]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.has_perm("guide_pages.change_guidepage"):
            raise PermissionDenied
        response: HttpResponse = super().dispatch(request, *args, **kwargs)
        return response

    def get_base_queryset(self) -> QuerySet[Guide]:
        return Guide.objects.exclude(problem="", warnings="").exclude(page=None).select_related("page")
