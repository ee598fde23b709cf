"""What an editor can put into a guide. A block is four files: block, node, template, test. Knows no record."""

from .body import GuideBodyBlock
from .callout import CalloutBlock
from .image import GuideImageBlock
from .section import SectionBlock
from .subheading import SubheadingBlock
from .urgent_help import ContactBlock, ContactsBlock, UrgentHelpBlock

__all__ = [
    "CalloutBlock",
    "ContactBlock",
    "ContactsBlock",
    "GuideBodyBlock",
    "GuideImageBlock",
    "SectionBlock",
    "SubheadingBlock",
    "UrgentHelpBlock",
]
