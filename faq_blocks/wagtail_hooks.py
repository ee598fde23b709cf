"""The FAQ library in the admin."""

from __future__ import annotations

from wagtail.snippets.models import register_snippet

from .library import FaqEntryViewSet

register_snippet(FaqEntryViewSet)
