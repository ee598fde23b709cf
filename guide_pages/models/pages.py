"""The page types: an index that lists guides, and the guide."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from typing import TYPE_CHECKING, Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db import models, transaction
from django.http import Http404, HttpResponse
from django.utils.functional import classproperty
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, TabbedInterface
from wagtail.compat import HTTPMethod
from wagtail.fields import RichTextField, StreamField
from wagtail.images import get_image_model_string
from wagtail.models import Orderable, Page
from wagtail.search import index

from guide_pages.blocks import GuideBodyBlock
from guide_pages.blocks.body import name_blocks, outline
from guide_pages.forms import GuideIndexPageForm, GuidePageForm
from guide_pages.panels import content_panels, promote_panels, review_panels, tabs

from .deliveries import Delivery, FeedCounter
from .replies import RepliesOpen

if TYPE_CHECKING:
    from django.http import HttpRequest

    # The mixins stand before a page class; which one is the site's to choose.
    class Base(Page):
        pass
else:
    Base = models.Model

#: So many characters are two sentences: a longer summary is saved, and not published.
SUMMARY_LENGTH = 400

#: Fields that say how a page is edited, not what it says. Saving them alone concerns no reader.
_BOOKKEEPING = {
    "draft_title",
    "has_unpublished_changes",
    "latest_revision",
    "latest_revision_created_at",
    "locked",
    "locked_at",
    "locked_by",
    "numchild",
    "owner",
    "wagtail_admin_comments",
}


def is_bookkeeping(update_fields: Iterable[str] | None) -> bool:
    """True if a save of these fields alone concerns no reader: a draft, a lock, a comment."""
    return update_fields is not None and set(update_fields) <= _BOOKKEEPING


def stand_where_it_was_moved_to(page: Any, update_fields: Iterable[str] | None = None) -> bool:
    """Lock a page's row and take its place in the tree from it. True if the row is live, or new.

    Wagtail saves the place as it was when the page was read: a move since then would be undone in part. It saves, too,
    that a draft is not live. Raises PublishedSince if the page has been published since it was read.
    """
    from guide_pages.publishing import PublishedSince

    stored = stored_state(page, "path", "depth", "numchild", "slug", "url_path", "live", "last_published_at")
    if stored is None:
        return True
    says_live = update_fields is None or "live" in update_fields
    if says_live and stored["live"] and not page.live and stored["last_published_at"] != page.last_published_at:
        raise PublishedSince(page.title)
    names = ["path", "depth", "numchild"]
    if stored["slug"] == page.slug:  # else Wagtail makes it anew, from the parent that stands at `path`
        names.append("url_path")
    if stored["path"] != page.path:
        page._cached_parent_obj = None
    for name in names:
        setattr(page, name, stored[name])
    return bool(stored["live"])


def stored_state(page: Any, *names: str) -> dict[str, Any] | None:
    """What these fields of a page are in its row, which is locked; None if it has none."""
    return Page.objects.select_for_update().filter(pk=page.pk).values(*names).first()


class GuidePageMixin(Base):
    """What makes a page a guide. A site with a base page of its own puts this before it, and gives its page the
    relations `guide_topics`, `guide_authors` and `guide_reviewers`, as `GuidePage` has them."""

    summary = models.TextField(
        _("summary"),
        help_text=_("Two sentences: what the guide answers, and for whom. Shown in lists and search results."),
    )
    hero = models.ForeignKey(
        get_image_model_string(),
        verbose_name=_("main image"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    hero_alt = models.CharField(
        _("alternative text"),
        max_length=255,
        blank=True,
        help_text=_("What the image shows, for those who cannot see it. Leave empty if it only decorates."),
    )
    body = StreamField(GuideBodyBlock(), verbose_name=_("body"), default=outline, blank=True)

    change_note = models.CharField(
        _("what changed"),
        max_length=300,
        blank=True,
        help_text=_(
            "For readers who knew the guide: “Adds the new dose for children.” Apps get it with the guide's editions; "
            "the page does not show it."
        ),
    )

    replies = models.CharField(
        _("replies"),
        max_length=10,
        choices=[("", _("As the site's settings say")), *RepliesOpen.choices],
        blank=True,
        help_text=_("Whether readers may leave a reply under this guide."),
    )
    replies_days = models.PositiveSmallIntegerField(
        _("days"),
        null=True,
        blank=True,
        help_text=_("After its first publication. Leave empty for as many as the site's settings say."),
    )

    base_form_class = GuidePageForm
    content_panels: ClassVar = content_panels
    promote_panels: ClassVar = promote_panels
    settings_panels: ClassVar = review_panels
    parent_page_types: ClassVar = ["guide_pages.GuideIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    allowed_http_methods: ClassVar = [HTTPMethod.GET, HTTPMethod.HEAD, HTTPMethod.OPTIONS]
    template = "guide_pages/guide_page.html"
    search_fields: ClassVar = [
        *Page.search_fields,
        index.SearchField("summary", boost=1.5),
        index.SearchField("body"),
    ]

    class Meta:
        abstract = True

    @classproperty
    def edit_handler(cls) -> TabbedInterface:
        """The form's tabs, from the panels of the page type that has this mixin."""
        return tabs(cls)

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> Any:
        """Save the page and bring its edition in step, or neither.

        Raises PublishRefused, a ValidationError, where a live page cannot be compiled, and PublishedSince for a draft
        that was read before the page was published: it would take the page from its readers.
        """
        from guide_pages.publishing import PublishRefused, bring_in_step

        if is_bookkeeping(kwargs.get("update_fields")):
            return super().save(*args, **kwargs)
        FeedCounter.lock()
        was_live = stand_where_it_was_moved_to(self, kwargs.get("update_fields"))
        name_blocks(self.body)
        try:
            result = super().save(*args, **kwargs)
        except ValidationError as error:
            if not self.live:
                raise
            raise PublishRefused.from_fields(self, error) from error
        bring_in_step(self.pk, refuse=True, was_hidden=not was_live)
        return result

    @transaction.atomic
    def save_revision(self, *args: Any, **kwargs: Any) -> Any:
        """Save a draft. Locks the feed: where it is published in the same transaction, no page row comes first."""
        FeedCounter.lock()
        name_blocks(self.body)
        return super().save_revision(*args, **kwargs)

    @transaction.atomic
    def publish(self, *args: Any, **kwargs: Any) -> Any:
        """Publish a revision whole, or not at all: a failure keeps what other revisions are scheduled for."""
        FeedCounter.lock()
        return super().publish(*args, **kwargs)

    @property
    def preview_modes(self) -> list[tuple[str, Any]]:
        return [("", _("Page")), ("json", _("JSON for mobile clients"))]

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Answer where the address did not: an ancestor was renamed, or this reader may see a restricted guide."""
        from guide_pages.serving import respond_privately, respond_with_page

        with suppress(Http404):
            return respond_with_page(request, self.pk)
        if not self.live or not self.get_view_restrictions().exists():
            raise Http404
        return respond_privately(self)

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """Show the draft through the same compiler and templates as the guide."""
        from guide_pages.serving import respond_with_draft

        return respond_with_draft(self, request, mode_name)


class GuidePage(GuidePageMixin, Page):
    """A long guide with a FAQ."""

    class Meta:
        verbose_name = _("guide")
        verbose_name_plural = _("guides")

    page_description = _("A long article in sections, with questions and answers.")


class GuideTopic(Orderable):
    """A guide is filed under a topic."""

    page = ParentalKey(GuidePage, on_delete=models.CASCADE, related_name="guide_topics")
    topic = models.ForeignKey("guide_pages.Topic", verbose_name=_("topic"), on_delete=models.CASCADE)

    class Meta(Orderable.Meta):
        unique_together = [("page", "topic")]


class Contribution(Orderable):
    """Someone's part in a guide."""

    contributor = models.ForeignKey(
        "guide_pages.Contributor", verbose_name=_("contributor"), on_delete=models.CASCADE, related_name="+"
    )

    class Meta(Orderable.Meta):
        abstract = True


class GuideAuthor(Contribution):
    """Someone wrote a guide."""

    page = ParentalKey(GuidePage, on_delete=models.CASCADE, related_name="guide_authors")


class GuideReviewer(Contribution):
    """Someone checked a guide."""

    page = ParentalKey(GuidePage, on_delete=models.CASCADE, related_name="guide_reviewers")


class GuideIndexPageMixin(Base):
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
        """Not beside the home pages, where no reader would find it."""
        return not parent.is_root() and bool(super().can_create_at(parent))

    @transaction.atomic
    def add_child(self, **kwargs: Any) -> Any:
        """Locks the feed first, as all that concerns guides: treebeard locks this page's row."""
        FeedCounter.lock()
        return super().add_child(**kwargs)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from guide_pages.addresses import shown
        from guide_pages.listing import cards, topics_of
        from guide_pages.shell import request_shell

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
