from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import StaticBlock

from faq_blocks.blocks import NodeBlock
from faq_blocks.compilation import Compilation
from guide_pages.document.nodes.divider import DividerNode


class DividerBlock(NodeBlock, StaticBlock):
    """A pause between two thoughts."""

    def to_node(self, value: Any, block_id: str, compilation: Compilation) -> DividerNode:
        return DividerNode(id=block_id)

    class Meta:
        icon = "minus"
        label = _("Divider")
        admin_text = _("A line between two thoughts.")
        description = _("A pause between two thoughts, where a subheading would say too much.")
        template = DividerNode.template
        preview_value = None
