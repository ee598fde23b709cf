"""Replies where editors look: on the dashboard, and beside the guide that they edit."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import Panel
from wagtail.admin.ui.components import Component
from wagtail.admin.ui.sidebar import LinkMenuItem

from guide_pages.models.replies import Reply  # a page type has a panel of these: the package is not whole yet
from guide_pages.replies.permission import may_moderate

LATEST = 5


class RepliesMenuItem(MenuItem):
    """Leads to what waits, and says how much."""

    def is_shown(self, request: Any) -> bool:
        return may_moderate(request.user)

    def render_component(self, request: Any) -> LinkMenuItem:
        count = Reply.objects.waiting().count()
        label = f"{self.label} ({count})" if count else str(self.label)
        return LinkMenuItem(
            self.name, label, self.url, icon_name=self.icon_name, classname=self.classname, attrs=self.attrs
        )


def menu_item() -> RepliesMenuItem:
    url = f"{reverse('guidepost_replies:index')}?{urlencode({'state': Reply.State.WAITING})}"
    return RepliesMenuItem(_("Replies"), url, name="replies", icon_name="comment", order=230)


class WaitingPanel(Component):
    """The dashboard's: the replies that wait, the oldest first."""

    name = "guidepost_replies"
    template_name = "guide_pages/admin/replies/waiting_panel.html"
    order = 210

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        request = (parent_context or {})["request"]
        waiting = Reply.objects.waiting() if may_moderate(request.user) else Reply.objects.none()
        return {
            "waiting": waiting.select_related("guide__page").order_by("created_at")[:LATEST],
            "count": waiting.count(),
            "url": menu_item().url,
        }


class GuideRepliesPanel(Panel):
    """The guide's own: how many replies it has, and the latest."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"heading": _("What readers have replied"), "icon": "comment", **kwargs})

    class BoundPanel(Panel.BoundPanel):
        template_name = "guide_pages/admin/replies/guide_panel.html"

        def is_shown(self) -> bool:
            return bool(self.instance.pk and self.request and may_moderate(self.request.user))

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            replies = Reply.objects.filter(guide__page=self.instance.pk).exclude(
                state__in=[Reply.State.DELETED, Reply.State.SPAM]
            )
            url = f"{reverse('guidepost_replies:index')}?{urlencode({'guide': self.instance.pk})}"
            return {
                **super().get_context_data(parent_context),
                "replies": replies.order_by("-created_at")[:LATEST],
                "count": replies.count(),
                "waiting": replies.waiting().count(),
                "url": url,
            }
