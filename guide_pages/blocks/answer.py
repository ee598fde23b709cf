"""What an answer may have of a guide's blocks, beside its words: in a guide and in the FAQ library."""

from __future__ import annotations

from faq_blocks.blocks import AnswerContentBlock

from .callout import CalloutBlock
from .image import GuideImageBlock
from .steps import StepsBlock
from .table import TableBlock

AnswerContentBlock.register("steps", StepsBlock())
AnswerContentBlock.register("table", TableBlock())
AnswerContentBlock.register("image", GuideImageBlock())
AnswerContentBlock.register("callout", CalloutBlock())
