"""Texts for tests of importing, written for them."""

from __future__ import annotations

from guide_pages.importing.outline import Item, ItemList


def lines(*texts: str) -> str:
    """A text file's content: a blank line between texts; ` / ` ends a line without one."""
    return "\n\n".join(text.replace(" / ", "\n") for text in texts) + "\n"


def items(*texts: str, ordered: bool = False) -> ItemList:
    """A list of one level."""
    return ItemList(tuple(Item(text) for text in texts), ordered)


SLEEP = """\
Sleeping Well After Sixty

Why Nights Change

The body clock moves forward with age. Evenings feel shorter and mornings begin early.

[Image: lamp at dusk]

What Helps

Keep the same hours every day.

- Walk outside before noon.
- Dim the lamps after supper.

In conclusion, a good night begins in the morning.

Frequently Asked Questions

Q: Is it safe to nap?

A: For most people, yes.

Keep it short.

Q: How long is a nap?

A: Twenty minutes.

Leave a Reply
"""
