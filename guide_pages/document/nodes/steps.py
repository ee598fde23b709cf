from __future__ import annotations

from typing import ClassVar, Literal

from faq_blocks.nodes import Node, Part, Prose


class Step(Part):
    """One stage: its title, and what happens then."""

    title: str
    text: Prose | None


class StepsNode(Node):
    """Stages in their order. They are numbered from 1."""

    template: ClassVar[str] = "guide_pages/blocks/steps.html"

    type: Literal["steps"] = "steps"
    steps: list[Step]

    def plain_text(self) -> str:
        return "\n\n".join(
            "\n".join(part for part in (f"{number}. {step.title}", step.text.plain if step.text else "") if part)
            for number, step in enumerate(self.steps, 1)
        )
