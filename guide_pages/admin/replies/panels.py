"""Replies where moderators look: in the menu and on the dashboard."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.admin.ui.sidebar import LinkMenuItem

from guide_pages.moderation.permission import may_moderate
from guide_pages.records import Reply

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
    return RepliesMenuItem(_("Replies"), url, name="replies", icon_name="comment", order=70)


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
