"""The types of node that a guide is made of, and where each may stand. No other file lists them.

Another app adds its own with `in_section.register(…)` or `in_answer.register(…)` where its models are imported, before
`build`.
"""

from __future__ import annotations

from faq_blocks.nodes import FaqNode, QuestionNode, TextNode, in_answer

from .guide import CompiledGuide, ContentsEntry, GuideDocument
from .nodes.callout import CalloutNode
from .nodes.care_card import CareCardNode
from .nodes.divider import DividerNode
from .nodes.download import DownloadNode
from .nodes.figures import FiguresNode
from .nodes.image import ImageNode
from .nodes.key_facts import KeyFactsNode
from .nodes.quote import QuoteNode
from .nodes.related_guides import RelatedGuidesNode
from .nodes.section import SectionNode
from .nodes.steps import StepsNode
from .nodes.subheading import SubheadingNode
from .nodes.table import TableNode
from .nodes.urgent_help import UrgentHelpNode
from .nodes.video import VideoNode
from .unions import in_body, in_section

in_section.register(TextNode)
in_section.register(SubheadingNode)
in_section.register(StepsNode)
in_section.register(QuoteNode)
in_section.register(TableNode)
in_section.register(DividerNode)
in_section.register(ImageNode)
in_section.register(VideoNode)
in_section.register(KeyFactsNode)
in_section.register(FiguresNode)
in_section.register(CalloutNode)
in_section.register(CareCardNode)
in_section.register(UrgentHelpNode)
in_section.register(DownloadNode)
in_section.register(RelatedGuidesNode)

in_answer.register(StepsNode)
in_answer.register(TableNode)
in_answer.register(ImageNode)
in_answer.register(CalloutNode)

in_body.register(SectionNode)
in_body.register(FaqNode)


def build() -> None:
    """Build what holds these types, once for all threads: no more can be registered. Without it, first use does."""
    for model in (SectionNode, QuestionNode, FaqNode, ContentsEntry, CompiledGuide, GuideDocument):
        model.model_rebuild()
