from __future__ import annotations

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, RichTextBlock, StreamBlock, StructBlock

from faq_blocks.blocks import NodeBlock
from faq_blocks.compilation import Compilation
from faq_blocks.rich_text import FEATURES
from guide_pages.document.nodes.key_facts import KeyFact, KeyFactsNode


class KeyFactBlock(StructBlock):
    """One fact."""

    label = CharBlock(label=_("About"), max_length=80, help_text=_("In a word or two: “How it is taken”."))
    text = RichTextBlock(label=_("Fact"), features=FEATURES)

    class Meta:
        icon = "tick-inverse"
        label = _("Fact")
        label_format = "{label} {text}"


class KeyFactListBlock(StreamBlock):
    """The facts, in the reader's order."""

    fact = KeyFactBlock()


class KeyFactsBlock(NodeBlock, StructBlock):
    """What a reader in a hurry must know."""

    heading = CharBlock(label=_("Heading"), required=False, max_length=160, default=_("Key facts"))
    facts = KeyFactListBlock(label=_("Facts"))

    def to_node(self, value: Any, block_id: str, compilation: Compilation) -> KeyFactsNode | None:
        facts = []
        for child in value["facts"] or ():
            label = str(child.value["label"] or "").strip()
            text = compilation.text(child.value["text"], child.id, "text")
            if not label or not text.plain:
                missing = "label" if not label else "text"
                compilation.problem(gettext("A key fact needs what it is about, and the fact."), child.id, missing)
            facts.append(KeyFact(label=label, text=text))
        if not facts:
            compilation.problem(gettext("A list of key facts is empty."), block_id, "facts")
            return None
        return KeyFactsNode(id=block_id, heading=str(value["heading"] or "").strip() or None, facts=facts)

    class Meta:
        icon = "key"
        label = _("Key facts")
        label_format = "{heading} {facts}"
        description = _("What a reader in a hurry must know, at a glance: three to six facts.")
        template = KeyFactsNode.template
        preview_value = {
            "heading": _("Key facts"),
            "facts": [
                ("fact", {"label": _("How it is taken"), "text": _("<p>As a spray, in a clinic.</p>")}),
                ("fact", {"label": _("How long it takes"), "text": _("<p>About two hours, with rest.</p>")}),
                ("fact", {"label": _("Afterwards"), "text": _("<p>Somebody takes you home.</p>")}),
            ],
        }
