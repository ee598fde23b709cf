"""What a person typed → words that can be stored and shown: text alone, never markup."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator
from typing import Any

from django.utils.html import Urlizer, escape, linebreaks
from django.utils.safestring import SafeString, mark_safe

#: Control characters, formats (zero-width ones and those that turn the direction of text), surrogates and private ones.
#: They hide words from whoever moderates: Unicode Technical Report 36, 2.5 and 3.
_HIDDEN = {"Cc", "Cf", "Cs", "Co"}
#: Letters and marks that show nothing: Default_Ignorable_Code_Point in Unicode's DerivedCoreProperties, and the blank
#: Braille pattern.
_BLANK = frozenset(
    map(
        chr,
        [
            *(0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2065, 0x2800, 0x3164, 0xFFA0),
            *range(0x180B, 0x1810),
            *range(0xFE00, 0xFE10),
            *range(0xFFF0, 0xFFF9),
            *range(0xE0000, 0xE1000),
        ],
    )
)
_BREAKS = {"\u2028": "\n", "\u2029": "\n\n", "\x85": "\n", "\x0b": "\n", "\x0c": "\n"}
#: More marks than this on one letter climb over the lines above it, and take long to put in order.
_MARKS = 3
_REL = 'rel="ugc nofollow noopener"'


def clean_text(words: str) -> str:
    """Return the text with one empty line between paragraphs, lines as they were, without what cannot be seen."""
    lines = [" ".join(line.split()) for line in _visible(words).split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def clean_line(words: str) -> str:
    """Return the text on one line, without what cannot be seen."""
    return " ".join(_visible(words).split())


def _visible(words: str) -> str:
    plain = words.replace("\r\n", "\n").replace("\r", "\n")
    plain = "".join(_BREAKS.get(letter, letter) for letter in plain)
    return unicodedata.normalize("NFC", "".join(_seen(plain)))


def _seen(plain: str) -> Iterator[str]:
    marks = 0
    for letter in plain:
        category = unicodedata.category(letter)
        if letter == "\n":
            yield letter
        elif letter.isspace():
            yield " "
        elif category not in _HIDDEN and letter not in _BLANK:
            marks = marks + 1 if category in {"Mn", "Me"} else 0
            if marks <= _MARKS:
                yield letter


def fingerprint(text: str) -> str:
    """Return a digest to know words again by: the same for the same words, however they are written."""
    letters = "".join(letter for letter in unicodedata.normalize("NFKC", text).casefold() if letter.isalnum())
    return hashlib.sha256((letters or text).encode()).hexdigest()


class _Links(Urlizer):
    """Django's, but an email address is no link: robots would gather it. An address without a scheme is asked by HTTPS.

    Which scheme Django would take depends on its version; and 5.2 loses the full stop in “(example.org).”
    """

    def handle_word(self, word: str, **how: Any) -> str:
        lead, middle, _ = self.trim_punctuation(word)
        scheme = "https://" if self.simple_url_2_re.match(middle) else ""
        linked = str(super().handle_word(scheme + middle, **how))
        if ">" not in linked:
            return escape(word)
        return escape(lead) + linked.replace(f">{scheme}", ">", 1) + escape(word[len(lead) + len(middle) :])

    @staticmethod
    def is_email_simple(value: str) -> bool:
        return False


_urlize = _Links()


def to_html(text: str) -> SafeString:
    """Return a reply's text as HTML: escaped, in paragraphs, its addresses as links that vouch for nothing.

    `ugc` and `nofollow` tell search engines so, `noopener` keeps the page that is opened from reaching back:
    https://html.spec.whatwg.org/#linkTypes and https://developers.google.com/search/docs/crawling-indexing/qualify-outbound-links.
    """
    return mark_safe(linebreaks(_linked(text)))  # noqa: S308 - `_linked` has escaped it, as Django's own filter does


def _linked(text: str) -> str:
    return _urlize(text, nofollow=True, autoescape=True).replace('" rel="nofollow">', f'" {_REL}>')


def links(text: str) -> int:
    """Return how many links a text would have."""
    return _linked(text).count(_REL)


def words_beside_links(text: str) -> int:
    """Return how many words a text has that are no links."""
    return len([word for word in text.split() if not links(word)])
