from __future__ import annotations

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, RichTextBlock, StreamBlock, StructBlock

from faq_blocks.blocks import NodeBlock
from faq_blocks.compilation import Compilation
from faq_blocks.rich_text import FEATURES
from guide_pages.document.nodes.steps import Step, StepsNode


class StepBlock(StructBlock):
    """One stage of several."""

    title = CharBlock(label=_("Title"), max_length=160, help_text=_("What is done: “Fill in the form”."))
    text = RichTextBlock(label=_("Text"), features=FEATURES, required=False)

    class Meta:
        icon = "arrow-right"
        label = _("Step")
        label_format = "{title}"


class StepListBlock(StreamBlock):
    """Stages in their order."""

    step = StepBlock()


class StepsBlock(NodeBlock, StructBlock):
    """What happens first, and what then."""

    steps = StepListBlock(label=_("Steps"))

    def to_node(self, value: Any, block_id: str, compilation: Compilation) -> StepsNode | None:
        found = []
        for child in value["steps"] or ():
            title = str(child.value["title"] or "").strip()
            text = compilation.text(child.value["text"], child.id, "text")
            if not title:
                compilation.problem(gettext("A step has no title."), child.id, "title")
            found.append(Step(title=title, text=text if text.plain else None))
        if not found:
            compilation.problem(gettext("A list of steps is empty."), block_id, "steps")
            return None
        return StepsNode(id=block_id, steps=found)

    class Meta:
        icon = "list-ol"
        label = _("Steps")
        label_format = "{steps}"
        description = _("What happens in which order, numbered. Each step has a title and a few words.")
        template = StepsNode.template
        preview_value = {
            "steps": [
                ("step", {"title": _("Ask for an appointment"), "text": _("<p>Call, or write through the form.</p>")}),
                ("step", {"title": _("Write down what you take"), "text": _("<p>Medicines, doses, since when.</p>")}),
                ("step", {"title": _("Bring somebody with you"), "text": ""}),
            ]
        }
