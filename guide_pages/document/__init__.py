"""The contract: what every reader of a guide is given, typed to the last block. Knows no Wagtail and no database."""

from .guide import (
    CompiledGuide,
    ContentsEntry,
    GuideCard,
    GuideDocument,
    Moment,
    Notice,
    Person,
    Topic,
    Translation,
    whole_second,
)
from .nodes.callout import CalloutNode
from .nodes.image import ImageNode
from .nodes.section import SectionNode
from .nodes.subheading import SubheadingNode
from .nodes.urgent_help import Contact, UrgentHelpNode
from .pictures import Picture, Rendition
from .registry import build
from .unions import BodyNode, SectionChild, in_body, in_section

__all__ = [
    "BodyNode",
    "CalloutNode",
    "CompiledGuide",
    "Contact",
    "ContentsEntry",
    "GuideCard",
    "GuideDocument",
    "ImageNode",
    "Moment",
    "Notice",
    "Person",
    "Picture",
    "Rendition",
    "SectionChild",
    "SectionNode",
    "SubheadingNode",
    "Topic",
    "Translation",
    "UrgentHelpNode",
    "build",
    "in_body",
    "in_section",
    "whole_second",
]
