"""Which headings stand inside a section. Markup says it; in plain text capitals and blank lines tell levels."""

from __future__ import annotations

from guide_pages.importing.outline import Guess

from .features import in_capitals, is_generic
from .line import Role
from .roles import Block, is_tight


def find_subheadings(blocks: list[Block]) -> set[int]:
    """Return which headings are subheadings.

    Below the highest level of markup. In plain text: straight below another heading; or below one in capitals, without
    being so; or close to their text, where headings with a blank line below them have such headings below. Those are
    guesses.
    """
    levels = [block.line.level for block in blocks if block.role in (Role.HEADING, Role.FAQ) and block.line.level]
    if levels:
        highest = min(levels)
        heads = [(index, block) for index, block in enumerate(blocks) if block.role is Role.HEADING]
        return {index for index, block in heads if block.line.level > highest or not block.line.level}
    found = _by_looks(blocks)
    for index in found:
        blocks[index].guess = Guess.SUBHEADING
    return found


def _by_looks(blocks: list[Block]) -> set[int]:
    heads = {index for index, block in enumerate(blocks) if block.role is Role.HEADING}
    straight = {index for index in heads if index - 1 in heads and not is_generic(blocks[index].text)}
    capitals = {index for index in heads if in_capitals(blocks[index].text)}
    tight = {index for index in heads if is_tight(blocks, index)}
    by_capitals = len(capitals) > 1
    by_gaps = any(index in tight and index - 1 not in tight for index in straight)
    found: set[int] = set()
    below_capitals = False
    for index, block in enumerate(blocks):
        if block.role is Role.FAQ:
            below_capitals = False
        if index not in heads:
            continue
        smaller = by_capitals and below_capitals and index not in capitals
        closer = by_gaps and index in tight and not is_generic(block.text)
        if index in straight or smaller or closer:
            found.add(index)
        below_capitals = below_capitals or (by_capitals and index in capitals)
    return found
