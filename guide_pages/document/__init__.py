"""The contract: what every reader of a guide is given, typed to the last block. Knows no Wagtail and no database."""

from faq_blocks.nodes import in_answer

from .guide import (
    CompiledGuide,
    ContentsEntry,
    CountryContacts,
    GuideCard,
    GuideDocument,
    Moment,
    Notice,
    Person,
    Topic,
    Translation,
    whole_second,
)
from .nodes.urgent_help import Contact
from .pictures import Picture, Rendition
from .registry import build
from .terms import Term
from .unions import BodyNode, SectionChild, in_body, in_section

__all__ = [
    "BodyNode",
    "CompiledGuide",
    "Contact",
    "ContentsEntry",
    "CountryContacts",
    "GuideCard",
    "GuideDocument",
    "Moment",
    "Notice",
    "Person",
    "Picture",
    "Rendition",
    "SectionChild",
    "Term",
    "Topic",
    "Translation",
    "build",
    "in_answer",
    "in_body",
    "in_section",
    "whole_second",
]
