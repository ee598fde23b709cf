from __future__ import annotations

from typing import ClassVar, Literal

from faq_blocks.nodes import Node


class DividerNode(Node):
    """A pause between two thoughts of a section. It has no words."""

    template: ClassVar[str] = "guide_pages/blocks/divider.html"

    type: Literal["divider"] = "divider"

    def plain_text(self) -> str:
        return ""
