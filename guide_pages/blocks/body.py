from __future__ import annotations

from typing import Any

from django.utils.translation import gettext
from wagtail.blocks import StreamBlock

from faq_blocks.blocks import FaqBlock

from .section import SectionBlock


class GuideBodyBlock(StreamBlock):
    """A guide's body: sections and groups of questions, in the reader's order."""

    section = SectionBlock()
    faq = FaqBlock()


def outline() -> list[tuple[str, dict[str, Any]]]:
    """What a new guide opens with: an outline to write into, not an empty page."""
    return [
        ("section", {"heading": gettext("Introduction")}),
        ("section", {"heading": gettext("Conclusion")}),
        ("faq", {"heading": gettext("Frequently asked questions")}),
    ]
