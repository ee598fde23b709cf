"""A guide's blocks, as a developer writes them who has read Wagtail's tutorial."""

from wagtail import blocks
from wagtail.images.blocks import ImageBlock


class FigureBlock(blocks.StructBlock):
    image = ImageBlock()
    caption = blocks.CharBlock(required=False)

    class Meta:
        template = "peer/blocks/figure.html"


class CalloutBlock(blocks.StructBlock):
    heading = blocks.CharBlock(required=False)
    text = blocks.RichTextBlock()

    class Meta:
        template = "peer/blocks/callout.html"


class SubheadingBlock(blocks.CharBlock):
    class Meta:
        template = "peer/blocks/subheading.html"


class ContentBlock(blocks.StreamBlock):
    text = blocks.RichTextBlock()
    subheading = SubheadingBlock()
    figure = FigureBlock()
    callout = CalloutBlock()


class SectionBlock(blocks.StructBlock):
    heading = blocks.CharBlock()
    content = ContentBlock()

    class Meta:
        template = "peer/blocks/section.html"


class QuestionBlock(blocks.StructBlock):
    question = blocks.CharBlock()
    answer = blocks.RichTextBlock()

    class Meta:
        template = "peer/blocks/question.html"


class QuestionsBlock(blocks.StreamBlock):
    question = QuestionBlock()


class FaqBlock(blocks.StructBlock):
    heading = blocks.CharBlock()
    questions = QuestionsBlock()

    class Meta:
        template = "peer/blocks/faq.html"


class BodyBlock(blocks.StreamBlock):
    section = SectionBlock()
    faq = FaqBlock()
