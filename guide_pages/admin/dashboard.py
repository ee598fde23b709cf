"""What an editor finds first: how to begin a guide, their drafts, and what is out of step. Reviews are Wagtail's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.apps import apps
from django.db.models import Q
from django.urls import reverse
from django.utils.functional import cached_property
from wagtail.admin.ui.components import Component
from wagtail.models import Page

from guide_pages.records import Guide, GuideSettings
from guide_pages.records.fields import GuidePageFields

from .listing import guide_listings, listing_url
from .reports import may_see_report, page_policy

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.http import HttpRequest

LATEST = 5


class _Panel(Component):
    """A panel for those who write or publish guides."""

    class Media:
        css: ClassVar = {"all": ["guide_pages/guides-admin.css"]}

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        return {"request": self.request, **(self.shown() if may_see_report(self.request) else {})}

    def shown(self) -> dict[str, Any]:
        """Return what the panel's template is given, for those who see it."""
        raise NotImplementedError


def guide_pages_of(request: HttpRequest) -> Any:
    """Return the guides' pages that this editor may change or publish, of whatever type."""
    types = [model for model in apps.get_models() if issubclass(model, GuidePageFields)]
    pages = page_policy().instances_user_has_any_permission_for(request.user, {"change", "publish"})
    return pages.filter(pk__in=Page.objects.type(*types).values("pk"))


class BeginPanel(_Panel):
    """A new guide; on a site without any, what to do first."""

    name = "guidepost_begin"
    template_name = "guide_pages/admin/dashboard/begin.html"
    order = 100

    @cached_property
    def _index(self) -> Page | None:
        parents = {parent for model in _guide_types() for parent in model.allowed_parent_page_models()}
        return Page.objects.type(*parents).order_by("path").first() if parents else None

    def _where_to_begin(self) -> str:
        """Return where a list of guides is added: below the default site's home page."""
        home = Page.objects.filter(sites_rooted_here__is_default_site=True).first()
        if home is None:
            return reverse("wagtailadmin_explore_root")
        return reverse("wagtailadmin_pages:add_subpage", args=[home.pk])

    def shown(self) -> dict[str, Any]:
        pages = guide_pages_of(self.request)
        index = self._index
        return {
            "may_begin": bool(page_policy().user_has_permission(self.request.user, "add")),
            "add_url": reverse(guide_listings()[0].get_url_name("choose_parent")),
            "listing_url": listing_url(),
            "is_empty": not pages.exists(),
            "index": index,
            "home_url": self._where_to_begin(),
            "settings_url": reverse("wagtailsettings:edit", args=["guide_pages", "guidesettings"]),
            "may_set": self.request.user.has_perm("guide_pages.change_guidesettings"),
            "is_set": GuideSettings.objects.exclude(disclaimer="").exists(),
            "out_of_step": Guide.objects.exclude(problem="").filter(page__in=pages).count(),
            "out_of_step_url": reverse("guides_out_of_step"),
        }


def _guide_types() -> list[Any]:
    return [model for model in apps.get_models() if issubclass(model, GuidePageFields)]


class DraftsPanel(_Panel):
    """The guides that this editor has begun or changed, and that readers do not have so."""

    name = "guidepost_drafts"
    template_name = "guide_pages/admin/dashboard/drafts.html"
    order = 200

    def shown(self) -> dict[str, Any]:
        user = self.request.user
        mine = Q(owner=user) | Q(latest_revision__user=user)
        drafts = guide_pages_of(self.request).filter(mine, has_unpublished_changes=True)
        drafts = drafts.order_by("-latest_revision_created_at").select_related("latest_revision__user")
        return {"drafts": drafts[:LATEST], "listing_url": listing_url()}


class OutOfStepPanel(_Panel):
    """The guides whose readers get something else than the live page says."""

    name = "guidepost_out_of_step"
    template_name = "guide_pages/admin/dashboard/out_of_step.html"
    order = 215

    def shown(self) -> dict[str, Any]:
        broken = Guide.objects.exclude(problem="").filter(page__in=guide_pages_of(self.request))
        return {"guides": broken.select_related("page").order_by("pk")[:LATEST], "url": reverse("guides_out_of_step")}


def add_panels(request: HttpRequest, panels: list[Any]) -> None:
    """Put the panels of guides among Wagtail's own: what waits for this editor's review is one of those."""
    panels += [BeginPanel(request), DraftsPanel(request), OutOfStepPanel(request)]
