from __future__ import annotations

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, ChoiceBlock, RichTextBlock, StructBlock

from faq_blocks.blocks import NodeBlock
from faq_blocks.compilation import Compilation
from faq_blocks.rich_text import FEATURES
from guide_pages.document.nodes.care_card import CareCardNode

from .urgent_help import ContactsBlock, contacts

URGENCIES = {"non_urgent": _("Not urgent"), "urgent": _("Urgent"), "emergency": _("Emergency")}


class CareCardBlock(NodeBlock, StructBlock):
    """When to ask for which help, and how soon."""

    urgency = ChoiceBlock(
        label=_("How soon"),
        choices=list(URGENCIES.items()),
        default="non_urgent",
        help_text=_("Not urgent: within days or weeks. Urgent: today. Emergency: now, a life is in danger."),
    )
    heading = CharBlock(
        label=_("Heading"),
        max_length=160,
        help_text=_("What to do, and if what: “Call your clinic today if:”. The card says how soon before it."),
    )
    text = RichTextBlock(label=_("Signs"), features=FEATURES, help_text=_("A short list of what the reader notices."))
    contacts = ContactsBlock(label=_("Contacts"), required=False)

    def to_node(self, value: Any, block_id: str, compilation: Compilation) -> CareCardNode:
        heading = str(value["heading"] or "").strip()
        text = compilation.text(value["text"], block_id, "text")
        if not heading or not text.plain:
            missing = "heading" if not heading else "text"
            compilation.problem(gettext("A care card needs a heading and its signs."), block_id, missing)
        return CareCardNode(
            id=block_id,
            urgency=value["urgency"] if value["urgency"] in URGENCIES else "non_urgent",
            heading=heading,
            text=text,
            contacts=contacts(value["contacts"], compilation),
        )

    class Meta:
        icon = "circle-plus"
        label = _("Care card")
        label_format = "{urgency}: {heading} {text}"
        description = _("When to ask for which help: one card for what can wait, one for today, one for now.")
        template = CareCardNode.template
        preview_value = {
            "urgency": "urgent",
            "heading": _("Call your clinic today if:"),
            "text": _("<ul><li>you feel worse than before the treatment</li><li>you cannot sleep</li></ul>"),
            "contacts": [
                ("contact", {"label": _("Call the clinic"), "detail": _("Until 6 p.m."), "href": "tel:5550100"})
            ],
        }
