"""What views of one guide have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import TemplateView, View
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Page

from guide_pages.records.fields import is_guide

if TYPE_CHECKING:
    from django.http import HttpRequest


class GuideView(View):
    """A view of the guide at `page_id`. Whether this user may have it is asked before anything is done."""

    @cached_property
    def guide_page(self) -> Page:
        page = get_object_or_404(Page, pk=self.kwargs["page_id"])
        if not self.may(page):
            raise PermissionDenied
        if not is_guide(page):
            raise Http404
        return page

    def may(self, page: Page) -> bool:
        """Return whether this user may have the view of this page."""
        raise NotImplementedError  # each view says: nobody may by default

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        self.guide_page  # noqa: B018 - it raises for who may not, before anything is done
        return super().dispatch(request, *args, **kwargs)


class GuideTemplateView(WagtailAdminTemplateMixin, GuideView, TemplateView):
    """A page of the admin about one guide: named below its title, and one step from its form."""

    def get_page_subtitle(self) -> str:
        return str(self.guide_page.get_admin_display_title())

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        edit = {
            "url": reverse("wagtailadmin_pages:edit", args=[self.guide_page.pk]),
            "label": self.guide_page.get_admin_display_title(),
        }
        return [*self.breadcrumbs_items, edit, {"url": "", "label": self.get_page_title()}]
