from __future__ import annotations

from typing import ClassVar, Literal

from faq_blocks.nodes import Node, Prose


class CalloutNode(Node):
    """A note, a tip or a warning that stands out of the text."""

    template: ClassVar[str] = "guide_pages/blocks/callout.html"

    type: Literal["callout"] = "callout"
    tone: Literal["note", "tip", "warning"]
    heading: str | None
    text: Prose

    def plain_text(self) -> str:
        return "\n\n".join(part for part in (self.heading, self.text.plain) if part)
