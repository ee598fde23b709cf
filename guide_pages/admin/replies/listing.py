"""The list of replies: searched, filtered, and acted on one by one or many at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

import django_filters
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.ui.tables import BulkActionsCheckboxColumn, Column, DateColumn, StatusTagColumn, TitleColumn
from wagtail.admin.views.generic import IndexView
from wagtail.models import Page

from guide_pages.moderation.permission import ACTION
from guide_pages.records import Reply

from .deciding import decisions

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpRequest


def guides(request: HttpRequest | None) -> QuerySet[Page]:
    """Return the pages that have replies."""
    pages: QuerySet[Page] = Page.objects.filter(guide__replies__isnull=False).distinct().order_by("title")
    return pages


class ReplyFilterSet(WagtailFilterSet):
    """By state, guide and date."""

    state = django_filters.ChoiceFilter(label=_("State"), choices=Reply.State.choices)
    guide = django_filters.ModelChoiceFilter(label=_("Guide"), field_name="guide__page", queryset=guides)
    created_at = django_filters.DateFromToRangeFilter(label=_("Sent"), widget=DateRangePickerWidget)

    class Meta:
        model = Reply
        fields: ClassVar = ["state", "guide", "created_at"]


class ReplyColumn(TitleColumn):
    """The words, whose they are, and what can be done about them."""

    cell_template_name = "guide_pages/admin/replies/reply_cell.html"

    def get_cell_context_data(self, instance: Reply, parent_context: dict[str, Any]) -> dict[str, Any]:
        context: dict[str, Any] = super().get_cell_context_data(instance, parent_context)
        return {**context, "reply": instance, "decisions": decisions(instance), "request": parent_context["request"]}


class ReplyStateColumn(StatusTagColumn):
    """The state; what readers are shown stands out, as what is live does elsewhere."""

    def get_primary(self, instance: Reply) -> bool:
        return instance.state == Reply.State.APPROVED


class ReplyListView(IndexView):
    """Replies, the newest first. What was deleted is there under its own state alone."""

    model = Reply
    page_title = _("Replies")
    header_icon = "comment"
    template_name = "guide_pages/admin/replies/index.html"
    index_url_name = "guidepost_replies:index"
    index_results_url_name = "guidepost_replies:index_results"
    filterset_class = ReplyFilterSet
    search_fields: ClassVar = ["name", "email", "text"]
    search_backend_name = None
    is_searchable = True
    list_export: ClassVar[list[str]] = []
    default_ordering = "-created_at"
    paginate_by = 20
    permission_required = ACTION
    any_permission_required = None
    columns: ClassVar = [
        BulkActionsCheckboxColumn("bulk_actions", obj_type="reply"),
        ReplyColumn(
            "text",
            label=_("Reply"),
            get_url=lambda reply: reverse("guidepost_replies:reply", args=[reply.pk]),
            get_title_id=lambda reply: f"reply_{reply.pk}_title",
            width="55%",
        ),
        Column("guide", label=_("Guide"), accessor="guide.page.title", width="18%"),
        ReplyStateColumn("state", label=_("State"), accessor="get_state_display", sort_key="state"),
        DateColumn("created_at", label=_("Sent"), sort_key="created_at"),
    ]

    def get_base_queryset(self) -> QuerySet[Reply]:
        return listed(self.request)


def listed(request: HttpRequest) -> QuerySet[Reply]:
    """Return the replies in the list, before it is filtered."""
    replies = Reply.objects.select_related("guide__page", "parent", "faq_entry")
    return replies if request.GET.get("state") else replies.exclude(state=Reply.State.DELETED)


def found(request: HttpRequest) -> QuerySet[Reply]:
    """Return all replies that the list of this request would show, on all its pages."""
    view = ReplyListView()
    view.setup(request)
    replies: QuerySet[Reply] = view.get_queryset()
    return replies
