"""The FAQ library in the admin."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, ObjectList, PublishingPanel, TabbedInterface
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from .models import FaqEntry


class FaqEntryViewSet(SnippetViewSet):
    """List, search, write, review and publish shared answers."""

    model = FaqEntry
    icon = "help"
    menu_label = _("FAQ library")
    menu_name = "faq_library"
    menu_order = 210
    add_to_admin_menu = True
    list_display = ["question", "live", "_updated_at"]
    list_filter = ["live"]
    copy_view_enabled = True
    edit_handler = TabbedInterface(
        [
            ObjectList([FieldPanel("question"), FieldPanel("answer")], heading=_("Question and answer")),
            ObjectList([PublishingPanel()], heading=_("Publishing")),
        ]
    )


register_snippet(FaqEntryViewSet)
