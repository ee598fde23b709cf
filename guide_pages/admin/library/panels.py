"""In an answer's form: the guides that show it, and the way to what will change in them."""

from __future__ import annotations

from typing import Any

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import Panel

from .publishing import guides_of


class UsesPanel(Panel):
    """Shown for an answer that guides show."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"heading": _("Guides that show it"), "icon": "doc-full", **kwargs})

    class BoundPanel(Panel.BoundPanel):
        template_name = "guide_pages/admin/library/uses_panel.html"

        @cached_property
        def count(self) -> int:
            return guides_of(self.instance).count() if self.instance.pk else 0

        def is_shown(self) -> bool:
            return bool(super().is_shown() and self.count)

        def get_context_data(self, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
            context: dict[str, Any] = super().get_context_data(parent_context)
            return {**context, "count": self.count, "entry": self.instance}
