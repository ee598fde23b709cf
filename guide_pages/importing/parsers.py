"""Which parser understands which document, told by what is in it. A new format is one function and one line here."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePath

from django.utils.translation import gettext as _

from .formats import Format, format_of
from .markdown import parse_markdown
from .markup import parse_html
from .outline import Outline
from .plain_text import parse_plain_text
from .refusal import ImportRefused
from .source import Source
from .words import words_of

Parser = Callable[[str, str], Outline]

PARSERS: dict[Format, Parser] = {
    Format.PLAIN: parse_plain_text,
    Format.MARKDOWN: parse_markdown,
    Format.HTML: parse_html,
}


def outline_of(source: Source) -> Outline:
    """Return what a document says. Raise `ImportRefused` when it cannot be read or says nothing."""
    path = PurePath(source.name)
    name = path.stem if words_of(path.stem) else _("Untitled")
    outline = PARSERS[format_of(source.text, path.suffix.casefold())](source.text, name)
    if not outline.parts:
        raise ImportRefused(
            _("%(file)s has no text for a guide: no section or question was found in it.") % {"file": source.name}
        )
    return outline
