from __future__ import annotations

import re
from typing import Any, Literal, NamedTuple

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, RichTextBlock, StructBlock

from faq_blocks.blocks import NodeBlock
from faq_blocks.compilation import Compilation
from faq_blocks.rich_text import FEATURES
from guide_pages.document.nodes.video import VideoNode

_YOUTUBE = re.compile(
    r"(?:https?://)?(?:(?:www\.|m\.)?youtube(?:-nocookie)?\.com/(?:watch\?(?:[^#]*&)?v=|embed/|shorts/|live/)|youtu\.be/)"
    r"([\w-]{11})(?![\w-]).*",
    re.ASCII,
)
_VIMEO = re.compile(
    r"(?:https?://)?(?:www\.)?(?:vimeo\.com/|player\.vimeo\.com/video/)(\d{1,12})(?:(?:/|\?h=)([0-9a-f]+))?(?:[?&#/].*)?",
    re.ASCII,
)


class Film(NamedTuple):
    """Where a film is watched, and what plays it."""

    provider: Literal["youtube", "vimeo"]
    url: str
    player: str


def film(written: str) -> Film | None:
    """Return the film at an address of YouTube or Vimeo, in any of its forms. Asks nobody."""
    if found := _YOUTUBE.fullmatch(written.strip()):
        key = found[1]
        player = f"https://www.youtube-nocookie.com/embed/{key}"
        return Film("youtube", f"https://www.youtube.com/watch?v={key}", player)
    if found := _VIMEO.fullmatch(written.strip()):
        key, unlisted = found.groups()
        player = f"https://player.vimeo.com/video/{key}?dnt=1" + (f"&h={unlisted}" if unlisted else "")
        return Film("vimeo", f"https://vimeo.com/{key}" + (f"/{unlisted}" if unlisted else ""), player)
    return None


class VideoBlock(NodeBlock, StructBlock):
    """A film, with all that is said in it."""

    title = CharBlock(label=_("Title"), max_length=160)
    url = CharBlock(
        label=_("Address"), max_length=255, help_text=_("Of the film at YouTube or Vimeo, as the browser shows it.")
    )
    transcript = RichTextBlock(
        label=_("Transcript"),
        features=FEATURES,
        help_text=_("All that is said, and what is seen and not said: for who cannot hear, see or play it."),
    )

    def to_node(self, value: Any, block_id: str, compilation: Compilation) -> VideoNode | None:
        title, url = (str(value[name] or "").strip() for name in ("title", "url"))
        transcript = compilation.text(value["transcript"], block_id, "transcript")
        if not title:
            compilation.problem(gettext("A video has no title."), block_id, "title")
        if not transcript.plain:
            compilation.problem(gettext("The video “%s” has no transcript.") % title, block_id, "transcript")
        found = film(url)
        if found is None:
            compilation.problem(
                gettext("The video “%s” needs its address at YouTube or Vimeo.") % title, block_id, "url"
            )
            return None
        return VideoNode(id=block_id, title=title, transcript=transcript, **found._asdict())

    class Meta:
        icon = "media"
        label = _("Video")
        label_format = "{title}"
        description = _("A film from YouTube or Vimeo, which nobody is told of before a reader plays it.")
        template = VideoNode.template
        preview_value = {
            "title": _("How an appointment goes"),
            "url": "https://vimeo.com/1",
            "transcript": _("<p>A door opens. “Good morning”, says the nurse.</p>"),
        }
