"""The FAQ library in the admin."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.panels import FieldPanel, ObjectList, TabbedInterface
from wagtail.admin.ui.tables import LiveStatusTagColumn, UpdatedAtColumn, UsageCountColumn
from wagtail.models import ReferenceIndex
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from .forms import FaqEntryForm
from .lasting_links import keep_places
from .models import FaqEntry
from .scheduling import SchedulePanel

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpRequest


class FaqEntryViewSet(SnippetViewSet):
    """List, search, write, review and publish shared answers."""

    model = FaqEntry
    icon = "help"
    menu_label = _("FAQ library")
    menu_name = "faq_library"
    menu_order = 60
    add_to_admin_menu = True
    list_display = [
        "question",
        LiveStatusTagColumn(),
        UsageCountColumn("usage_count", label=_("Usage")),
        UpdatedAtColumn(),
    ]
    list_filter = ["live"]
    copy_view_enabled = False  # Wagtail's writes to the original when it is posted to
    edit_handler = TabbedInterface(
        [
            ObjectList([FieldPanel("question"), FieldPanel("answer")], heading=_("Question and answer")),
            ObjectList([SchedulePanel()], heading=_("Publishing")),
        ],
        base_form_class=FaqEntryForm,
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[FaqEntry]:
        """Return the entries, each with the number of pages that use it."""
        return FaqEntry.objects.annotate(usage_count=ReferenceIndex.usage_count_subquery(FaqEntry))


register_snippet(FaqEntryViewSet)

# After Wagtail's own, whose links lose the place in a page.
hooks.register("register_rich_text_features", keep_places, order=100)
