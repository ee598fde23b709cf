"""Which part of a page is its article. What is around it is left out, and listed."""

from __future__ import annotations

import re

from guide_pages.importing.outline import Reason

from .tree import Node

_COMMENTS = re.compile(r"(^|[\s_-])(comments?|comment-?(list|respond|form|area)|respond)($|[\s_-])", re.IGNORECASE)
_AROUND = re.compile(
    r"(^|[\s_-])(share|sharing|sharedaddy|social|related|breadcrumbs?|cookie|newsletter|advert\w*|sidebar|widget)($|[\s_-])",
    re.IGNORECASE,
)


def article_of(root: Node) -> Node:
    """Return the element with a page's article: the only `article`, else the only `main`, else all."""
    for candidates in (list(root.all("article")), _mains(root)):
        if len(candidates) == 1 and len(candidates[0].words()) * 4 > len(root.words()):
            return candidates[0]
    return root


def _mains(root: Node) -> list[Node]:
    named = list(root.all("main"))
    return named or [node for node in root.all("div", "section") if node.get("role") == "main"]


def reason_to_leave_out(node: Node, *, whole_page: bool) -> Reason | None:
    """Return why an element is no part of an article, or None. `whole_page` when no article was found in the page."""
    names = f"{node.get('class')} {node.get('id')}"
    if node.tag in ("div", "section", "ol", "ul") and _COMMENTS.search(names):
        return Reason.COMMENTS
    if "wp-block-file__button" in node.get("class"):  # the file's name before it leads there, too
        return Reason.NAVIGATION
    if node.tag == "nav" or node.get("role") in ("navigation", "search"):
        return Reason.NAVIGATION
    if node.tag == "form":
        return Reason.COMMENT_FORM
    if node.tag in ("aside", "footer", "header") and whole_page and not any(node.all("h1")):
        return Reason.OUTSIDE
    if node.tag in ("aside", "div", "section", "ul") and _AROUND.search(names) and len(node.words()) < 400:
        return Reason.OUTSIDE
    return None
