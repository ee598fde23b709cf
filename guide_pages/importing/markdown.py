"""Markdown into HTML, and what stands before it: front matter."""

from __future__ import annotations

import re
from itertools import pairwise

from django.utils.translation import gettext as _
from markdown_it import MarkdownIt
from markdown_it.token import Token

from .markup import read_html
from .outline import DroppedLine, Reason
from .recognizing import Reading, marks
from .refusal import ImportRefused

_FRONT_MATTER = re.compile(r"\s*(---|\+\+\+)[ \t]*\n(.*?)\n\1[ \t]*(?:\n|$)", re.DOTALL)
_FIELD = re.compile(r"^[\w-]+\s*[:=]", re.MULTILINE)
_TITLE = re.compile(r"^title\s*[:=]\s*(.+?)\s*$", re.MULTILINE | re.IGNORECASE)
_SHORT = 50
_MOST_NESTED = 120  # two for each level of a list


def read_markdown(text: str, name: str) -> Reading:
    """Return a Markdown text's lines; front matter gives the title. Raise `ImportRefused`."""
    title, dropped, body = front_matter_of(text)
    return read_html(html_of(body), name, title=title, dropped=tuple(dropped))


def front_matter_of(text: str) -> tuple[str, list[DroppedLine], str]:
    """Return the title that front matter gives, its lines, and the text below; without any, the text as it is."""
    match = _FRONT_MATTER.match(text)
    if not match or not _FIELD.search(match[2]):
        return "", [], text
    first = text.count("\n", 0, match.start(2)) + 1
    title = _TITLE.search(match[2])
    words = title[1].strip().strip("\"'") if title else ""
    lines = [line for line in enumerate(match[2].split("\n"), first) if line[1].strip()]
    dropped = [
        DroppedLine(number, _without(line, title[1] if title else ""), Reason.FRONT_MATTER) for number, line in lines
    ]
    return words, dropped, text[match.end() :]


def _without(line: str, title: str) -> str:
    """Return a line of front matter without the title's words, which are in the guide."""
    return line.replace(title, "").strip() if title and _TITLE.match(line) else line.strip()


def html_of(text: str) -> str:
    """Return Markdown as HTML; a line that is a question, or all bold, stays apart from the line below it.

    Raise `ImportRefused` for one that nests without end.
    """
    parser = MarkdownIt("commonmark", {"maxNesting": _MOST_NESTED}).enable(["table", "strikethrough"])
    tokens = parser.parse(text)
    if max((token.level for token in tokens), default=0) >= _MOST_NESTED - 2:  # what is deeper was passed over
        raise ImportRefused(_("The document's markup is nested too deep, or too much. Simplify it."))
    for token in tokens:
        if token.type == "inline" and token.children:
            _keep_lines(token.children)
    return str(parser.renderer.render(tokens, parser.options, {}))


def _keep_lines(children: list[Token]) -> None:
    breaks = [index for index, child in enumerate(children) if child.type == "softbreak"]
    edges = [-1, *breaks, len(children)]
    lines = [children[start + 1 : end] for start, end in pairwise(edges)]
    texts = ["".join(child.content for child in line) for line in lines]
    verse = len(texts) > 2 and all(len(text) <= _SHORT for text in texts)
    for position, index in enumerate(breaks):
        below = texts[position + 1]
        marked = marks.question(below) is not None or marks.answer(below) is not None
        if verse or marked or _is_strong(lines[position]):
            children[index].type = "hardbreak"
            children[index].tag = "br"


def _is_strong(line: list[Token]) -> bool:
    worded = [child for child in line if child.content.strip() or child.type != "text"]
    return len(worded) > 2 and worded[0].type == "strong_open" and worded[-1].type == "strong_close"
