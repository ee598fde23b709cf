"""The page that guides stand under, and that lists them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.core.paginator import EmptyPage, Paginator
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page, Site
from wagtail.search import index
from wagtail.url_routing import RouteResult

from guide_pages.pictures.addresses import shown
from guide_pages.publishing.rows import lock_pages
from guide_pages.queries.visibility import is_public
from guide_pages.reading.addresses import number_asked
from guide_pages.reading.listing import listed, topics_of
from guide_pages.records import Delivery, Topic
from guide_pages.records.deliveries import DeliveryQuerySet
from guide_pages.rendering.alternates import of_list
from guide_pages.rendering.site_data import breadcrumb_nodes, page_node, script, site_nodes
from guide_pages.rendering.topics import TOPICS, topic_url

from .checked import GuideIndexPermissionTester
from .forms import GuideIndexPageForm
from .stored import StoredPageMixin

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.utils.safestring import SafeString


class GuideIndexPageMixin(StoredPageMixin):
    """Lists guides, the newest first, and has a page for each topic of theirs. Costs the same queries for one guide and
    for thousands."""

    GUIDES_A_PAGE: ClassVar = 20
    #: Guides lead to the pages of their topics where they stand in a list that has some.
    has_topic_pages: ClassVar = True

    introduction = RichTextField(_("introduction"), blank=True, features=["bold", "italic", "link"])

    base_form_class = GuideIndexPageForm
    template = "guide_pages/guide_index_page.html"
    subpage_types: ClassVar = ["guide_pages.GuidePage"]

    class Meta:
        abstract = True

    def permissions_for_user(self, user: Any) -> GuideIndexPermissionTester:
        """Return what a user may do with the list, and below it."""
        return GuideIndexPermissionTester(user, self)

    @classmethod
    def can_create_at(cls, parent: Page) -> bool:
        """Return False beside the home pages, where no reader would find it."""
        return not parent.is_root() and bool(super().can_create_at(parent))

    @transaction.atomic
    def add_child(self, **kwargs: Any) -> Any:
        """Lock this page's row before the new one's: treebeard does so after it."""
        lock_pages([self.pk])
        return super().add_child(**kwargs)

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Find the page of a topic, beside the guides."""
        if self.live and len(path_components) == 2 and path_components[0] == TOPICS:
            return RouteResult(self, kwargs={"topic": path_components[1]})
        return super().route(request, path_components)

    def place(self, request: HttpRequest, **kwargs: Any) -> tuple[str, str]:
        root, path = super().place(request)
        return root, topic_url(path, kwargs["topic"]) if kwargs.get("topic") else path

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Lead from the address that a topic had before it had a page."""
        slug = request.GET.get("topic", "").replace("\x00", "")  # PostgreSQL takes no NUL
        if slug and not kwargs:
            return redirect(topic_url(self.get_url(request), self._topic(slug).slug), permanent=True)
        return super().serve(request, *args, **kwargs)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the guides, or those of the topic that `route` has found. Raise Http404 for a topic or page without."""
        context = super().get_context(request, *args, **kwargs)
        topic = self._topic(kwargs["topic"]) if kwargs.get("topic") else None
        guides = self._guides()
        page_obj = _page_of(guides.filed_under(topic.slug) if topic else guides, self.GUIDES_A_PAGE, request)
        shown_guides, url = listed(page_obj.object_list), self.get_url(request)
        number, introduction = page_obj.number, shown(topic.introduction if topic else self.introduction)
        context["named_pages"] += [*shown_guides.pages, *introduction.pages]
        if number > 1:
            context["canonical_url"] += f"?page={number}"
        if topic or number > 1:
            context["hreflangs"] = []  # what is at this address has no other language
        if topic:
            context["breadcrumbs"] = [*context.get("breadcrumbs", []), {"title": self.title, "url": url}]
            context["structured_data"] = _structured_data(context, topic.name, Site.find_for_request(request))
        described = self.described(
            context,
            "" if topic else self.search_description,
            introduction.text.plain,
            gettext("Guides on %(topic)s") % {"topic": topic.name} if topic else "",
            title=topic.name if topic else "",
        )
        return {
            **described,
            "alternates": of_list(self.place(request)[0], *((topic.slug, topic.name) if topic else ())),
            "topic": topic,
            "page_obj": page_obj,
            "number": number,
            "cards": shown_guides.cards,
            "topics": topics_of(guides, url, topic.slug if topic else ""),
            "all_url": url,
            "introduction": introduction.text,
        }

    def _guides(self) -> DeliveryQuerySet:
        return Delivery.objects.public().under(self.path).newest_first()

    def _topic(self, slug: str) -> Topic:
        """Return the topic of this slug that guides are filed under here; raise Http404 if there are none."""
        topic = Topic.at(slug, self.locale.language_code)
        if topic is None or not self._guides().filed_under(slug).exists():
            raise Http404
        return topic


def _structured_data(context: dict[str, Any], name: str, site: Site) -> SafeString:
    """Return what machines are told of the page of a topic, which is none of Wagtail's."""
    url = context["canonical_url"]
    way = breadcrumb_nodes(url, name, context["breadcrumbs"], site)
    return script([page_node(url, name, site, way, inLanguage=context["locale"]), *way, *site_nodes(site)])


def _page_of(deliveries: DeliveryQuerySet, size: int, request: HttpRequest) -> Any:
    try:
        return Paginator(deliveries, size).page(number_asked(request))
    except EmptyPage as error:
        raise Http404 from error


class GuideIndexPage(GuideIndexPageMixin, Page):
    """The page that guides stand under."""

    content_panels: ClassVar = [*Page.content_panels, FieldPanel("introduction")]
    search_fields: ClassVar = [*Page.search_fields, index.SearchField("introduction")]
    page_description = _("Lists the guides that stand under it, by topic.")

    class Meta:
        verbose_name = _("guide index")
        verbose_name_plural = _("guide indexes")


def guide_index_of(home: Page) -> GuideIndexPage | None:
    """Return the list of the guides of a home page; None where the public finds none. One query."""
    found: GuideIndexPage | None = GuideIndexPage.objects.child_of(home).filter(is_public()).first()
    return found
