"""The report of guides whose readers get something else than the live page says, and of what is due."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.models import Page
from wagtail.permissions import policy_registry

from guide_pages.records import Due, Guide

from .due import following
from .spreadsheets import PlainCellsMixin

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpRequest, HttpResponse


class OutOfStepView(PlainCellsMixin, ReportView):
    """Guides that could not be compiled when something they use changed, and guides with something left to mend."""

    page_title = _("Guides out of step")
    template_name = "guide_pages/admin/out_of_step.html"
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
        if not may_see_report(request):
            raise PermissionDenied
        response: HttpResponse = super().dispatch(request, *args, **kwargs)
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return {**context, "due": Due.objects.status(), "following": following()}

    def get_base_queryset(self) -> QuerySet[Guide]:
        editable = page_policy().instances_user_has_any_permission_for(self.request.user, {"change", "publish"})
        return Guide.objects.out_of_step().filter(page__in=editable).select_related("page")


def page_policy() -> Any:
    """Return Wagtail's rules of who may do what with pages."""
    return policy_registry.get_by_type(Page)


def may_see_report(request: HttpRequest) -> bool:
    """Return True for whoever may change or publish any page."""
    return bool(page_policy().user_has_any_permission(request.user, {"change", "publish"}))


class ReportMenuItem(MenuItem):
    """A line in the menu, for those who may change or publish a page."""

    def is_shown(self, request: HttpRequest) -> bool:
        return may_see_report(request)
