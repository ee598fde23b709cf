"""What a person typed → words that can be stored and shown: text alone, never markup."""

from __future__ import annotations

import hashlib
import re
import unicodedata

from django.utils.html import Urlizer
from django.utils.safestring import SafeString, mark_safe

#: Control characters, formats (zero-width ones and those that turn the direction of text), surrogates, and what no
#: standard has given a meaning. They hide words from whoever moderates: Unicode Technical Report 36, 2.5 and 3.
_HIDDEN = {"Cc", "Cf", "Cs", "Co", "Cn"}
_BREAKS = {"\u2028": "\n", "\u2029": "\n\n", "\x85": "\n", "\x0b": "\n", "\x0c": "\n"}
#: More marks than this on one letter climb over the lines above it.
_MARKS = re.compile(
    r"([\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]{3})[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+"
)
_REL = 'rel="ugc nofollow noopener"'


def clean_text(words: str) -> str:
    """Paragraphs with one empty line between them, lines as they were, and nothing that cannot be seen."""
    lines = [" ".join(line.split()) for line in _visible(words).split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def clean_line(words: str) -> str:
    """The same on one line."""
    return " ".join(_visible(words).split())


def _visible(words: str) -> str:
    plain = words.replace("\r\n", "\n").replace("\r", "\n")
    seen = (_BREAKS.get(letter, letter) for letter in plain)
    kept = (
        letter if letter == "\n" else " " if letter == "\t" or letter.isspace() else letter
        for letter in "".join(seen)
        if letter in "\n\t" or unicodedata.category(letter) not in _HIDDEN
    )
    return _MARKS.sub(r"\1", unicodedata.normalize("NFC", "".join(kept)))


def fingerprint(text: str) -> str:
    """The same for the same words, however they are written: to know them again."""
    letters = "".join(letter for letter in unicodedata.normalize("NFKC", text).casefold() if letter.isalnum())
    return hashlib.sha256((letters or text).encode()).hexdigest()


class _Links(Urlizer):
    """Django's, but an email address is no link: robots would gather it."""

    @staticmethod
    def is_email_simple(value: str) -> bool:
        return False


_urlize = _Links()


def to_html(text: str) -> SafeString:
    """A reply's text as HTML: escaped, in paragraphs, its addresses as links that vouch for nothing.

    `ugc` and `nofollow` tell search engines so, `noopener` keeps the page that is opened from reaching back:
    https://html.spec.whatwg.org/#linkTypes and https://developers.google.com/search/docs/crawling-indexing/qualify-outbound-links.
    """
    paragraphs = (_linked(paragraph).replace("\n", "<br>") for paragraph in text.split("\n\n"))
    return mark_safe("".join(f"<p>{paragraph}</p>" for paragraph in paragraphs if paragraph))  # noqa: S308 - escaped above


def _linked(text: str) -> str:
    return _urlize(text, nofollow=True, autoescape=True).replace('" rel="nofollow">', f'" {_REL}>')


def links(text: str) -> int:
    """How many links a text would have."""
    return _linked(text).count(_REL)


def words_beside_links(text: str) -> int:
    """How many words a text has that are no links."""
    return len([word for word in text.split() if not links(word)])
