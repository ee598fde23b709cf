from __future__ import annotations

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, RichTextBlock, StructBlock

from faq_blocks.blocks import NodeBlock
from faq_blocks.compilation import Compilation
from faq_blocks.rich_text import FEATURES
from guide_pages.document.nodes.quote import QuoteNode


class QuoteBlock(NodeBlock, StructBlock):
    """Someone's words."""

    text = RichTextBlock(label=_("Words"), features=FEATURES)
    source = CharBlock(label=_("Source"), required=False, max_length=255, help_text=_("Who said it, and where."))

    def to_node(self, value: Any, block_id: str, compilation: Compilation) -> QuoteNode | None:
        text = compilation.text(value["text"], block_id, "text")
        if not text.plain:
            compilation.problem(gettext("A quote has no words."), block_id, "text")
            return None
        return QuoteNode(id=block_id, text=text, source=str(value["source"] or "").strip() or None)

    class Meta:
        icon = "openquote"
        label = _("Quote")
        label_format = "{text} {source}"
        description = _("Someone's own words. Short, and with their source.")
        template = QuoteNode.template
        preview_value = {
            "text": _("<p>I was told what would happen, and it did.</p>"),
            "source": _("A patient, in an interview"),
        }
