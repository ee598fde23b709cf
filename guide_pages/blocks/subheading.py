from __future__ import annotations

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock

from faq_blocks.blocks import NodeBlock
from faq_blocks.compilation import Compilation
from guide_pages.document.nodes.subheading import SubheadingNode


class SubheadingBlock(NodeBlock, CharBlock):
    """A heading inside a section."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 255)
        super().__init__(**kwargs)

    def to_node(self, value: str, block_id: str, compilation: Compilation) -> SubheadingNode:
        text = str(value or "").strip()
        if not text:
            compilation.problem(gettext("A subheading has no words."), block_id)
        return SubheadingNode(id=block_id, anchor=compilation.anchor(block_id, text), text=text)

    class Meta:
        icon = "title"
        label = _("Subheading")
        description = _("A heading inside a section, for when it grows past three or four paragraphs.")
        template = SubheadingNode.template
        preview_value = _("What to bring with you")
