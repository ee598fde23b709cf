from __future__ import annotations

from typing import ClassVar, Literal

from faq_blocks.nodes import Node, Part, Prose


class Contact(Part):
    """A way to reach help. `href` is a `tel:`, `sms:` or `https:` address."""

    label: str
    detail: str | None
    href: str


class UrgentHelpNode(Node):
    """What to do now, when it cannot wait. Never folded away."""

    template: ClassVar[str] = "guide_pages/blocks/urgent_help.html"

    type: Literal["urgent_help"] = "urgent_help"
    heading: str
    text: Prose
    contacts: list[Contact]

    def plain_text(self) -> str:
        contacts = [f"{contact.label}: {contact.detail or contact.href}" for contact in self.contacts]
        return "\n\n".join([self.heading, self.text.plain, *contacts])
