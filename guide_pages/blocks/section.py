from __future__ import annotations

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, StructBlock

from faq_blocks.blocks import NodeBlock, TextBlock, child_nodes
from faq_blocks.compilation import Compilation
from faq_blocks.outlines import is_blank
from faq_blocks.streams import OpenStreamBlock
from guide_pages.document.nodes.divider import DividerNode
from guide_pages.document.nodes.section import SectionNode

from .callout import CalloutBlock
from .care_card import CareCardBlock
from .divider import DividerBlock
from .download import DownloadBlock
from .figures import FiguresBlock
from .image import GuideImageBlock
from .key_facts import KeyFactsBlock
from .quote import QuoteBlock
from .related_guides import RelatedGuidesBlock
from .steps import StepsBlock
from .subheading import SubheadingBlock
from .table import TableBlock
from .urgent_help import UrgentHelpBlock
from .video import VideoBlock


class SectionContentBlock(OpenStreamBlock):
    """What stands in a section. Apps add blocks of their own with `register`."""

    text = TextBlock(group=_("Words"))
    subheading = SubheadingBlock(group=_("Words"))
    steps = StepsBlock(group=_("Words"))
    quote = QuoteBlock(group=_("Words"))
    divider = DividerBlock(group=_("Words"))
    image = GuideImageBlock(group=_("Pictures and numbers"))
    video = VideoBlock(group=_("Pictures and numbers"))
    table = TableBlock(group=_("Pictures and numbers"))
    figures = FiguresBlock(group=_("Pictures and numbers"))
    key_facts = KeyFactsBlock(group=_("Attention"))
    callout = CalloutBlock(group=_("Attention"))
    care_card = CareCardBlock(group=_("Attention"))
    urgent_help = UrgentHelpBlock(group=_("Attention"))
    download = DownloadBlock(group=_("To go on"))
    related_guides = RelatedGuidesBlock(group=_("To go on"))


class SectionBlock(NodeBlock, StructBlock):
    """A titled part of a guide."""

    heading = CharBlock(
        label=_("Heading"),
        max_length=255,
        form_classname="title",
        help_text=_("What the reader will know after it. Its link stays the same when you change it."),
    )
    content = SectionContentBlock(label=_("Content"), default=[("text", "")])

    def to_node(self, value: Any, block_id: str, compilation: Compilation) -> SectionNode | None:
        heading = str(value["heading"] or "").strip()
        if self.is_left_out(value, block_id, compilation):
            return None
        if not heading:
            compilation.problem(gettext("A section has no heading."), block_id, "heading")
        anchor = compilation.anchor(block_id, heading)
        nodes = child_nodes(value["content"], compilation)
        if all(isinstance(node, DividerNode) for node in nodes):
            compilation.problem(gettext("The section “%s” is empty.") % heading, block_id, "content")
        return SectionNode(id=block_id, anchor=anchor, heading=heading, nodes=nodes)

    def is_left_out(self, value: Any, block_id: str, compilation: Compilation) -> bool:
        content = value["content"] or []
        is_unwritten = all(child.block_type == "text" and is_blank(child.value) for child in content)
        return is_unwritten and compilation.is_of_outline(block_id, str(value["heading"] or ""))

    class Meta:
        icon = "list-ul"
        label = _("Section")
        label_format = "{heading}"
        description = _("A heading with text, images and callouts. Introduction and conclusion are sections too.")
        template = SectionNode.template
        preview_value = {
            "heading": _("Before your first visit"),
            "content": [
                ("text", _("<p>Write down what you take, and what you would like to ask.</p>")),
            ],
        }
