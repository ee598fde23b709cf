"""What a passage is indexed by: where it is filed, its heading, and the stems of its words.

Both databases are given tokens between spaces and take each as it is: what is a word, and what is its stem, is decided
here alone, in passages and queries alike. A word of the heading stands there a second time, with `^` before it; one of
the guide's title has `~` before it.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from typing import NamedTuple

from .folding import folded, is_run, looked_up, parts
from .stems import language_of, stem

#: Characters of a word that count. A lexeme of PostgreSQL has at most 2,046 bytes.
LONGEST = 400
#: The first token of a passage that stands below all others: a list of sources.
LAST = "/last"

_HYPHENATED = re.compile(r"\w+(?:[-‐‑]\w+)+")


class Filed(NamedTuple):
    """Where a passage belongs. `is_last` is one that is no answer by itself."""

    kind: str
    site: int
    locale: str
    is_last: bool = False

    def tokens(self) -> list[str]:
        """Return the tokens by which a search keeps to one kind, site, language."""
        return [*([LAST] if self.is_last else []), f"/{self.kind}", f"/s{self.site}", f"/{self.locale}"]


def tokens(filed: Filed, title: str, heading: str, text: str) -> str:
    """Return the tokens of a passage of a guide with a title: what it says stands below that."""
    language = language_of(filed.locale)
    headed = list(_stems(heading, language))
    all_of_it = [*filed.tokens(), exactly(heading), *(f"^{token}" for token in headed), *headed]
    return " ".join([*all_of_it, *_stems(text, language), *(f"~{token}" for token in _stems(title, language))])


def exactly(heading: str) -> str:
    """Return the token of a heading that is these words and no others."""
    return "=" + hashlib.blake2b(" ".join(folded(heading).split()).encode(), digest_size=8).hexdigest()


def token(word: str, language: str) -> str:
    """Return what a folded word, which is no run, is found by."""
    return stem(word[:LONGEST], language)


def words(text: str) -> Iterator[str]:
    """Yield the folded words of a text, and those that hyphens join as one word, too. Runs are whole."""
    for word in folded(text).split():
        yield from parts(word)
    for joined in _HYPHENATED.findall(text):
        yield from folded(re.sub(r"[-‐‑]", "", joined)).split()


def _stems(text: str, language: str) -> Iterator[str]:
    letters: dict[str, None] = {}
    for word in words(text):
        if is_run(word):
            letters.update(dict.fromkeys(word))
            yield from looked_up(word) if len(word) > 1 else ()
        else:
            yield token(word, language)
    yield from letters
