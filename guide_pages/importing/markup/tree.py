"""Clean HTML as a tree."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

from guide_pages.importing.source import visible

_VOID = frozenset({"br", "hr", "img", "wbr"})


@dataclass(slots=True)
class Node:
    """An element: its children are elements and words."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Node | str] = field(default_factory=list)

    def get(self, name: str) -> str:
        return self.attributes.get(name, "")

    def elements(self) -> list[Node]:
        return [child for child in self.children if isinstance(child, Node)]

    def all(self, *tags: str) -> Iterator[Node]:
        """Yield the elements of some names within, in order."""
        for child in self.elements():
            if child.tag in tags:
                yield child
            yield from child.all(*tags)

    def words(self) -> str:
        """Return the words within, with single spaces."""
        return " ".join("".join(self._texts()).split())

    def raw(self) -> str:
        """Return the words within as they were written, lines and all."""
        texts: list[str] = []
        for child in self.children:
            texts.append(child if isinstance(child, str) else "\n" if child.tag == "br" else child.raw())
        return "".join(texts)

    def _texts(self) -> Iterator[str]:
        for child in self.children:
            if isinstance(child, str):
                yield child
            else:
                apart = child.tag not in _INLINE
                yield " " if apart else ""
                yield from child._texts()
                yield " " if apart else ""


_INLINE = frozenset(
    {"a", "b", "strong", "i", "em", "sup", "sub", "span", "font", "u", "s", "del", "ins", "mark", "code"}
)


_ANCHORS = frozenset({"¶", "#", "§", "🔗"})


def tree_of(html: str) -> Node:
    """Return the tree of HTML that `safety.cleaned` made."""
    parser = _Parser()
    parser.feed(html)
    parser.close()
    return parser.root


class _Parser(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Node("body")
        self.open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = Node(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(node)
        if tag not in _VOID:
            self.open.append(node)

    def handle_endtag(self, tag: str) -> None:
        for index in range(len(self.open) - 1, 0, -1):
            if self.open[index].tag == tag:
                _without_anchor(self.open[index - 1], self.open[index])
                del self.open[index:]
                return

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(visible(data))


def _without_anchor(parent: Node, node: Node) -> None:
    """Take out what only leads to where it stands: a heading's `¶` or `#`. Footnotes lead back by other marks."""
    here = node.tag == "a" and node.get("href").startswith("#")
    if here and node.words() in _ANCHORS and parent.children[-1:] == [node]:
        parent.children.pop()
