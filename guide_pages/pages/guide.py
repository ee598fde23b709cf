"""The guide: what its page does when it is saved, published and read."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.http import Http404, HttpResponse
from django.utils.functional import classproperty
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelsearch.tasks import insert_or_update_object_task
from wagtail.admin.panels import TabbedInterface
from wagtail.compat import HTTPMethod
from wagtail.models import Orderable, Page
from wagtail.search import index

from guide_pages.blocks.body import name_blocks
from guide_pages.publishing.in_step import bring_in_step
from guide_pages.publishing.refusals import PublishRefused
from guide_pages.publishing.rows import align_with_row, is_bookkeeping, lock_pages
from guide_pages.publishing.sequences import after_commit
from guide_pages.reading.previews import MODES, respond_with_draft
from guide_pages.reading.serving import respond_privately, respond_with_page
from guide_pages.records.fields import GuidePageFields

from .checked import GuidePermissionTester
from .forms import GuidePageForm
from .panels import content_panels, promote_panels, review_panels, tabs

if TYPE_CHECKING:
    from django.http import HttpRequest


class GuidePageMixin(GuidePageFields):
    """What makes a page a guide. A site with a base page of its own puts this before it, and gives its page the
    relations `guide_topics`, `guide_authors` and `guide_reviewers`, as `GuidePage` has them."""

    base_form_class = GuidePageForm
    content_panels: ClassVar = content_panels
    promote_panels: ClassVar = promote_panels
    settings_panels: ClassVar = review_panels
    parent_page_types: ClassVar = ["guide_pages.GuideIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    allowed_http_methods: ClassVar = [HTTPMethod.GET, HTTPMethod.HEAD, HTTPMethod.OPTIONS]
    template = "guide_pages/guide_page.html"
    #: Wagtail's index is updated after the commit. Within the transaction it locks other pages' entries on PostgreSQL:
    #: two who publish at once could wait for one another.
    search_auto_update = False
    search_fields: ClassVar = [
        *Page.search_fields,
        index.SearchField("summary", boost=1.5),
        index.SearchField("body"),
        # The admin looks for words as they are begun.
        index.AutocompleteField("summary"),
        index.AutocompleteField("body"),
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

        Raise PublishRefused, a ValidationError, where a live page cannot be compiled, and PublishedSince for a draft
        that was read before the page was published: it would take the page from its readers.
        """
        if is_bookkeeping(kwargs.get("update_fields")):
            return super().save(*args, **kwargs)
        was_live = align_with_row(self, kwargs.get("update_fields"))
        name_blocks(self.body)
        try:
            result = super().save(*args, **kwargs)
        except ValidationError as error:
            if not self.live:
                raise
            raise PublishRefused.from_fields(self, error) from error
        bring_in_step(self.pk, refuse=True, was_hidden=not was_live)
        after_commit(partial(insert_or_update_object_task.enqueue, *_indexed(self)))
        return result

    @transaction.atomic
    def save_revision(self, *args: Any, **kwargs: Any) -> Any:
        """Save a draft. Lock the page before its revisions, as whoever publishes it does."""
        lock_pages([self.pk])
        name_blocks(self.body)
        return super().save_revision(*args, **kwargs)

    @transaction.atomic
    def publish(self, *args: Any, **kwargs: Any) -> Any:
        """Publish a revision whole, or not at all: a failure keeps what other revisions are scheduled for."""
        lock_pages([self.pk])
        return super().publish(*args, **kwargs)

    def permissions_for_user(self, user: Any) -> GuidePermissionTester:
        """Return what a user may do with the guide."""
        return GuidePermissionTester(user, self)

    @property
    def preview_modes(self) -> list[tuple[str, Any]]:
        return [*MODES]

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Answer where the address did not: an ancestor was renamed, or this reader may see a restricted guide."""
        with suppress(Http404):
            return respond_with_page(request, self.pk)
        if not self.live or not self.get_view_restrictions().exists():
            raise Http404
        return respond_privately(self, request)

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """Show the draft through the same compiler and templates as the guide."""
        return respond_with_draft(self, request, mode_name)


def _indexed(page: Page) -> tuple[str, str, str]:
    """Return how the task of Wagtail's index is told which page it is."""
    return page._meta.app_label, str(page._meta.model_name), str(page.pk)


class GuidePage(GuidePageMixin, Page):
    """A long guide with a FAQ."""

    class Meta:
        verbose_name = _("guide")
        verbose_name_plural = _("guides")

    page_description = _("A long article in sections, with questions and answers.")


class GuideTopic(Orderable):
    """A guide is filed under a topic."""

    page = ParentalKey(GuidePage, on_delete=models.CASCADE, related_name="guide_topics")
    topic = models.ForeignKey("guide_pages.Topic", verbose_name=_("topic"), on_delete=models.PROTECT)

    class Meta(Orderable.Meta):
        unique_together = [("page", "topic")]


class Contribution(Orderable):
    """Someone's part in a guide."""

    contributor = models.ForeignKey(
        "guide_pages.Contributor", verbose_name=_("contributor"), on_delete=models.PROTECT, related_name="+"
    )

    class Meta(Orderable.Meta):
        abstract = True


class GuideAuthor(Contribution):
    """Someone wrote a guide."""

    page = ParentalKey(GuidePage, on_delete=models.CASCADE, related_name="guide_authors")


class GuideReviewer(Contribution):
    """Someone checked a guide."""

    page = ParentalKey(GuidePage, on_delete=models.CASCADE, related_name="guide_reviewers")
