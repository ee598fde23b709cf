from __future__ import annotations

from typing import ClassVar, Literal

from faq_blocks.nodes import Node


class SubheadingNode(Node):
    """A heading inside a section, with an address of its own."""

    template: ClassVar[str] = "guide_pages/blocks/subheading.html"

    type: Literal["subheading"] = "subheading"
    anchor: str
    text: str

    def plain_text(self) -> str:
        return self.text
