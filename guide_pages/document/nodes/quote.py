from __future__ import annotations

from typing import ClassVar, Literal

from faq_blocks.nodes import Node, Prose


class QuoteNode(Node):
    """Someone's words, and whose they are."""

    template: ClassVar[str] = "guide_pages/blocks/quote.html"

    type: Literal["quote"] = "quote"
    text: Prose
    source: str | None

    def plain_text(self) -> str:
        return "\n\n".join(part for part in (self.text.plain, self.source) if part)
