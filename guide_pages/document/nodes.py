"""The nodes of a guide's body."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field
from typing_extensions import TypeAliasType

from faq_blocks.nodes import FaqNode, Node, Part, Prose, TextNode

from .pictures import Picture


class SubheadingNode(Node):
    """A heading inside a section, with an address of its own."""

    template: ClassVar[str] = "guide_pages/blocks/subheading.html"

    type: Literal["subheading"] = "subheading"
    anchor: str
    text: str

    def plain_text(self) -> str:
        return self.text


class ImageNode(Node):
    """A picture with its caption and credit."""

    template: ClassVar[str] = "guide_pages/blocks/image.html"

    type: Literal["image"] = "image"
    image: Picture
    caption: str | None
    credit: str | None

    def plain_text(self) -> str:
        return "\n".join(part for part in (self.image.alt, self.caption, self.credit) if part)


class CalloutNode(Node):
    """A note, a tip or a warning that stands out of the text."""

    template: ClassVar[str] = "guide_pages/blocks/callout.html"

    type: Literal["callout"] = "callout"
    tone: Literal["note", "tip", "warning"]
    heading: str | None
    text: Prose

    def plain_text(self) -> str:
        return "\n\n".join(part for part in (self.heading, self.text.plain) if part)


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


SectionChild = TypeAliasType(
    "SectionChild",
    Annotated[
        TextNode | SubheadingNode | ImageNode | CalloutNode | UrgentHelpNode,
        Field(discriminator="type", description="What stands in a section."),
    ],
)


class SectionNode(Node):
    """A titled part of the guide."""

    template: ClassVar[str] = "guide_pages/blocks/section.html"

    type: Literal["section"] = "section"
    anchor: str
    heading: str
    nodes: list[SectionChild]

    def plain_text(self) -> str:
        return "\n\n".join([self.heading, *(node.plain_text() for node in self.nodes)])


BodyNode = TypeAliasType(
    "BodyNode",
    Annotated[SectionNode | FaqNode, Field(discriminator="type", description="What a guide's body is made of.")],
)
