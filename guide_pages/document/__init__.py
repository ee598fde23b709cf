"""The contract: what every reader of a guide is given, typed to the last block."""

from .guide import Card, CompiledGuide, ContentsEntry, GuideDocument, Notice, Person, Topic, Translation
from .nodes import (
    BodyNode,
    CalloutNode,
    Contact,
    ImageNode,
    SectionChild,
    SectionNode,
    SubheadingNode,
    UrgentHelpNode,
)
from .pictures import Picture, Rendition

__all__ = [
    "BodyNode",
    "CalloutNode",
    "Card",
    "CompiledGuide",
    "Contact",
    "ContentsEntry",
    "GuideDocument",
    "ImageNode",
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
]
