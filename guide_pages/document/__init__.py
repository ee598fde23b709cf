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
from .nodes import BodyNode, CalloutNode, Contact, ImageNode, SectionChild, SectionNode, SubheadingNode, UrgentHelpNode
from .pictures import Picture, Rendition

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
    "whole_second",
]
