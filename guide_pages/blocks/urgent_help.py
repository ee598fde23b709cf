from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, RichTextBlock, StreamBlock, StreamValue, StructBlock

from faq_blocks.blocks import NodeBlock
from faq_blocks.compilation import Compilation
from faq_blocks.rich_text import FEATURES
from guide_pages.document import Contact, UrgentHelpNode

SCHEMES = ("tel:", "sms:", "https:", "mailto:")


def valid_href(value: str) -> None:
    """Refuse an address that a reader could not tap."""
    if not value.startswith(SCHEMES):
        raise ValidationError(_("Begin with tel:, sms:, mailto: or https:."))


class ContactBlock(StructBlock):
    """One way to reach help."""

    label = CharBlock(label=_("Label"), max_length=80, help_text=_("What the button says: “Call 988”."))
    detail = CharBlock(label=_("Detail"), required=False, max_length=160, help_text=_("Who answers, and when."))
    href = CharBlock(
        label=_("Address"), max_length=255, validators=[valid_href], help_text=_("tel:988, sms:988, https://…")
    )

    class Meta:
        icon = "mobile-alt"
        label = _("Contact")
        label_format = "{label}"


class ContactsBlock(StreamBlock):
    """Ways to reach help."""

    contact = ContactBlock()

    class Meta:
        required = False


def contacts(stream: StreamValue | None) -> list[Contact]:
    """Return the contacts that can be used: those with a label and an address of `SCHEMES`."""
    values = [child.value for child in stream or []]
    return [
        Contact(label=str(value["label"]), detail=str(value["detail"] or "") or None, href=value["href"])
        for value in values
        if value["label"] and (value["href"] or "").startswith(SCHEMES)
    ]


class UrgentHelpBlock(NodeBlock, StructBlock):
    """What to do now, when it cannot wait."""

    heading = CharBlock(label=_("Heading"), max_length=160)
    text = RichTextBlock(label=_("Text"), features=FEATURES)
    contacts = ContactsBlock(label=_("Contacts"), required=False)

    def to_node(self, value: Any, block_id: str, compilation: Compilation) -> UrgentHelpNode:
        heading = str(value["heading"] or "").strip()
        text = compilation.text(value["text"])
        if not heading or not text.plain:
            compilation.problem(gettext("An urgent-help card needs a heading and a text."), block_id)
        return UrgentHelpNode(id=block_id, heading=heading, text=text, contacts=contacts(value["contacts"]))

    class Meta:
        icon = "warning"
        label = _("Urgent help")
        label_format = "{heading}"
        description = _("Whom to call, now. It is never folded away.")
        template = UrgentHelpNode.template
        preview_value = {
            "heading": _("If you are in danger"),
            "text": _("<p>Do not wait for an appointment. Somebody answers day and night.</p>"),
            "contacts": [("contact", {"label": _("Call 911"), "detail": _("Emergency services"), "href": "tel:911"})],
        }
