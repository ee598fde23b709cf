"""Which parser understands which document, told by what is in it. A new format is one function and one line here."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePath

from django.utils.translation import gettext as _

from .formats import Format, format_of
from .markdown import read_markdown
from .markup import read_html
from .outline import Outline
from .plain_text import read_plain_text
from .recognizing import Reading, outline_from
from .refusal import ImportRefused
from .source import Source
from .words import words_of

Parser = Callable[[str, str], Reading]

PARSERS: dict[Format, Parser] = {
    Format.PLAIN: read_plain_text,
    Format.MARKDOWN: read_markdown,
    Format.HTML: read_html,
}


def reading_of(source: Source) -> Reading:
    """Return a document's lines. Raise `ImportRefused` when it cannot be read."""
    path = PurePath(source.name)
    name = path.stem if words_of(path.stem) else _("Untitled")
    return PARSERS[format_of(source.text, path.suffix.casefold())](source.text, name)


def outline_of(source: Source) -> Outline:
    """Return what a document says. Raise `ImportRefused` when it cannot be read or says nothing."""
    outline = outline_from(reading_of(source))
    refuse_empty(outline, source.name)
    return outline


def refuse_empty(outline: Outline, name: str) -> None:
    """Raise `ImportRefused` for a document of which no guide can be made."""
    if not outline.parts:
        raise ImportRefused(
            _("%(file)s has no text for a guide: no section or question was found in it.") % {"file": name}
        )
