"""What the fields of blocks find wrong with what is in them, and where in the guide. Asked on every way to publish."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from wagtail.blocks import Block, FieldBlock, StreamValue, StructValue
from wagtail.blocks.field_block import ChooserBlock

from faq_blocks.compilation import Finding


def unfit(stream: StreamValue | None) -> Iterator[Finding]:
    """Yield what the fields' validators say: too long, none of the choices. That something is missing, blocks say."""
    for child in stream or ():
        yield from _unfit(child.block, child.value, child.id)


def _unfit(block: Block, value: Any, block_id: str | None, field: str = "") -> Iterator[Finding]:
    if isinstance(value, StreamValue):
        yield from unfit(value)
    elif isinstance(value, StructValue):
        for name, inner in block.child_blocks.items():
            yield from _unfit(inner, value.get(name), block_id, name)
    elif isinstance(block, FieldBlock) and not isinstance(block, ChooserBlock):
        name = f"{block.label}: " if field else ""
        yield from (Finding(f"{name}{message}", block_id, field) for message in _messages(block, value))


def _messages(block: FieldBlock, value: Any) -> list[str]:
    entered = block.value_for_form(value)
    if not entered:
        return []
    try:
        block.field.validate(entered)
        block.field.run_validators(entered)
    except ValidationError as error:
        return [str(message) for message in error.messages]
    return []


def places(body: StreamValue) -> dict[str, str]:
    """Return by block id which part of the guide a block stands in. A part is its own place only without a heading."""
    found: dict[str, str] = {}
    for number, part in enumerate(body, 1):
        heading = str(part.value["heading"] or "").strip()
        place = f"“{heading}”" if heading else f"{part.block.label} {number}"
        found |= dict.fromkeys(_ids_within(part.value), place)
        if not heading:
            found[part.id] = place
    return found


def _ids_within(value: Any) -> Iterator[str]:
    for stream in value.values() if isinstance(value, StructValue) else ():
        for child in stream if isinstance(stream, StreamValue) else ():
            yield child.id
            yield from _ids_within(child.value)
