"""Links to guides: the chooser begins with guides and offers their sections and questions; a guide's own are copied."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from django.db.models import Q
from django.shortcuts import get_object_or_404
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.modal_workflow import render_modal_workflow
from wagtail.admin.rich_text.editors.draftail.features import EntityFeature
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from faq_blocks.nodes import FaqNode, HeadedNode, QuestionNode
from guide_pages.document import CompiledGuide
from guide_pages.document.nodes.subheading import SubheadingNode
from guide_pages.records import Delivery
from guide_pages.records.fields import is_guide

from .dashboard import guide_pages_of
from .editions import may_see_editions
from .guide_views import GuideTemplateView

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.http import HttpRequest, HttpResponse
    from wagtail.rich_text.feature_registry import FeatureRegistry

#: So many guides are shown; to find others one searches.
SHOWN = 30


class Place(NamedTuple):
    """A part of a guide that can be linked to."""

    words: str
    anchor: str
    kind: str
    is_within: bool


def places_of(guide: CompiledGuide) -> Iterator[Place]:
    """Yield the sections, subheadings and questions of a guide, in reading order."""
    for node in guide.all_nodes():
        if isinstance(node, HeadedNode):
            yield Place(node.heading, node.anchor, "help" if isinstance(node, FaqNode) else "list-ul", is_within=False)
        elif isinstance(node, SubheadingNode):
            yield Place(node.text, node.anchor, "title", is_within=True)
        elif isinstance(node, QuestionNode):
            yield Place(node.question, node.anchor, "help", is_within=True)


def choose_guide_link(request: HttpRequest) -> HttpResponse:
    """Answer Wagtail's dialog with guides that readers have, or with the places of one of them.

    Of a guide that is kept from the public, only who may change or publish it is told.
    """
    mine = Q(guide__page__live=True, guide__page__in=guide_pages_of(request).values("pk"))
    public = Q(pk__in=Delivery.objects.public().values("pk"))
    deliveries = Delivery.objects.filter(mine | public).select_related("guide__page")
    query = request.GET.get("q", "").strip()
    context: dict[str, Any] = {"query": query, "link_text": request.GET.get("link_text", "")}
    page_id = request.GET.get("page", "")
    if page_id.isdigit():
        delivery = get_object_or_404(deliveries.select_related("edition"), guide__page=page_id)
        page = get_object_or_404(Page, pk=page_id)
        context |= {"page": page, "parent_id": page.get_parent().pk}
        context["places"] = list(places_of(delivery.edition.compiled))
    else:
        found = deliveries.filter(guide__page__title__icontains=query) if query else deliveries
        context["pages"] = [each.guide.page for each in found.order_by("guide__page__title").defer("edition")[:SHOWN]]
    response: HttpResponse = render_modal_workflow(
        request, "guide_pages/admin/links/choose.html", None, context, json_data={"step": "guides"}
    )
    return response


def offer_places(features: FeatureRegistry) -> None:
    """Let the link button of rich text begin with guides. Everything else of Wagtail's dialog is one step away."""
    features.register_editor_plugin(
        "draftail",
        "link",
        EntityFeature(
            {
                "type": "LINK",
                "icon": "link",
                "description": _("Link"),
                "attributes": ["url", "id", "parentId", "fragment"],
                "allowlist": {"href": "^(http:|https:|mailto:|#|undefined$)"},
                "chooserUrls": {
                    "guideChooser": reverse_lazy("guidepost_choose_link"),
                    "pageChooser": reverse_lazy("wagtailadmin_choose_page"),
                    "externalLinkChooser": reverse_lazy("wagtailadmin_choose_page_external_link"),
                    "emailLinkChooser": reverse_lazy("wagtailadmin_choose_page_email_link"),
                    "phoneLinkChooser": reverse_lazy("wagtailadmin_choose_page_phone_link"),
                    "anchorLinkChooser": reverse_lazy("wagtailadmin_choose_page_anchor_link"),
                },
            },
            js=["wagtailadmin/js/page-chooser-modal.js", "guide_pages/link-chooser.js"],
            css={"all": ["guide_pages/guides-admin.css"]},
        ),
    )


class AnchorsView(GuideTemplateView):
    """The public links of a guide and of each of its parts, to be copied."""

    template_name = "guide_pages/admin/links/anchors.html"
    page_title = _("Links")
    header_icon = "link"

    def may(self, page: Page) -> bool:
        return may_see_editions(self.request.user, page)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = {**super().get_context_data(**kwargs), "page": self.guide_page}
        deliveries = Delivery.objects.filter(guide__page=self.guide_page, guide__page__live=True)
        delivery = deliveries.select_related("edition").first()
        if delivery is None:
            return context
        places = list(places_of(delivery.edition.compiled))
        return {**context, "address": self.guide_page.full_url, "places": places}


def anchors_button(page: Page, user: object, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    """Yield the button where the page is a guide that readers can have."""
    if is_guide(page) and page.live and may_see_editions(user, page):
        yield Button(_("Copy links"), url=reverse("guidepost_anchors", args=[page.pk]), icon_name="link", priority=66)
