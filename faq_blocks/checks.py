"""What a site lacks for the FAQ library, in a sentence, with the way to mend it as its hint."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.core.checks import CheckMessage, Error, register


@register("faq_blocks")
def the_library_can_be_edited(**kwargs: Any) -> list[CheckMessage]:
    if apps.is_installed("wagtail.snippets"):
        return []
    return [
        Error(
            "wagtail.snippets is not installed: the FAQ library is edited there, and no form can choose from it.",
            hint='Add "wagtail.snippets" to INSTALLED_APPS.',
            id="faq_blocks.E001",
        )
    ]
