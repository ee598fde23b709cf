from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal, Self

from faq_blocks.nodes import Key, Node, Part

if TYPE_CHECKING:
    from faq_blocks.references import Addresses


class DocumentFile(Part):
    """A file that every reader may have. `format` is the end of its name: `pdf`. `url` is absolute."""

    id: Key
    # Filled in at delivery.
    url: str = ""
    name: str = ""
    format: str = ""
    byte_count: Key = 0

    def with_addresses(self, addresses: Addresses) -> Self:
        return self.model_copy(update=addresses.file(self.id))

    def without_what_is_lost(self) -> Self | None:
        """Return this file if readers may have it, or if a draft still wants one (id 0)."""
        return self if self.url or not self.id else None


class DownloadNode(Node):
    """A file to keep or to print."""

    template: ClassVar[str] = "guide_pages/blocks/download.html"

    type: Literal["download"] = "download"
    title: str
    text: str | None
    file: DocumentFile

    def plain_text(self) -> str:
        return "\n".join(part for part in (self.title, self.text) if part)
