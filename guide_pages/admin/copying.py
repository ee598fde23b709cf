"""Copying sections and questions from another guide: choose the guide, its parts, and where they belong."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from guide_pages.pages.copying import copy_parts, parts_of
from guide_pages.records import Delivery
from guide_pages.records.fields import is_guide

from .dashboard import guide_pages_of
from .guide_views import GuideTemplateView

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.http import HttpRequest, HttpResponse

SHOWN = 30


class CopyPartsView(GuideTemplateView):
    """Asks for a guide, then for its parts and their place; saves a draft."""

    template_name = "guide_pages/admin/copying/copy.html"
    page_title = _("Copy from another guide")
    header_icon = "copy"

    def may(self, page: Page) -> bool:
        return may_copy_into(self.request.user, page)

    @cached_property
    def target(self) -> Any:
        """The latest draft of the guide that parts are put into."""
        return self.guide_page.get_latest_revision_as_object()

    @cached_property
    def sources(self) -> Any:
        """The guides that this user may read: those that they may change or publish, and public ones."""
        mine = Q(pk__in=guide_pages_of(self.request).values("pk"))
        public = Q(pk__in=Delivery.objects.public().values("guide__page_id"))
        return Page.objects.filter(mine | public).exclude(pk=self.guide_page.pk).order_by("title")

    def source(self, key: str) -> Any:
        """Return a guide as this user may read it: its draft if they may edit it, what readers have otherwise."""
        if not key.isdigit():
            raise Http404
        page = get_object_or_404(self.sources, pk=key)
        if not is_guide(page):
            raise Http404
        may_edit = page.permissions_for_user(self.request.user).can_edit()
        return page.get_latest_revision_as_object() if may_edit else page.specific

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        key, query = self.request.GET.get("source", ""), self.request.GET.get("q", "").strip()
        context = {**super().get_context_data(**kwargs), "page": self.guide_page, "query": query}
        if not key:
            found = self.sources.filter(title__icontains=query) if query else self.sources
            return {**context, "sources": found[:SHOWN]}
        source = self.source(key)
        places = [part for part in parts_of(self.target.body) if not part.is_question]
        return {**context, "source": source, "parts": list(parts_of(source.body)), "places": places}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        source = self.source(request.POST.get("source", ""))
        wanted = set(request.POST.getlist("part"))
        copied = copy_parts(source, self.guide_page, wanted, request.POST.get("after", ""), request.user)
        if copied is None:
            messages.error(request, gettext("Choose at least one section or question."))
            return redirect(f"{request.path}?source={source.pk}")
        said = ngettext(
            "%(count)s part copied from “%(title)s”.", "%(count)s parts copied from “%(title)s”.", copied.parts
        )
        messages.success(request, said % {"count": copied.parts, "title": source.get_admin_display_title()})
        edit = reverse("wagtailadmin_pages:edit", args=[self.guide_page.pk])
        return redirect(f"{edit}#block-{copied.first}-section")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if self.guide_page.get_lock() and self.guide_page.get_lock().for_user(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


def may_copy_into(user: Any, page: Page) -> bool:
    """Return True for whoever may edit the page."""
    return bool(page.permissions_for_user(user).can_edit())


def copy_button(page: Page, user: object, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    """Yield the button where the page is a guide that this user may edit."""
    if is_guide(page) and page.pk and may_copy_into(user, page):
        url = reverse("guidepost_copy_parts", args=[page.pk])
        yield Button(_("Copy from another guide"), url=url, icon_name="copy", priority=65)
