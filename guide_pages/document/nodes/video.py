from __future__ import annotations

from typing import ClassVar, Literal

from faq_blocks.nodes import Node, Prose


class VideoNode(Node):
    """A film that stands with its provider, and all that is said in it.

    `url` is its page there; `player` plays it inside another page. Nothing is loaded before a reader asks for it.
    """

    template: ClassVar[str] = "guide_pages/blocks/video.html"

    type: Literal["video"] = "video"
    provider: Literal["youtube", "vimeo"]
    title: str
    url: str
    player: str
    transcript: Prose

    @property
    def provider_name(self) -> str:
        """The provider, as it writes its name."""
        return {"youtube": "YouTube", "vimeo": "Vimeo"}[self.provider]

    def plain_text(self) -> str:
        return f"{self.title}\n\n{self.transcript.plain}"
