"""The pages around the guides: home page and plain pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page
from wagtail.search import index

if TYPE_CHECKING:
    from django.http import HttpRequest

INTRODUCTION_FEATURES = ["bold", "italic", "link"]
BODY_FEATURES = ["h2", "h3", "bold", "italic", "link", "document-link", "ol", "ul", "hr", "superscript", "subscript"]


class BreadcrumbsMixin:
    """Gives a page's template the way to it from the site's home page: `breadcrumbs`, (title, address) each."""

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return super().get_context(request, *args, **kwargs) | {"breadcrumbs": self.get_breadcrumbs(request)}

    def get_breadcrumbs(self, request: HttpRequest) -> list[dict[str, str]]:
        """Returns the pages above this one that the public may see, the home page first, without the page itself."""
        above = self.get_ancestors().filter(depth__gt=1).live().specific(defer=True)
        return [{"title": page.title, "url": page.get_url(request)} for page in above]


class HomePage(BreadcrumbsMixin, Page):
    """Where a site, or one of its languages, begins."""

    introduction = RichTextField(
        blank=True,
        features=INTRODUCTION_FEATURES,
        verbose_name=_("introduction"),
        help_text=_("What readers find here, in one to three sentences."),
    )

    content_panels = [*Page.content_panels, FieldPanel("introduction")]
    search_fields = [*Page.search_fields, index.SearchField("introduction")]
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["home.PlainPage"]
    template = "home/home_page.html"

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")


class PlainPage(BreadcrumbsMixin, Page):
    """A page of running text: about, contact, privacy."""

    introduction = models.TextField(blank=True, verbose_name=_("introduction"))
    body = RichTextField(features=BODY_FEATURES, verbose_name=_("body"))

    content_panels = [*Page.content_panels, FieldPanel("introduction"), FieldPanel("body")]
    search_fields = [*Page.search_fields, index.SearchField("introduction"), index.SearchField("body")]
    parent_page_types = ["home.HomePage", "home.PlainPage"]
    subpage_types = ["home.PlainPage"]
    template = "home/plain_page.html"

    class Meta:
        verbose_name = _("plain page")
        verbose_name_plural = _("plain pages")
