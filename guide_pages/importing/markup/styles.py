"""What a look says: bold and italic by style, headings and titles by the names of Word and Google Docs."""

from __future__ import annotations

import re

from .tree import Node

_BOLD = re.compile(r"font-weight\s*:\s*(bold|[6-9]00)", re.IGNORECASE)
_NOT_BOLD = re.compile(r"font-weight\s*:\s*(normal|[1-4]00)", re.IGNORECASE)
_ITALIC = re.compile(r"font-style\s*:\s*(italic|oblique)", re.IGNORECASE)
_RAISED = re.compile(r"vertical-align\s*:\s*(super|sub)", re.IGNORECASE)
_WORD_HEADING = re.compile(r"MsoHeading(\d)|(?<![\w-])heading-?([1-6])(?![\w-])", re.IGNORECASE)
_OUTLINE = re.compile(r"mso-outline-level\s*:\s*([1-6])", re.IGNORECASE)
_TITLE = re.compile(r"(^|\s)(MsoTitle|title)($|\s)", re.IGNORECASE)
_QUESTION = re.compile(
    r"(^|[\s_-])(faq[\w-]*question|question([_-]?(title|text|name))?|(accordion|toggle|collapsible|tab|panel)[\w-]*"
    r"(title|header|heading|button|trigger|label))($|[\s_-])",
    re.IGNORECASE,
)
_MARKS = {"b": "b", "strong": "b", "i": "i", "em": "i", "sup": "sup", "sub": "sub"}


def marks_of(node: Node) -> list[str]:
    """Return the names of the inline markup that an element is or looks like."""
    style = node.get("style")
    mark = _MARKS.get(node.tag, "")
    marks = [mark] if mark and not (mark == "b" and _NOT_BOLD.search(style)) else []
    if node.tag in ("span", "font", "u", "a"):
        raised = _RAISED.search(style)
        found = ("b" if _BOLD.search(style) else "", "i" if _ITALIC.search(style) else "", raised[1] if raised else "")
        marks += ["sup" if name.lower() == "super" else name.lower() for name in found if name]
    return marks


def heading_level(node: Node) -> int:
    """Return the level of a heading, by its name or by what Word calls it; 0 if it is none."""
    if len(node.tag) == 2 and node.tag[0] == "h" and node.tag[1].isdigit():
        return int(node.tag[1])
    if node.tag != "p":
        return 0
    match = _WORD_HEADING.search(node.get("class")) or _OUTLINE.search(node.get("style"))
    return int(next(digit for digit in match.groups() if digit)) if match else 0


def is_title(node: Node) -> bool:
    """Return whether a paragraph or heading has the style that documents' titles have."""
    return node.tag in ("p", "h1") and bool(_TITLE.search(node.get("class")))


def is_question(node: Node, above: list[Node]) -> bool:
    """Return whether markup says that an element is a question: `summary`, schema.org, a page builder's names."""
    if node.tag == "summary":
        return True
    if "name" in node.get("itemprop").split():
        return any(parent.get("itemtype").endswith("/Question") for parent in above)
    return node.tag not in ("section", "article", "ul", "ol", "table") and bool(_QUESTION.search(node.get("class")))
