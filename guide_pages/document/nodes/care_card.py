from __future__ import annotations

from typing import ClassVar, Literal

from faq_blocks.nodes import Node, Prose

from .urgent_help import Contact


class CareCardNode(Node):
    """When to ask for which help, and how soon. `urgency` is shown in words, not by color alone."""

    template: ClassVar[str] = "guide_pages/blocks/care_card.html"

    type: Literal["care_card"] = "care_card"
    urgency: Literal["non_urgent", "urgent", "emergency"]
    heading: str
    text: Prose
    contacts: list[Contact]

    def plain_text(self) -> str:
        contacts = [f"{contact.label}: {contact.detail or contact.href}" for contact in self.contacts]
        return "\n\n".join([self.heading, self.text.plain, *contacts])
