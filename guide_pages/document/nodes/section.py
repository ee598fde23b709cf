from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Literal

from faq_blocks.nodes import HeadedNode, Node

from ..unions import SectionChild


class SectionNode(HeadedNode, defer_build=True):
    """A titled part of the guide."""

    template: ClassVar[str] = "guide_pages/blocks/section.html"

    type: Literal["section"] = "section"
    nodes: list[SectionChild]

    def children(self) -> Sequence[Node]:
        return self.nodes

    def plain_text(self) -> str:
        words = (node.plain_text() for node in self.nodes)
        return "\n\n".join([self.heading, *(part for part in words if part)])
