from __future__ import annotations

from typing import ClassVar, Literal

from faq_blocks.nodes import Node, Part


class Share(Part):
    """So many of so many: `part` of `whole`, which is at most 100."""

    part: int
    whole: int

    @property
    def icons(self) -> list[bool]:
        """One for each of the whole: True for those that are meant."""
        return [number < self.part for number in range(self.whole)]


class Figure(Part):
    """A number with what it means. With a `share` it can be drawn, one icon for each of the whole."""

    number: str
    unit: str | None
    share: Share | None
    meaning: str
    source: str | None
    url: str | None

    @property
    def quantity(self) -> str:
        """The number with its unit."""
        return f"{self.number} {self.unit}" if self.unit else self.number


class FiguresNode(Node):
    """Numbers side by side, each with what it means and where it is from."""

    template: ClassVar[str] = "guide_pages/blocks/figures.html"

    type: Literal["figures"] = "figures"
    figures: list[Figure]

    def plain_text(self) -> str:
        return "\n\n".join(
            "\n".join(part for part in (f"{figure.quantity}: {figure.meaning}", figure.source) if part)
            for figure in self.figures
        )
