"""How a guide's form is laid out."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    MultiFieldPanel,
    MultipleChooserPanel,
    ObjectList,
    PublishingPanel,
    TabbedInterface,
)
from wagtail.models import Page

from faq_blocks.scheduling import SchedulePanel
from guide_pages.moderation.panels import GuideRepliesPanel


def _schedules(panel: Any) -> bool:
    """Return True for Wagtail's own panel of the schedule, or what stands for it until models are ready."""
    return isinstance(panel, PublishingPanel) or getattr(panel, "path", "").endswith(".PublishingPanel")


content_panels = [
    *Page.content_panels,
    FieldPanel("summary"),
    MultiFieldPanel(
        [FieldPanel("hero"), FieldPanel("hero_is_decorative"), FieldPanel("hero_alt")],
        heading=_("Main image"),
        classname="collapsed",
    ),
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
    SchedulePanel(),
    *(panel for panel in Page.settings_panels if not _schedules(panel)),
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
