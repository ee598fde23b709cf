from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.utils.translation import gettext
from wagtail.blocks import StreamValue, StructValue

from faq_blocks.blocks import FaqBlock
from faq_blocks.folding import FoldedStreamBlock
from faq_blocks.streams import OutlinedStreamBlock

from .outline import begun_faq, begun_section
from .section import SectionBlock


class GuideBodyBlock(OutlinedStreamBlock, FoldedStreamBlock):
    """A guide's body: sections and groups of questions, in the reader's order."""

    section = SectionBlock()
    faq = FaqBlock()

    def clean_deferred(self, value: StreamValue) -> StreamValue:
        """Return what was written, as a draft keeps it whatever it is.

        Wagtail switches the block's validators off and on again, and all threads share them: a thread that publishes
        could refuse another's autosave.
        """
        return value


def name_blocks(stream: StreamValue) -> None:
    """Give an id to each block that has none: what a script stored without ids keeps those of its first save."""
    for child in stream:
        child.id = child.id or str(uuid4())
        for value in child.value.values() if isinstance(child.value, StructValue) else ():
            if isinstance(value, StreamValue):
                name_blocks(value)


def outline() -> list[dict[str, Any]]:
    """Return what a new guide opens with, as it is stored: an outline to write into, not an empty page."""
    return [
        begun_section(gettext("Introduction")),
        begun_section(gettext("Conclusion")),
        begun_faq(gettext("Frequently asked questions")),
    ]
