"""Words of a paragraph with links and emphasis: stars where they are understood, else HTML.

CommonMark understands stars by what stands beside them (“delimiter runs”): never at a blank inside, at other stars,
or at a sign inside where a letter follows outside.
"""

from __future__ import annotations

import re

from .words import address, escaped

#: Where an element begins and ends, and where a line is divided. No text has these: see `words.spaced`.
BEGIN, END, BREAK = "\x01", "\x02", "\x03"

_STARS = {"strong": "**", "em": "*"}
_BLANK_INSIDE = re.compile(f"({BEGIN}+)([ {BREAK}]+)|([ {BREAK}]+)({END}+)")
_AROUND_BREAK = re.compile(f" *{BREAK}[ {BREAK}]*")
_MARKS = re.compile(f"([{BEGIN}{END}{BREAK}])")


def written(text: str, elements: list[tuple[str, str]], divider: str) -> str:
    """Return the Markdown of a text with marks. `elements` are names and addresses, in the order in which they begin;
    `divider` divides two lines."""
    marked = _with_blanks_outside(text)
    forms = _forms(marked, [name for name, _href in elements])
    waiting, is_open = list(zip(elements, forms, strict=True))[::-1], []
    out: list[str] = []
    begins_line = True
    for piece in filter(None, _MARKS.split(marked)):
        if piece == BREAK:
            out.append(divider)
        elif piece == BEGIN:
            is_open.append(waiting.pop())
            (name, _href), form = is_open[-1]
            if name == "a" and out and out[-1].endswith("!"):  # with a link it would be an image
                out[-1] = f"{out[-1][:-1]}\\!"
            out.append("[" if name == "a" else form or f"<{name}>")
        elif piece == END:
            (name, href), form = is_open.pop()
            out.append(f"]({address(href)})" if name == "a" else form or f"</{name}>")
        else:
            out.append(escaped(piece, begins_line=begins_line))
        begins_line = piece == BREAK
    return "".join(out)


def _with_blanks_outside(text: str) -> str:
    """Return a text without blanks at its ends, those of its lines, and those of the elements within."""
    before = ""
    while before != text:
        before, text = text, _BLANK_INSIDE.sub(r"\2\1\4\3", text)
    return re.sub(" {2,}", " ", _AROUND_BREAK.sub(BREAK, text)).strip(f" {BREAK}")


def _forms(marked: str, names: list[str]) -> list[str]:
    """Return for each element the stars that it is written with; nothing where it is written as HTML."""
    forms: list[str] = []
    is_open: list[tuple[int, int]] = []
    kinds = iter(names)
    around = f" {marked} "
    for at, sign in enumerate(marked, 1):
        if sign == BEGIN:
            name = next(kinds)
            is_starred = name in _STARS and not any(forms[number] for number, _at in is_open)
            forms.append(_STARS[name] if is_starred and _is_clear(around[at - 1], around[at + 1]) else "")
            is_open.append((len(forms) - 1, at))
        elif sign == END:
            number, _begun = is_open.pop()
            if not _is_clear(around[at + 1], around[at - 1]):
                forms[number] = ""
    return forms


def _is_clear(outside: str, inside: str) -> bool:
    """Return whether stars between these two are understood."""
    marks = (BEGIN, END)
    return outside not in marks and inside not in marks and (inside.isalnum() or outside in (" ", BREAK))
