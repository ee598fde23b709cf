"""How a guide's form is laid out."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, MultipleChooserPanel, ObjectList, TabbedInterface
from wagtail.models import Page

from guide_pages.moderation.panels import GuideRepliesPanel

content_panels = [
    *Page.content_panels,
    FieldPanel("summary"),
    MultiFieldPanel([FieldPanel("hero"), FieldPanel("hero_alt")], heading=_("Main image"), classname="collapsed"),
    FieldPanel("body", heading=_("Sections and questions")),
]

promote_panels = [
    MultipleChooserPanel("guide_topics", chooser_field_name="topic", label=_("Topic"), heading=_("Topics")),
    *Page.promote_panels,
]

review_panels = [
    FieldPanel("change_note"),
    MultipleChooserPanel("guide_authors", chooser_field_name="contributor", label=_("Author"), heading=_("Written by")),
    MultipleChooserPanel(
        "guide_reviewers", chooser_field_name="contributor", label=_("Reviewer"), heading=_("Checked by")
    ),
    MultiFieldPanel(
        [FieldPanel("replies"), FieldPanel("replies_days"), GuideRepliesPanel()], heading=_("Replies"), icon="comment"
    ),
    *Page.settings_panels,
]


def tabs(model: type[Page]) -> TabbedInterface:
    """Return the form of a guide's page type: its own panels, under the names of an editor's three tasks."""
    return TabbedInterface(
        [
            ObjectList(model.content_panels, heading=_("Content")),
            ObjectList(model.promote_panels, heading=_("Promote")),
            ObjectList(model.settings_panels, heading=_("Review")),
        ]
    )
