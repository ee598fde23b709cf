"""What was copied in Word, Google Docs or a browser → blocks of a section, and sections, as StreamField stores them.

A paste is no document: it has no title, nothing in it is furniture, and what markup does not say is not guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from html import escape
from itertools import groupby
from typing import Any
from uuid import uuid4

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .markup.links import base_of
from .markup.safety import cleaned
from .markup.tree import Node, tree_of
from .markup.walking import Walker
from .outline import LONGEST, Quote, Table
from .prose import rich_text, table_block
from .recognizing import marks
from .recognizing.line import Line, Role
from .recognizing.prose import prose_of
from .recognizing.roles import Block

Raw = dict[str, Any]

_START = re.compile(r"<!--\s{0,5}StartFragment\s{0,5}-->", re.IGNORECASE)
_END = re.compile(r"<!--\s{0,5}EndFragment\s{0,5}-->", re.IGNORECASE)
_OFFICE = re.compile(r"</?\w{1,20}:[^<>]*>|<!\[[^<>]*\]>")
_WORD_QUOTE = re.compile(r"(^|\s)Mso(Intense)?Quote", re.IGNORECASE)
_LAST_SECTION_LEVEL = 2


@dataclass(slots=True)
class Pasted:
    """`content` goes on where the paste was; `sections` follow. `lost` says what could not be kept."""

    content: list[Raw] = field(default_factory=list)
    sections: list[Raw] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)


def pasted(html: str) -> Pasted:
    """Return a paste as blocks. Raise `ImportRefused` where its markup is too much.

    Headings of the highest level are sections where that is 1 or 2, as in Word and Google Docs; others are subheadings.
    """
    clean, unsafe = cleaned(_OFFICE.sub("", _fragment(html)))
    walker = Walker(base_of(html))
    walker.read(_with_quotes(tree_of(clean)))
    found = Pasted(lost=_lost(walker.lines))
    lines = [line for line in walker.lines if line.role is not Role.IMAGE]
    highest = min((line.level or 1 for line in lines if line.role is Role.HEADING), default=0)
    content = found.content
    for block in _blocks(lines):
        if block.pop("level", None) == highest <= _LAST_SECTION_LEVEL:
            content = []
            found.sections.append(_raw("section", {"heading": block["value"], "content": content}))
        else:
            content.append(block)
    if walker.dropped or unsafe:
        found.lost.append(_("what belongs to the page and not to the text"))
    return found


def _fragment(html: str) -> str:
    """Return what was copied, without what Windows' clipboard has around it."""
    started = list(_START.finditer(html))
    html = html[started[-1].end() :] if started else html
    ended = _END.search(html)
    return html[: ended.start()] if ended else html


def prose(html: str) -> Pasted:
    """Return a paste as one text, for where nothing else can stand. Headings are lines of their own, in bold."""
    whole = pasted(html)
    blocks = [*whole.content]
    for section in whole.sections:
        blocks += [_raw("subheading", section["value"]["heading"]), *section["value"]["content"]]
    kinds = {block["type"] for block in blocks}
    lost = [
        words
        for kind, words in {
            "subheading": _("headings, which are bold lines here"),
            "table": _("tables, which are lines here"),
            "quote": _("quotations, which are paragraphs here"),
            "divider": _("rules"),
        }.items()
        if kind in kinds
    ]
    html = "".join(_as_text(block) for block in blocks)
    return Pasted([_raw("text", html)] if html else [], lost=[*lost, *whole.lost])


def _as_text(block: Raw) -> str:
    kind, value = block["type"], block["value"]
    if kind == "subheading":
        return f"<p><b>{_escaped(value)}</b></p>"
    if kind == "quote":
        source = f"<p>{_escaped(value['source'])}</p>" if value["source"] else ""
        return f"{value['text']}{source}"
    if kind == "table":
        heads = [_escaped(column["heading"]) for column in value["table"]["columns"]]
        rows = [heads, *([_inner(cell) for cell in row["values"]] for row in value["table"]["rows"])]
        return f"<p>{'<br/>'.join(' · '.join(cell for cell in row if cell) for row in rows)}</p>"
    return str(value) if kind == "text" else ""


def _inner(cell: str) -> str:
    return cell.removeprefix("<p>").removesuffix("</p>")


def _escaped(words: str) -> str:
    return escape(words, quote=False)


def _lost(lines: list[Line]) -> list[str]:
    pictures = sum(line.role is Role.IMAGE for line in lines)
    if not pictures:
        return []
    return [ngettext("%s picture: add it as an image", "%s pictures: add them as images", pictures) % pictures]


def _with_quotes(node: Node) -> Node:
    """Return the tree with Word's paragraphs in a style for quotations inside quotations."""
    children: list[Node | str] = []
    for quoted, group in groupby(node.children, key=_is_quoted):
        each = [child if isinstance(child, str) else _with_quotes(child) for child in group]
        children += [Node("blockquote", {}, each)] if quoted else each
    return Node(node.tag, node.attributes, children)


def _is_quoted(child: Node | str) -> bool:
    return isinstance(child, Node) and child.tag == "p" and bool(_WORD_QUOTE.search(child.get("class")))


def _blocks(lines: list[Line]) -> Iterator[Raw]:
    for heading, group in groupby(_decided(lines), key=lambda block: block.role is Role.HEADING):
        if heading:
            for block in group:
                yield {**_raw("subheading", block.text[:LONGEST]), "level": block.line.level or 1}
            continue
        yield from _running(list(group))


def _running(blocks: list[Block]) -> Iterator[Raw]:
    """Yield what stands between two headings."""
    part: list[Any] = []
    for block in _divided(blocks):
        if not isinstance(block, Quote | Table | str):
            part.append(block)
            continue
        if part:
            yield _raw("text", rich_text(part))
            part = []
        if isinstance(block, Quote):
            yield _raw("quote", {"text": rich_text(block.prose), "source": block.source})
        elif isinstance(block, Table):
            yield _raw("table", table_block(block, ""))
        else:
            yield _raw("divider", None)
    if part:
        yield _raw("text", rich_text(part))


def _divided(blocks: list[Block]) -> Iterator[Any]:
    """Yield paragraphs, lists, quotations and tables, and a word for each rule between them."""
    part: list[Block] = []
    for block in blocks:
        if block.line.divided:
            yield from prose_of(part)
            part = []
            yield "divider"
        part.append(block)
    yield from prose_of(part)


def _decided(lines: list[Line]) -> Iterator[Block]:
    """Yield each line as what its markup says that it is. Word's lists are paragraphs that begin with their marks."""
    numbered = _numbered(lines)
    for index, line in enumerate(lines):
        if index in numbered:
            yield Block(replace(line, role=Role.NUMBER), Role.NUMBER)
        elif line.role in (Role.HEADING, Role.BULLET, Role.NUMBER, Role.TABLE):
            yield Block(line, line.role)
        else:
            yield Block(_in_bold(line), Role.TEXT)


def _numbered(lines: list[Line]) -> set[int]:
    """Return the places of lines that count from 1 to 2 and on."""
    ordinals = [marks.number(line.text) if line.role in (None, Role.TEXT) else None for line in lines]
    found: set[int] = set()
    for start in (index for index, ordinal in enumerate(ordinals) if ordinal == 1):
        end = start + 1
        while end < len(lines) and ordinals[end] == end - start + 1:
            end += 1
        if end - start > 1:
            found.update(range(start, end))
    return found


def _in_bold(line: Line) -> Line:
    """Return a line with the emphasis that a document's headings lose: here it is no heading."""
    if not line.strong:
        return line
    words = line.html or _escaped(line.text)
    return replace(line, html=f"<b>{words}</b>")


def _raw(kind: str, value: Any) -> Raw:
    return {"type": kind, "value": value, "id": str(uuid4())}
