"""Lines that are the text of a picture, though only what stands around them says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from guide_pages.importing.languages import phrases
from guide_pages.importing.outline import Guess
from guide_pages.importing.words import key_of, words_of

from . import marks
from .features import ends_sentence, starts_lower
from .line import Role

if TYPE_CHECKING:
    from .roles import Block

_SMALL = frozenset(phrases("small"))
_MOST_WORDS = 6
_DETERMINERS = frozenset(phrases("determiners"))


def find_alternative_texts(blocks: list[Block], title: str) -> None:
    """Find places for pictures where no other reading is left.

    A page that was copied keeps its pictures' texts as lines of their own, all in small letters, and the words of its
    title come back in them: three of these, and other such lines of that page are pictures, too. So are lines in
    square brackets that name a thing.
    """
    title_words = set(words_of(title))
    bare = [block for block in blocks if _is_bare(block)]
    topical = [block for block in bare if block.repeated and set(words_of(block.text)) <= title_words]
    if len(topical) > 1:
        known = {key_of(block.text) for block in topical}
        for block in bare:
            block.role = Role.IMAGE
            block.guess = None if key_of(block.text) in known else Guess.IMAGE
    bracketed = [block for block in blocks if block.role in (Role.TEXT, Role.UNDECIDED) and _names_a_thing(block)]
    for block in bracketed:
        block.role, block.guess = Role.IMAGE, Guess.IMAGE


def _is_bare(block: Block) -> bool:
    """Return whether a line is a few nouns in small letters between blank lines, and no sentence or measure."""
    words = block.text.split()
    stands_alone = block.line.gap and block.role is Role.TEXT and block.line.role is None
    named = starts_lower(block.text) and 2 <= len(words) <= _MOST_WORDS and block.text.replace(" ", "").isalpha()
    return bool(stands_alone) and named and not _SMALL.intersection(words)


def _names_a_thing(block: Block) -> bool:
    words = marks.bracketed(block.text)
    if not words or ends_sentence(words) or not block.line.gap:
        return False
    return words.split()[0].casefold() in _DETERMINERS and len(words.split()) > 1
