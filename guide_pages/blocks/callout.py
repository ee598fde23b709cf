from __future__ import annotations

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, ChoiceBlock, RichTextBlock, StructBlock

from faq_blocks.blocks import NodeBlock
from faq_blocks.compilation import Compilation
from faq_blocks.rich_text import FEATURES
from guide_pages.document.nodes.callout import CalloutNode

TONES = {"note": _("Note"), "tip": _("Tip"), "warning": _("Warning")}


class CalloutBlock(NodeBlock, StructBlock):
    """A note, a tip or a warning."""

    tone = ChoiceBlock(
        label=_("Tone"),
        choices=list(TONES.items()),
        default="note",
        help_text=_("A warning is for what can harm. Use few, or none is read."),
    )
    heading = CharBlock(label=_("Heading"), required=False, max_length=255)
    text = RichTextBlock(label=_("Text"), features=FEATURES)

    def to_node(self, value: Any, block_id: str, compilation: Compilation) -> CalloutNode | None:
        text = compilation.text(value["text"], block_id, "text")
        if not text.plain:
            compilation.problem(gettext("A callout has no text."), block_id, "text")
            return None
        return CalloutNode(
            id=block_id,
            tone=value["tone"] if value["tone"] in TONES else "note",
            heading=str(value["heading"] or "").strip() or None,
            text=text,
        )

    class Meta:
        icon = "info-circle"
        label = _("Callout")
        label_format = "{tone}: {heading} {text}"
        description = _("A note, tip or warning that stands out of the text.")
        template = CalloutNode.template
        preview_value = {
            "tone": "warning",
            "heading": _("Do not stop suddenly"),
            "text": _("<p>Talk to whoever prescribed the medicine before you change the dose.</p>"),
        }
