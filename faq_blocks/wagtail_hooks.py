"""The FAQ library in the admin."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import path
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from .choosing import read_answer, reading_script
from .library import FaqEntryViewSet

if TYPE_CHECKING:
    from django.urls import URLPattern

register_snippet(FaqEntryViewSet)

hooks.register("insert_editor_js", reading_script)


@hooks.register("register_admin_urls")
def reading_url() -> list[URLPattern]:
    return [path("faq-library/<int:pk>/read/", read_answer, name="faq_blocks_read")]
