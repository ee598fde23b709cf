"""The pages around the guides: home page and plain pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page
from wagtail.search import index

from faq_blocks.rich_text import DIVISIONS
from guide_pages.models import Delivery
from guide_pages.pages.index import guide_index_of
from guide_pages.pages.stored import StoredPageMixin
from guide_pages.pictures.addresses import shown
from guide_pages.reading.listing import listed, topics_of
from guide_pages.rendering.alternates import of_list

if TYPE_CHECKING:
    from django.http import HttpRequest

INTRODUCTION_FEATURES = ["bold", "italic", "link"]
BODY_FEATURES = ["h2", "h3", "bold", "italic", "link", "document-link", "ol", "ul", "hr", "superscript", "subscript"]


class SitePage(StoredPageMixin, Page):
    """Gives a page's template its introduction, and what stands around every page: name, navigation, the way back."""

    introduction: RichTextField

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds the introduction."""
        context, introduction = super().get_context(request, *args, **kwargs), shown(self.introduction)
        context["named_pages"] += introduction.pages
        context = self.described(context, self.search_description, introduction.text.plain)
        return context | {"introduction": introduction.text}

    class Meta:
        abstract = True


class HomePage(SitePage):
    """Where a site, or one of its languages, begins."""

    introduction = RichTextField(
        blank=True,
        features=INTRODUCTION_FEATURES,
        verbose_name=_("introduction"),
        help_text=_("What readers find here, in one to three sentences."),
    )

    LATEST: ClassVar = 5

    content_panels = [*Page.content_panels, FieldPanel("introduction")]
    search_fields = [*Page.search_fields, index.SearchField("introduction")]
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["guide_pages.GuideIndexPage", "home.PlainPage"]
    template = "home/home_page.html"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds the latest guides, their topics, and where all of them are listed."""
        context = super().get_context(request, *args, **kwargs)
        guides = Delivery.objects.public().under(self.path)
        latest = listed(guides.newest_first()[: self.LATEST])
        index = guide_index_of(self)
        url = index.get_url(request) if index else ""
        context["named_pages"] += latest.pages
        return context | {
            "alternates": of_list(self.place(request)[0]),
            "cards": latest.cards,
            "topics": topics_of(guides.under(index.path), url) if index else [],
            "guides_url": url,
        }

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")


class PlainPage(SitePage):
    """A page of running text: about, contact, privacy."""

    introduction = RichTextField(blank=True, features=INTRODUCTION_FEATURES, verbose_name=_("introduction"))
    body = RichTextField(features=BODY_FEATURES, verbose_name=_("body"))

    content_panels = [*Page.content_panels, FieldPanel("introduction"), FieldPanel("body")]
    search_fields = [*Page.search_fields, index.SearchField("introduction"), index.SearchField("body")]
    parent_page_types = ["home.HomePage", "home.PlainPage"]
    subpage_types = ["home.PlainPage"]
    template = "home/plain_page.html"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds the running text."""
        context, body = super().get_context(request, *args, **kwargs), shown(self.body, also=DIVISIONS)
        context["named_pages"] += body.pages
        context = self.described(context, self.search_description, context["introduction"].plain, body.text.plain)
        return context | {"body": body.text}

    class Meta:
        verbose_name = _("plain page")
        verbose_name_plural = _("plain pages")
