"""The types of node that a guide is made of, and where each may stand. No other file lists them.

Another app adds its own with `in_section.register(…)` where its models are imported, before `build`.
"""

from __future__ import annotations

from faq_blocks.nodes import FaqNode, TextNode

from .guide import CompiledGuide, ContentsEntry, GuideDocument
from .nodes.callout import CalloutNode
from .nodes.image import ImageNode
from .nodes.section import SectionNode
from .nodes.subheading import SubheadingNode
from .nodes.urgent_help import UrgentHelpNode
from .unions import in_body, in_section

in_section.register(TextNode)
in_section.register(SubheadingNode)
in_section.register(ImageNode)
in_section.register(CalloutNode)
in_section.register(UrgentHelpNode)

in_body.register(SectionNode)
in_body.register(FaqNode)


def build() -> None:
    """Build what holds these types, once for all threads: no more can be registered. Without it, first use does."""
    for model in (SectionNode, ContentsEntry, CompiledGuide, GuideDocument):
        model.model_rebuild()
