"""The readiness list beside Wagtail's checks: what would refuse publication, and what is advised, while one writes."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any, ClassVar

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers
from wagtail.admin.ui.components import MediaContainer
from wagtail.admin.ui.side_panels import ChecksSidePanel

from guide_pages.pages.readiness import readiness

if TYPE_CHECKING:
    from django.http import HttpRequest, QueryDict

#: Asks Wagtail's preview, which has what is in the form, for the list instead of a page.
MODE = "readiness"
_UNTITLED = "guidepost-untitled"


class ReadinessPanel(ChecksSidePanel):
    """Wagtail's checks, below what keeps a guide from being published."""

    template_name = "guide_pages/admin/readiness/panel.html"

    class Media:
        css: ClassVar = {"all": ["guide_pages/guides-admin.css"]}
        js: ClassVar = ["guide_pages/readiness.js"]


class ReadinessPanelMixin:
    """Mixin of a view with a guide's form: the list stands where Wagtail's checks do. Stands before Wagtail's view."""

    def get_side_panels(self) -> MediaContainer:
        panels = super().get_side_panels()  # type: ignore[misc]  # Wagtail's view comes next
        return MediaContainer(
            ReadinessPanel(panel.object, panel.request) if isinstance(panel, ChecksSidePanel) else panel
            for panel in panels
        )


class ReadinessMixin:
    """Mixin of the preview of a guide's form: answers with the list when that is asked for."""

    request: HttpRequest
    object: Any

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.GET.get("mode") != MODE:
            response: HttpResponse = super().get(request, *args, **kwargs)  # type: ignore[misc]  # Wagtail's view
            return response
        return self._list(request)

    def _list(self, request: HttpRequest) -> HttpResponse:
        sent = self._get_form_data(self._get_form_state())  # type: ignore[attr-defined]  # Wagtail's view
        if not sent:
            return HttpResponse(status=HTTPStatus.NO_CONTENT)
        form = self._form(sent)
        response = render(request, "guide_pages/admin/readiness/list.html", {"readiness": readiness(form)})
        add_never_cache_headers(response)
        return response

    def get_form(self, sent: QueryDict) -> Any:
        """Return Wagtail's form, which is given a title where there is none: note that there is none."""
        form = super().get_form(sent)  # type: ignore[misc]  # Wagtail's view
        if sent and not sent.get("title"):
            form.data[_UNTITLED] = "1"
        return form

    def _form(self, sent: QueryDict) -> Any:
        """Return the form as publishing would have it: with nothing put where something is missing."""
        if sent.get(_UNTITLED):
            sent = sent.copy()
            sent["title"] = ""
        form_class = self.object.get_edit_handler().get_form_class()
        parent = self.object.get_parent().specific
        return form_class(sent, instance=self.object, parent_page=parent, for_user=self.request.user)
