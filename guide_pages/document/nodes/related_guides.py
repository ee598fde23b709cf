from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal, Self
from uuid import UUID

from faq_blocks.nodes import Key, Node, Part

if TYPE_CHECKING:
    from faq_blocks.references import Addresses


class RelatedGuide(Part):
    """Another guide, as it is called today. `id` is the guide's."""

    page: Key
    # Filled in at delivery.
    id: UUID = UUID(int=0)
    title: str = ""
    url: str = ""

    def with_addresses(self, addresses: Addresses) -> Self:
        return self.model_copy(update=addresses.guide(self.page))

    def without_what_is_lost(self) -> Self | None:
        """Return this link if the guide is public."""
        return self if self.url else None


class RelatedGuidesNode(Node):
    """Guides to go on with. One that is not public any more is not among them, and without any there is no list."""

    template: ClassVar[str] = "guide_pages/blocks/related_guides.html"

    type: Literal["related_guides"] = "related_guides"
    heading: str
    guides: list[RelatedGuide]

    def without_what_is_lost(self) -> Self | None:
        """Return this list with the guides that are public; None without any."""
        kept = super().without_what_is_lost()
        return kept if kept and kept.guides else None

    def plain_text(self) -> str:
        return "\n".join([self.heading, *(guide.title for guide in self.guides)])
