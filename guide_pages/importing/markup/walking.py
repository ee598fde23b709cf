"""A tree of HTML, walked once, into lines."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from guide_pages.importing.outline import LONGEST, DroppedLine, Guess, Reason
from guide_pages.importing.recognizing.features import asks, names_faq
from guide_pages.importing.recognizing.line import Role
from guide_pages.importing.words import key_of, words_of

from .article import article_of, reason_to_leave_out
from .items import BLOCKS, one_item
from .links import address
from .paragraphs import Paragraphs
from .runs import Run, tidied
from .specials import special_of, words_in
from .styles import heading_level, is_question, is_title
from .tables import cells_of, guess_of, is_layout, table_of
from .tree import Node

_NOT_QUOTED = ("h1", "h2", "h3", "h4", "h5", "h6", "table", "details", "figure", "img", "dl", "pre")
_PIXEL = re.compile(r"[01](px)?")
_FOOTNOTE = re.compile(r"^(foot|end)notes?[-_:]?\d|^(cite_note|fn)[-_:]?\w", re.IGNORECASE)
_BLANK_LINES = re.compile(r"\n[ \t]*\n")


class Walker(Paragraphs):
    """Reads a tree into `lines`. `questions` are keys of lines that the page says are questions."""

    def __init__(self, base: str = "", questions: frozenset[str] = frozenset()) -> None:
        super().__init__(base, questions)
        self.dropped: list[DroppedLine] = []
        self.title = ""
        self.above: list[Node] = []

    def read(self, root: Node) -> None:
        article = article_of(root)
        self.has_headings = any(heading_level(node) for node in [*article.all("h1", "h2", "h3", "h4", "h5", "h6", "p")])
        self.breaks = not any(article.all("p", "br", "li")) and bool(_BLANK_LINES.search(article.raw()))
        self._walk(root, article, within=article is root)
        self.flush()

    # The tree

    def _walk(self, node: Node, article: Node, *, within: bool) -> None:
        """Read what is in the article, and list what is around it."""
        if within or node is article:
            self._children(node)
            return
        for child in node.elements():
            if child is article or any(each is article for each in child.all(article.tag)):
                self._walk(child, article, within=False)
            else:
                self._leave_out(child, Reason.OUTSIDE)

    def _leave_out(self, node: Node, reason: Reason) -> None:
        aside = Walker(self.base)
        aside._children(node)
        aside.flush()
        for line in aside.lines:
            self.number += 1
            self.dropped.append(DroppedLine(self.number, line.text, reason))

    def _children(self, node: Node) -> None:
        self.above.append(node)
        opened = self.inside
        for child in node.children:
            if isinstance(child, str):
                self.words(child, frozenset(), "")
            else:
                self._element(child)
        self.above.pop()
        if self.inside != opened and not self._asks_within(node):
            self.flush()
            self.inside = opened

    def _asks_within(self, node: Node) -> bool:
        """Return whether the question being answered was a child of the element that ends: its answer may follow."""
        return node.tag in ("summary", "dt", "h1", "h2", "h3", "h4", "h5", "h6", "button", "p", "a", "span", "strong")

    def _element(self, node: Node) -> None:
        reason = reason_to_leave_out(node, whole_page=self.above[0].tag == "body" and len(self.above) < 3)
        if reason:
            self.flush()
            self._leave_out(node, reason)
        elif special := special_of(node, self.cell, self.base):
            self.flush()
            self.add(words_in(special), role=Role.TABLE, block=special)
        elif self._is_asked(node):
            self._question(node)
        elif not self._is_block(node):
            self.inline(node, frozenset(), "")
        else:
            self.flush()
            _READERS.get(node.tag, Walker._children)(self, node)
            self.flush()

    def _is_asked(self, node: Node) -> bool:
        if not is_question(node, self.above) or any(node.all("h1", "img")):
            return False
        words = node.words()
        return bool(words) and len(words) <= LONGEST and (node.tag != "summary" or self._summary_asks(words))

    def _summary_asks(self, words: str) -> bool:
        parent = self.above[-2] if len(self.above) > 1 else self.above[-1]
        siblings = sum(child.tag == "details" for child in parent.elements())
        return asks(words) or siblings > 1 or self._below_faq()

    def _below_faq(self) -> bool:
        heading = next((line for line in reversed(self.lines) if line.role in (Role.HEADING, Role.QUESTION)), None)
        return heading is not None and (heading.role is Role.QUESTION or names_faq(heading.text))

    def _question(self, node: Node) -> None:
        self.flush()
        self.add(node.words(), role=Role.QUESTION)
        self.inside = self.number
        self.lines[-1] = replace(self.lines[-1], inside=self.inside)

    def _is_block(self, node: Node) -> bool:
        return node.tag in BLOCKS or any(True for child in node.all(*BLOCKS))

    # Kinds of elements

    def _heading(self, node: Node) -> None:
        self._images_in(node)
        words = node.words()
        if words:
            is_known = key_of(words) in self.questions
            role = Role.QUESTION if is_known else Role.HEADING
            self.add(words, role=role, level=heading_level(node))
            if is_title(node) and not self.title:
                self.title = words
            self.inside = self.number if is_known else 0

    def _paragraph(self, node: Node) -> None:
        (self._heading if heading_level(node) or is_title(node) else self._children)(node)

    def _summary(self, node: Node) -> None:
        self.rows = [[Run(node.words(), frozenset({"b"}))]]

    def _list(self, node: Node) -> None:
        ordered = node.tag == "ol"
        first = int(node.get("start")) if node.get("start").isdecimal() else 1
        depth = sum(parent.tag in ("ul", "ol") for parent in self.above)
        ordinal = first
        for child in node.elements():
            if child.tag == "li":
                self._item(node, child, f"{ordinal}. " if ordered else "", depth)
                ordinal += 1
            else:
                self.above.append(node)
                self._element(child)
                self.above.pop()

    def _item(self, node: Node, item: Node, mark: str, depth: int) -> None:
        self.above += [node]
        before = len(self.lines)
        outer = self.guess
        if _FOOTNOTE.search(item.get("id")):
            self.guess, self.inside = Guess.FOOTNOTE, 0
        lists = [child for child in item.elements() if child.tag in ("ul", "ol")]
        own = Node("li", item.attributes, [child for child in item.children if child not in lists])
        self._children(own)
        self.flush()
        self.lines[before:] = one_item(self.lines[before:], mark, depth)
        for each in lists:
            self._list(each)
        self.guess = outer
        self.above.pop()

    def _terms(self, node: Node) -> None:
        asked = [asks(term.words()) for term in node.all("dt")]
        are_questions = any(node.all("dd")) and (self._below_faq() or sum(asked) * 2 > len(asked))
        self.above.append(node)
        term = ""
        for child in node.elements():
            if child.tag == "dt" and are_questions:
                self._question(child)
            elif child.tag == "dt":
                if term:
                    self.add(term, role=Role.TEXT)
                term = child.words()
            elif are_questions or any(child.all(*BLOCKS)):
                self.rows = [[Run(term, frozenset({"b"}))], []] if term else [[]]
                term = ""
                self._children(child)
                self.flush()
            else:
                self._defined(term, child)
                term = ""
        if term:
            self.add(term, role=Role.TEXT)
        self.above.pop()

    def _defined(self, term: str, definition: Node) -> None:
        """Add a term and what it means, a line each, as one paragraph."""
        self.inline(definition, frozenset(), "")
        rows = [tidied(row) for row in self.rows]
        self.rows = [[]]
        head = [[Run(term, frozenset({"b"}))]] if term else []
        self.paragraph_of([*head, *(row for row in rows if row)], role=Role.TEXT)

    def _table(self, node: Node) -> None:
        captions = [words for caption in node.all("caption") if (words := caption.words())]
        layout = is_layout(node)
        if layout or len(captions) > 1 or any(len(words) > LONGEST for words in captions):
            for words in captions:
                self.add(words, role=Role.TEXT)
            captions = []
        if layout:
            for part in cells_of(node):
                self._children(part)
                self.flush()
            return
        table = replace(table_of(node, self.cell), caption="".join(captions))
        words = "\n".join(" ".join(cell for cell in row if cell) for row in table.rows)
        if words_of(words):
            self.add("\n".join([*captions, words]), role=Role.TABLE, table=table, guess=guess_of(table))
        for image in node.all("img"):
            self._image(image)

    def _quote(self, node: Node) -> None:
        """Read a quotation; one with headings, tables or questions in it is set apart for its looks, and is text."""
        if self.quote or any(node.all(*_NOT_QUOTED)):
            self._children(node)
            return
        self.quotes += 1
        self.quote = self.quotes
        cited = [each for each in node.elements() if each.tag in ("cite", "footer")]
        self._children(Node(node.tag, node.attributes, [child for child in node.children if child not in cited]))
        self.flush()
        self._cite(" ".join(each.words() for each in cited))
        self.quote = 0

    def _cite(self, source: str) -> None:
        if words_of(source):
            self.add(source, role=Role.TEXT, cited=len(source) <= LONGEST)

    def _rule(self, node: Node) -> None:
        self.divided = True

    def _preformatted(self, node: Node) -> None:
        text = "\n".join(line for line in node.raw().strip("\n").split("\n"))
        if words_of(text):
            self.add(text, role=Role.TEXT, guess=Guess.CODE)

    def _figure(self, node: Node) -> None:
        before = len(self.lines)
        captions = [child for child in node.elements() if child.tag == "figcaption"]
        self._children(Node(node.tag, node.attributes, [child for child in node.children if child not in captions]))
        self.flush()
        caption = " ".join(each.words() for each in captions)
        if caption and len(self.lines) > before and all(line.quote for line in self.lines[before:]):
            self.quote = self.lines[-1].quote
            self._cite(caption)
            self.quote = 0
            return
        images = [index for index in range(before, len(self.lines)) if self.lines[index].role is Role.IMAGE]
        if caption and len(images) == 1 and len(caption) <= LONGEST:
            self.lines[images[0]] = replace(self.lines[images[0]], caption=caption)
        elif caption:
            self.add(caption, role=Role.TEXT)

    def _images_in(self, node: Node) -> None:
        for image in node.all("img"):
            self._image(image)

    def _image(self, node: Node) -> None:
        if any(_PIXEL.fullmatch(node.get(name)) for name in ("width", "height")):
            return
        source = node.get("src") if not node.get("src").startswith("data:") else ""
        source = node.get("data-src") or source
        file = PurePosixPath(unquote(urlsplit(source).path)).name if source else ""
        words = " ".join(node.get("alt").split())[:LONGEST]
        if words_of(words) or ("alt" not in node.attributes and words_of(file)):
            said = words if words_of(words) else file
            self.add(said, role=Role.IMAGE, file=file, address=address(source, self.base))


_READERS: dict[str, Callable[[Walker, Node], None]] = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), Walker._heading),
    "p": Walker._paragraph,
    "summary": Walker._summary,
    "ul": Walker._list,
    "ol": Walker._list,
    "dl": Walker._terms,
    "table": Walker._table,
    "blockquote": Walker._quote,
    "pre": Walker._preformatted,
    "figure": Walker._figure,
    "img": Walker._image,
    "hr": Walker._rule,
}
