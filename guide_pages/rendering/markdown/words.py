"""Words that mean nothing but themselves in Markdown (CommonMark 0.31, GitHub's tables and strikethrough)."""

from __future__ import annotations

import re
from collections.abc import Iterable

#: What divides lines or is no character; a no-break space stays.
_BLANKS = re.compile("[\x00-\x20\x7f-\x9f\u2028\u2029]+")
#: Means something wherever it stands; `<` and `&` only before what they could begin.
_SIGNS = re.compile(r"[\\`*_\[\]~|#]|<(?=[A-Za-z/!?])|&(?=[A-Za-z#])")
#: Means something where a line begins: a list, a quote, a line below a heading or a table's first row.
_BEGINNING = re.compile(r"(?:[-+=:>]|([0-9]{1,9})(?=[.)]))")
_UNSAFE_IN_ADDRESS = re.compile(r"[\x00-\x20\x7f-\x9f\u2028\u2029\\<>\"`|{}^]")


def one_line(text: str) -> str:
    """Return a text with single spaces, and none at its ends."""
    return spaced(text).strip(" ")


def spaced(text: str) -> str:
    """Return a text with single spaces and without control characters."""
    return _BLANKS.sub(" ", text)


def escaped(text: str, *, begins_line: bool = False) -> str:
    """Return a text of one line whose signs mean nothing, where its line begins or further on."""
    beginning = _BEGINNING.match(text) if begins_line else None
    if beginning is None:
        return _SIGNS.sub(r"\\\g<0>", text)
    if beginning[1]:  # `1\.`: a digit takes no backslash
        return f"{beginning[1]}\\{text[beginning.end()]}{escaped(text[beginning.end() + 1 :])}"
    return f"\\{beginning[0]}{escaped(text[1:])}"


def address(url: str) -> str:
    """Return an address as the destination of a link."""
    return re.sub(r"[()]|&(?=#?[A-Za-z0-9]+;)", r"\\\g<0>", _encoded(url))


def autolink(url: str) -> str:
    """Return a link whose words are its address."""
    return f"<{_encoded(url)}>"


def _encoded(url: str) -> str:
    return _UNSAFE_IN_ADDRESS.sub(lambda sign: "".join(f"%{byte:02X}" for byte in sign[0].encode()), url)


def link(label: str, url: str) -> str:
    """Return a link with words of one line."""
    return f"[{escaped(one_line(label))}]({address(url)})"


def strong(text: str) -> str:
    """Return words of one line that stand for themselves in a block, or before a space, in bold."""
    text = one_line(text)
    return f"**{escaped(text)}**" if text else ""


def heading(level: int, text: str) -> str:
    """Return a heading; nothing without words."""
    text = one_line(text)
    return f"{'#' * level} {escaped(text)}" if text else ""


def indented(text: str, first: str) -> str:
    """Return a block that begins with `first`, and whose other lines stand below what follows that."""
    lines = text.split("\n")
    return "\n".join([first + lines[0], *(" " * len(first) + line if line else "" for line in lines[1:])])


def quoted(text: str) -> str:
    """Return blocks as a quotation."""
    return "\n".join(f"> {line}" if line else ">" for line in text.split("\n"))


def bulleted(items: Iterable[str]) -> str:
    """Return a list of blocks; nothing without any."""
    return "\n".join(indented(item, "- ") for item in items)


def numbered(items: Iterable[str]) -> str:
    """Return a list of blocks, numbered from 1."""
    return "\n".join(indented(item, f"{number}. ") for number, item in enumerate(items, 1))


def one_after_another(blocks: Iterable[str]) -> str:
    """Return blocks with a blank line between them, and two lists apart."""
    apart: list[str] = []
    for block in filter(None, blocks):
        if apart and _kind_of_list(block) and _kind_of_list(block) == _kind_of_list(apart[-1]):
            apart.append("<!-- -->")
        apart.append(block)
    return "\n\n".join(apart)


def _kind_of_list(block: str) -> str:
    return "-" if block.startswith("- ") else "1" if re.match(r"[0-9]+\. ", block) else ""
