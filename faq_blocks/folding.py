"""Streams whose folded blocks are built in the browser when somebody opens them, and come back as they are stored."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from typing import Any

from django import forms
from django.core.exceptions import BadRequest
from django.core.serializers.json import DjangoJSONEncoder
from django.utils.functional import cached_property
from wagtail.admin.telepath import register
from wagtail.blocks import Block, StreamBlock, StreamValue, StructBlock
from wagtail.blocks.stream_block import StreamBlockAdapter


class FoldedStreamBlock(StreamBlock):
    """A stream for long forms: its blocks are folded, and none costs more than its heading until it is opened.

    With each block of several fields the form is sent what is stored of it. One that nobody opened, or in which
    nothing was changed, comes back as that, to the letter; any other as fields, as Wagtail's blocks do. Fields win.
    """

    def get_form_state(self, value: StreamValue | None) -> list[dict[str, Any]]:
        if not value:
            return []
        list(value)  # so that it is read whole, and all blocks in it are named before the state is made
        stored = self.get_prep_value(value)
        return [
            {**state, "stored": json.dumps(block["value"], cls=DjangoJSONEncoder)}
            if _is_foldable(self.child_blocks[block["type"]])
            else state
            for state, block in zip(super().get_form_state(value), stored, strict=True)
        ]

    def value_from_datadict(self, data: Any, files: Any, prefix: str) -> StreamValue:
        """Return what the form holds. Raise BadRequest where what came back as stored is nothing that was sent."""
        there = [
            (at, data[f"{at}-type"])
            for at in (f"{prefix}-{index}" for index in range(int(data[f"{prefix}-count"])))
            if not data[f"{at}-deleted"] and data[f"{at}-type"] in self.child_blocks
        ]
        there.sort(key=lambda block: int(data[f"{block[0]}-order"]))
        values = self._unopened(data, prefix, there)
        return StreamValue(
            self,
            [
                (
                    kind,
                    values[at]
                    if at in values
                    else self.child_blocks[kind].value_from_datadict(data, files, f"{at}-value"),
                    data.get(f"{at}-id"),
                )
                for at, kind in there
            ],
        )

    def _unopened(self, data: Any, prefix: str, there: list[tuple[str, str]]) -> dict[str, Any]:
        """Return the values that came back as they are stored, by the prefix of their block.

        What they choose is asked for in one query a kind. A browser that sends fields as well sends what is newer.
        """
        within = re.compile(rf"({re.escape(prefix)}-\d+)-value-")
        opened = {match[1] for name in data if (match := within.match(name))}
        by_kind: dict[str, dict[str, Any]] = defaultdict(dict)
        for at, kind in there:
            if at not in opened and f"{at}-value" in data and _is_foldable(self.child_blocks[kind]):
                by_kind[kind][at] = data[f"{at}-value"]
        values: dict[str, Any] = {}
        for kind, stored in by_kind.items():
            values |= zip(stored, self._restored(kind, list(stored.values())), strict=True)
        return values

    def _restored(self, kind: str, stored: list[str]) -> list[Any]:
        try:
            return list(self.child_blocks[kind].bulk_to_python([dict(json.loads(value)) for value in stored]))
        except (TypeError, ValueError, KeyError, AttributeError) as error:
            raise BadRequest("A block came back as nothing that is stored.") from error

    class Meta:
        collapsed = True


def _is_foldable(block: Block) -> bool:
    """Return True for a block of several fields: none of them has the name that what is stored comes back by."""
    return isinstance(block, StructBlock)


class FoldedStreamBlockAdapter(StreamBlockAdapter):
    """Tells the browser to build what is opened."""

    js_constructor = "faq_blocks.FoldedStreamBlock"

    @cached_property
    def media(self) -> forms.Media:
        media: forms.Media = super().media + forms.Media(
            js=["faq_blocks/folding.js"], css={"all": ["faq_blocks/folding.css"]}
        )
        return media


register(FoldedStreamBlockAdapter(), FoldedStreamBlock)
