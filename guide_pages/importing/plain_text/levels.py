"""Which headings stand inside a section. Plain text has one kind of line: capitals and blank lines tell levels."""

from __future__ import annotations

from guide_pages.importing.outline import Guess

from .features import in_capitals, is_generic
from .roles import Block, Role, is_tight


def find_subheadings(blocks: list[Block]) -> None:
    """Mark the headings that are subheadings.

    They stand straight below another heading; or below one in capitals, without being so; or
    close to their text, where headings with a blank line below them have such headings below.
    """
    heads = {index for index, block in enumerate(blocks) if block.role is Role.HEADING}
    straight = {index for index in heads if index - 1 in heads and not is_generic(blocks[index].text)}
    capitals = {index for index in heads if in_capitals(blocks[index].text)}
    tight = {index for index in heads if is_tight(blocks, index)}
    by_capitals = len(capitals) > 1
    by_gaps = any(index in tight and index - 1 not in tight for index in straight)
    below_capitals = False
    for index, block in enumerate(blocks):
        if block.role is Role.FAQ:
            below_capitals = False
        if index not in heads:
            continue
        smaller = by_capitals and below_capitals and index not in capitals
        closer = by_gaps and index in tight and not is_generic(block.text)
        if index in straight or smaller or closer:
            block.guess = Guess.SUBHEADING
        below_capitals = below_capitals or (by_capitals and index in capitals)
