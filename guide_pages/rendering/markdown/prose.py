"""Rich text → Markdown: from the closed set of HTML that `faq_blocks.rich_text` promises."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from .inline import BEGIN, BREAK, END, written
from .words import bulleted, numbered, one_after_another, spaced

if TYPE_CHECKING:
    from faq_blocks.nodes import Prose

_BLOCKS = frozenset({"p", "ul", "ol", "li"})
_LISTS = {"ul": bulleted, "ol": numbered}


@dataclass
class _Element:
    name: str
    href: str = ""
    children: list[_Element | str] = field(default_factory=list)

    def elements(self) -> list[_Element]:
        return [child for child in self.children if isinstance(child, _Element)]

    def has_words(self) -> bool:
        return any(bool(child.strip()) if isinstance(child, str) else child.has_words() for child in self.children)


class _Parser(HTMLParser):
    """Makes a tree of balanced HTML, as the sanitizer writes it."""

    def __init__(self) -> None:
        super().__init__()
        self.root = _Element("")
        self._open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = _Element(tag, dict(attrs).get("href") or "")
        self._open[-1].children.append(element)
        if tag != "br":
            self._open.append(element)

    def handle_endtag(self, tag: str) -> None:
        if len(self._open) > 1 and tag == self._open[-1].name:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        self._open[-1].children.append(data)


def markdown(prose: Prose) -> str:
    """Return a text's blocks: paragraphs and lists."""
    return _blocks(_tree(prose.html))


def in_cell(prose: Prose) -> str:
    """Return a text in one line, as a table's cell holds it: what stands in lines of its own is divided by `<br>`."""
    return "<br>".join(_lines(_tree(prose.html)))


def _tree(html: str) -> _Element:
    parser = _Parser()
    parser.feed(html)
    parser.close()
    return parser.root


def _blocks(element: _Element) -> str:
    return one_after_another(map(_block, _parts(element)))


def _parts(element: _Element) -> Iterator[_Element]:
    """Yield the blocks of an element, and what stands between them as a paragraph: in a list, an item."""
    between = _Element("p")
    for child in element.children:
        if isinstance(child, _Element) and child.name in _BLOCKS:
            yield between
            yield child
            between = _Element("p")
        else:
            between.children.append(child)
    yield between


def _block(element: _Element) -> str:
    if element.name in _LISTS:
        return _LISTS[element.name](_item(item) for item in _parts(element) if item.has_words())
    if any(child.name in _BLOCKS for child in element.elements()):
        return _blocks(element)
    return _inline(element)


def _item(element: _Element) -> str:
    """Return what stands in an item of a list: its words, with a list below them, or blocks."""
    parts = [part for part in _parts(element) if part.has_words()]
    if [part.name in _LISTS for part in parts] == [False, True]:
        return "\n".join(map(_block, parts))
    return _blocks(element)


def _lines(element: _Element) -> Iterator[str]:
    for part in _parts(element):
        if part.name in _LISTS:
            for number, item in enumerate(filter(_Element.has_words, _parts(part)), 1):
                lines = list(_lines(item))
                yield from [f"{'•' if part.name == 'ul' else f'{number}.'} {' '.join(lines[:1])}", *lines[1:]]
        elif any(child.name in _BLOCKS for child in part.elements()):
            yield from _lines(part)
        elif line := _inline(part, "<br>"):
            yield line


def _inline(element: _Element, divider: str = "\\\n") -> str:
    elements: list[tuple[str, str]] = []
    text = "".join(_marked(element, elements, frozenset()))
    return written(text, elements, divider)


def _marked(element: _Element, elements: list[tuple[str, str]], within: frozenset[str]) -> Iterator[str]:
    """Yield the words of an element with a mark where others begin and end; note what these are."""
    for child in element.children:
        if isinstance(child, str):
            yield spaced(child)
        elif child.name == "br":
            yield BREAK
        elif child.name in _BLOCKS:  # within a link or emphasis
            yield from [BREAK, *_marked(child, elements, within), BREAK]
        elif child.name in within or not child.has_words():
            yield from _marked(child, elements, within)
        else:
            elements.append((child.name, child.href))
            yield from [BEGIN, *_marked(child, elements, within | {child.name}), END]
