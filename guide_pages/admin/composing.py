"""The form of a guide: a new one begins with an outline; beside it stands what keeps it from being published."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.forms import Media
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.pages.create import CreateView
from wagtail.admin.views.pages.edit import EditView

from guide_pages.records import Outline

from .readiness import ReadinessPanelMixin

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


class GuideCreateView(ReadinessPanelMixin, CreateView):
    """The form of a new guide. Which outline it opens with is asked first, where there are several."""

    choosing_template_name = "guide_pages/admin/choose_outline.html"

    @cached_property
    def outlines(self) -> list[Outline]:
        """The outlines of the language in which the guide will be written."""
        return list(Outline.objects.filter(locale=self.page.locale))

    def get(self, request: HttpRequest) -> HttpResponse:
        chosen = request.GET.get("outline")
        outline = self.outlines[0] if len(self.outlines) == 1 else self._outline(chosen)
        if outline is None and self.outlines:
            return self._ask()
        if outline is not None:
            self.page.body = outline.body()
        response: HttpResponse = super().get(request)
        return response

    def _outline(self, key: str | None) -> Outline | None:
        return next((outline for outline in self.outlines if str(outline.pk) == key), None)

    def _ask(self) -> HttpResponse:
        self.template_name = self.choosing_template_name
        context = super(CreateView, self).get_context_data()
        response: HttpResponse = self.render_to_response(
            {
                **context,
                "page_title": _("Choose an outline"),
                "outlines": self.outlines,
                "parent_page": self.parent_page,
                "next": self.next_url,
            }
        )
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what opens the outline's parts: an outline is short, and there to be written into."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return {**context, "media": context["media"] + Media(js=["guide_pages/new-guide.js"])}


class GuideEditView(ReadinessPanelMixin, EditView):
    """The form of a guide."""
