"""The words of editions in the admin: any two compared, and one read as it was."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils.decorators import method_decorator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.generic import TemplateView
from wagtail.models import Page

from guide_pages.reading.serving import respond_with_edition
from guide_pages.records import Edition

from .differences import differences
from .editions import EditionView, may_see_editions
from .guide_views import GuideView

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpRequest, HttpResponse


def editions_of(page: Page) -> QuerySet[Edition]:
    """Return what a guide has said."""
    return Edition.objects.filter(guide__page=page).select_related("guide__page", "caused_by")


class CompareEditionsView(EditionView, TemplateView):
    """What two editions of a guide say differently, the earlier one first. Withdrawn words are not shown."""

    template_name = "guide_pages/admin/editions/compare.html"
    page_title = _("Compare editions")

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.page_title}]

    def get_page_subtitle(self) -> str:
        return str(self.guide_page.get_admin_display_title())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        numbers = sorted({self.asked("from"), self.asked("to")})
        before, after = (get_object_or_404(editions_of(self.guide_page), number=numbers[at]) for at in (0, -1))
        withdrawn = [edition for edition in (before, after) if edition.withdrawn_at]
        return {
            **super().get_context_data(**kwargs),
            "page": self.guide_page,
            "before": before,
            "after": after,
            "withdrawn": withdrawn,
            "differences": [] if withdrawn else differences(before.compiled, after.compiled),
        }

    def asked(self, name: str) -> int:
        number = self.request.GET.get(name, "")
        if not number.isdecimal():
            raise Http404
        return int(number[:9])


@method_decorator(never_cache, name="dispatch")
class ReadEditionView(GuideView):
    """An edition as it was, with the pictures, addresses and design of today; of a withdrawn one the reason."""

    http_method_names = ["get", "head"]

    def may(self, page: Page) -> bool:
        return may_see_editions(self.request.user, page)

    def get(self, request: HttpRequest, page_id: int, number: int) -> HttpResponse:
        edition = get_object_or_404(editions_of(self.guide_page), number=number)
        if edition.withdrawn_at is not None:
            title = gettext("Edition %s has been withdrawn") % edition.number
            context = {"edition": edition, "title": title}
            return render(request, "guide_pages/admin/editions/withdrawn.html", context, status=410)
        return respond_with_edition(edition)
