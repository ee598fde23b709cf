"""What an editor can put into a guide. A block is four files: block, node, template, test. Knows no record."""

from . import answer  # registers what may stand in answers
from .body import GuideBodyBlock
from .callout import CalloutBlock
from .care_card import CareCardBlock
from .divider import DividerBlock
from .download import DownloadBlock
from .figures import FiguresBlock
from .image import GuideImageBlock
from .key_facts import KeyFactsBlock
from .quote import QuoteBlock
from .related_guides import RelatedGuidesBlock
from .section import SectionBlock
from .steps import StepsBlock
from .subheading import SubheadingBlock
from .table import TableBlock
from .urgent_help import ContactBlock, ContactsBlock, UrgentHelpBlock
from .video import VideoBlock

__all__ = [
    "CalloutBlock",
    "CareCardBlock",
    "ContactBlock",
    "ContactsBlock",
    "DividerBlock",
    "DownloadBlock",
    "FiguresBlock",
    "GuideBodyBlock",
    "GuideImageBlock",
    "KeyFactsBlock",
    "QuoteBlock",
    "RelatedGuidesBlock",
    "SectionBlock",
    "StepsBlock",
    "SubheadingBlock",
    "TableBlock",
    "UrgentHelpBlock",
    "VideoBlock",
]
