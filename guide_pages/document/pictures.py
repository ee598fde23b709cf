"""Pictures: an image named by its id when compiled, a set of renditions when delivered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, Self

from faq_blocks.nodes import Key, Part

if TYPE_CHECKING:
    from faq_blocks.references import Addresses

Shape = Literal["original", "wide", "square"]
Format = Literal["webp", "jpeg", "png", "gif", "avif", "svg"]


class Rendition(Part):
    """One file of a picture. `width` and `height` are pixels, `url` is absolute."""

    url: str
    width: int
    height: int
    format: Format


class Picture(Part):
    """An image as it is shown: cropped to `shape`, described by `alt` (empty when decorative).

    `renditions` go from narrow to wide within a format, smallest format first. `width` and `height` are pixels of the
    widest; `color`, as `#rrggbb`, holds the place until one is there. An image that is gone has no renditions.
    """

    id: Key
    alt: str
    shape: Shape
    # Filled in at delivery.
    width: int = 0
    height: int = 0
    color: str = ""
    renditions: list[Rendition] = []

    def with_addresses(self, addresses: Addresses) -> Self:
        return self.model_copy(update=addresses.picture(self.id, self.shape))

    def without_what_is_lost(self) -> Self | None:
        """Return this picture if it can be shown: it is delivered, or wanted (id 0) and described in a draft."""
        return self if self.renditions or not self.id else None

    @property
    def sources(self) -> dict[str, list[Rendition]]:
        """Renditions by format, for `<picture>`: the most compact first, the fallback last."""
        by_format: dict[str, list[Rendition]] = {}
        for rendition in self.renditions:
            by_format.setdefault(rendition.format, []).append(rendition)
        return by_format

    @property
    def fallback(self) -> Rendition:
        """The widest rendition of the format that every browser shows."""
        return self.renditions[-1]
