"""The page that guides stand under, and that lists them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.core.paginator import Paginator
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page
from wagtail.search import index

from guide_pages.pictures.addresses import shown
from guide_pages.publishing.rows import lock_pages
from guide_pages.queries.visibility import is_public
from guide_pages.reading.listing import cards, topics_of
from guide_pages.records import Delivery
from guide_pages.records.fields import AnyPage
from guide_pages.rendering.shell import request_shell

from .forms import GuideIndexPageForm

if TYPE_CHECKING:
    from django.http import HttpRequest


class GuideIndexPageMixin(AnyPage):
    """Lists guides, the newest first, by topic. Costs the same queries for one guide and for thousands."""

    GUIDES_A_PAGE: ClassVar = 20

    introduction = RichTextField(_("introduction"), blank=True, features=["bold", "italic", "link"])

    base_form_class = GuideIndexPageForm
    template = "guide_pages/guide_index_page.html"
    subpage_types: ClassVar = ["guide_pages.GuidePage"]

    class Meta:
        abstract = True

    @classmethod
    def can_create_at(cls, parent: Page) -> bool:
        """Return False beside the home pages, where no reader would find it."""
        return not parent.is_root() and bool(super().can_create_at(parent))

    @transaction.atomic
    def add_child(self, **kwargs: Any) -> Any:
        """Lock this page's row before the new one's: treebeard does so after it."""
        lock_pages([self.pk])
        return super().add_child(**kwargs)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        listed = Delivery.objects.public().under(self.path).newest_first()
        slug = request.GET.get("topic", "").replace("\x00", "")  # PostgreSQL takes no NUL
        page_obj = Paginator(listed.filed_under(slug) if slug else listed, self.GUIDES_A_PAGE).get_page(
            request.GET.get("page")
        )
        url = self.get_url(request)
        return {
            **super().get_context(request, *args, **kwargs),
            **request_shell(request, self),
            "page_obj": page_obj,
            "cards": cards(page_obj.object_list),
            "topics": topics_of(listed, url, slug),
            "all_url": url,
            "introduction": shown(self.introduction),
        }


class GuideIndexPage(GuideIndexPageMixin, Page):
    """The page that guides stand under."""

    content_panels: ClassVar = [*Page.content_panels, FieldPanel("introduction")]
    search_fields: ClassVar = [*Page.search_fields, index.SearchField("introduction")]
    page_description = _("Lists the guides that stand under it, by topic.")

    class Meta:
        verbose_name = _("guide index")
        verbose_name_plural = _("guide indexes")


def guides_url(home: Page, request: HttpRequest) -> str:
    """Return where the guides of a home page are listed; nothing where the public finds no list. One query."""
    found = GuideIndexPage.objects.child_of(home).filter(is_public()).first()
    return str(found.get_url(request) or "") if found else ""
