from __future__ import annotations

from typing import ClassVar, Literal

from faq_blocks.nodes import Node

from ..pictures import Picture


class ImageNode(Node):
    """A picture with its caption and credit."""

    template: ClassVar[str] = "guide_pages/blocks/image.html"

    type: Literal["image"] = "image"
    image: Picture
    caption: str | None
    credit: str | None

    def plain_text(self) -> str:
        return "\n".join(part for part in (self.image.alt, self.caption, self.credit) if part)
