"""Replies beside the guide that an editor edits."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import Panel

from guide_pages.records import Reply

from .permission import may_moderate

LATEST = 5


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
