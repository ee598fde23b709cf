"""Which parser understands which document. A new format is one function and one line here."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import PurePath

from django.utils.translation import gettext as _

from .outline import Outline
from .plain_text import parse_plain_text
from .refusal import ImportRefused
from .source import Source
from .words import words_of

Parser = Callable[[str, str], Outline]

PARSERS: dict[str, Parser] = {"": parse_plain_text, ".txt": parse_plain_text, ".text": parse_plain_text}
_HTML = re.compile(r"\s*(<!doctype\s+html|<html|<\?xml)\b", re.IGNORECASE)


def outline_of(source: Source) -> Outline:
    """Return what a document says. Raise `ImportRefused` when it is of no known kind or says nothing."""
    path = PurePath(source.name)
    parser = PARSERS.get(path.suffix.casefold())
    if parser is None or _HTML.match(source.text):
        raise ImportRefused(
            _("%(file)s is not plain text (.txt), the only kind that can be brought in. Save it as plain text.")
            % {"file": source.name}
        )
    outline = parser(source.text, path.stem if words_of(path.stem) else _("Untitled"))
    if not outline.parts:
        raise ImportRefused(
            _("%(file)s has no text for a guide: no section or question was found in it.") % {"file": source.name}
        )
    return outline
