from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, RichTextBlock, StreamBlock, StreamValue, StructBlock

from faq_blocks.blocks import NodeBlock
from faq_blocks.compilation import Compilation
from faq_blocks.hrefs import href
from faq_blocks.rich_text import FEATURES_WITHOUT_TERMS
from guide_pages.document.nodes.urgent_help import Contact, UrgentHelpNode

SCHEMES = ("tel:", "sms:", "https:", "mailto:")


def contact_href(written: str) -> str | None:
    """Return the address that was meant, if a reader can tap it."""
    address = href(written)
    return address if address and address.startswith(SCHEMES) else None


def valid_href(value: str) -> None:
    """Refuse an address that a reader could not tap."""
    if contact_href(value) is None:
        raise ValidationError(_("Write a number, an email or a web address. Begin with tel:, sms:, mailto: or https:."))


class ContactBlock(StructBlock):
    """One way to reach help."""

    label = CharBlock(label=_("Label"), max_length=80, help_text=_("What the button says: “Call 988”."))
    detail = CharBlock(label=_("Detail"), required=False, max_length=160, help_text=_("Who answers, and when."))
    href = CharBlock(
        label=_("Address"),
        max_length=255,
        validators=[valid_href],
        help_text=_("A number, an email or a web address: 911, help@example.org, www.example.org, sms:988."),
    )

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        cleaned["href"] = contact_href(cleaned["href"]) or cleaned["href"]
        return cleaned

    class Meta:
        icon = "mobile-alt"
        label = _("Contact")
        label_format = "{label}"


class ContactsBlock(StreamBlock):
    """Ways to reach help."""

    contact = ContactBlock()

    class Meta:
        required = False


def contacts(stream: StreamValue | None, compilation: Compilation | None = None) -> list[Contact]:
    """Return the contacts that can be used: those with a label and an address. The others are noted as problems."""
    found = []
    for child in stream or []:
        label, written = (str(child.value[name] or "").strip() for name in ("label", "href"))
        address = contact_href(written)
        if label and address:
            found.append(Contact(label=label, detail=str(child.value["detail"] or "").strip() or None, href=address))
        elif compilation is not None:
            _note(compilation, child.id, label, written, address)
    return found


def _note(compilation: Compilation, block_id: str, label: str, written: str, address: str | None) -> None:
    if not label:
        compilation.problem(gettext("A contact has no label."), block_id, "label")
    if not written:
        compilation.problem(gettext("The contact “%s” has no address.") % label, block_id, "href")
    elif not address:
        compilation.problem(
            gettext("The address “%(address)s” of the contact “%(label)s” cannot be understood.")
            % {"address": written, "label": label},
            block_id,
            "href",
        )


class UrgentHelpBlock(NodeBlock, StructBlock):
    """What to do now, when it cannot wait."""

    heading = CharBlock(label=_("Heading"), max_length=160)
    text = RichTextBlock(label=_("Text"), features=FEATURES_WITHOUT_TERMS)
    contacts = ContactsBlock(label=_("Contacts"), required=False)

    def to_node(self, value: Any, block_id: str, compilation: Compilation) -> UrgentHelpNode:
        heading = str(value["heading"] or "").strip()
        text = compilation.text(value["text"], block_id, "text")
        if not heading or not text.plain:
            compilation.problem(gettext("An urgent-help card needs a heading and a text."), block_id)
        ways = contacts(value["contacts"], compilation)
        return UrgentHelpNode(id=block_id, heading=heading, text=text, contacts=ways)

    class Meta:
        icon = "warning"
        label = _("Urgent help")
        label_format = "{heading} {text}"
        description = _("Whom to call, now. It is never folded away.")
        template = UrgentHelpNode.template
        preview_value = {
            "heading": _("If you are in danger"),
            "text": _("<p>Do not wait for an appointment. Somebody answers day and night.</p>"),
            "contacts": [("contact", {"label": _("Call 911"), "detail": _("Emergency services"), "href": "tel:911"})],
        }
