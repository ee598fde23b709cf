from __future__ import annotations

from typing import ClassVar, Literal

from faq_blocks.nodes import Node, Part, Prose


class KeyFact(Part):
    """One fact: what it is about, and what is so."""

    label: str
    text: Prose


class KeyFactsNode(Node):
    """What a reader in a hurry must know."""

    template: ClassVar[str] = "guide_pages/blocks/key_facts.html"

    type: Literal["key_facts"] = "key_facts"
    heading: str | None
    facts: list[KeyFact]

    def plain_text(self) -> str:
        facts = (f"{fact.label}: {fact.text.plain}" for fact in self.facts)
        return "\n\n".join([*([self.heading] if self.heading else []), *facts])
