"""Steps, key facts and films with a transcript, where markup says that these are such."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape

from guide_pages.importing.languages import pattern
from guide_pages.importing.outline import Film, KeyFacts, Named, Paragraph, Special, Steps, texts_of

from .links import address
from .tree import Node

_STEP = re.compile(r"(^|\s)(schema-how-to-step|how-?to-step|wp-block-how-to-step)($|\s)", re.IGNORECASE)
_STEP_NAME = re.compile(r"(^|\s)(schema-how-to-step-name|how-?to-step-(name|title))($|\s)", re.IGNORECASE)
_KEY_FACTS = re.compile(r"(^|[\s_-])key-?(facts|points|takeaways)($|[\s_-])", re.IGNORECASE)
_FILM = re.compile(r"https://(?:www\.youtube\.com/watch\?v=|youtu\.be/|vimeo\.com/)[\w-]+")
_TRANSCRIPT = pattern("transcript", r"\W*{}\W*")
_NOT_SIMPLE = ("img", "table", "ul", "ol", "dl", "details", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "figure")
_LONGEST_STEP, _LONGEST_LABEL, _LONGEST_TITLE = 160, 80, 160

Html = Callable[[Node], str]


def special_of(node: Node, html_of: Html, base: str) -> Special | None:
    """Return what an element is, or None where there is any doubt; `html_of` gives the words of one with links."""
    return _steps(node, html_of) or _key_facts(node, html_of) or _film(node, base)


def words_in(special: Special) -> str:
    """Return its words, a line for each step or fact."""
    if isinstance(special, Film):
        return "\n".join(texts_of(special))
    return "\n".join(f"{item.name} {item.text}".strip() for item in special.items)


def _steps(node: Node, html_of: Html) -> Steps | None:
    steps = node.elements()
    if node.tag not in ("ol", "ul", "div", "section") or len(steps) < 2 or not all(map(_is_step, steps)):
        return None
    if any(isinstance(child, str) and child.strip() for child in node.children):
        return None
    items = [_step(step, html_of) for step in steps]
    return Steps(tuple(item for item in items if item)) if all(items) else None


def _is_step(node: Node) -> bool:
    return node.get("itemtype").endswith("/HowToStep") or bool(_STEP.search(node.get("class")))


def _step(step: Node, html_of: Html) -> Named | None:
    names = [child for child in step.elements() if _is_name(child)]
    if len(names) != 1 or any(step.all(*_NOT_SIMPLE)) or not 0 < len(names[0].words()) <= _LONGEST_STEP:
        return None
    rest = Node("div", {}, [child for child in step.children if child is not names[0]])
    return Named(names[0].words(), rest.words(), html_of(rest))


def _is_name(node: Node) -> bool:
    return "name" in node.get("itemprop").split() or bool(_STEP_NAME.search(node.get("class")))


def _key_facts(node: Node, html_of: Html) -> KeyFacts | None:
    if node.tag != "dl" or not _KEY_FACTS.search(node.get("class")):
        return None
    parts = node.elements()
    terms, facts = parts[::2], parts[1::2]
    if len(terms) != len(facts) or not parts or any(node.all(*_NOT_SIMPLE)):
        return None
    if any(term.tag != "dt" for term in terms) or any(fact.tag != "dd" or not fact.words() for fact in facts):
        return None
    if any(not 0 < len(term.words()) <= _LONGEST_LABEL for term in terms):
        return None
    pairs = zip(terms, facts, strict=True)
    return KeyFacts(tuple(Named(term.words(), fact.words(), html_of(fact)) for term, fact in pairs))


def _film(node: Node, base: str) -> Film | None:
    """Return a film whose transcript is folded away below it, in one element with it and with nothing else."""
    parts = node.elements()
    if node.tag not in ("div", "figure", "section") or len(parts) != 2 or parts[1].tag != "details":
        return None
    links, summaries = list(parts[0].all("a")), [child for child in parts[1].elements() if child.tag == "summary"]
    if len(links) != 1 or links[0].words() != parts[0].words() or len(summaries) != 1:
        return None
    url, title = address(unescape(links[0].get("href")), base), links[0].words()
    said = [child for child in parts[1].children if child is not summaries[0]]
    paragraphs = [each.words() for each in said if isinstance(each, Node)]
    loose = any(isinstance(each, str) and each.strip() for each in said)
    simple = not loose and all(isinstance(each, str) or each.tag == "p" for each in said) and all(paragraphs)
    fits = _FILM.match(url) and not title.startswith("http") and len(title) <= _LONGEST_TITLE and len(url) <= 255
    if not fits or not simple or not paragraphs or not _TRANSCRIPT.fullmatch(summaries[0].words()):
        return None
    return Film(title, url, tuple(Paragraph(words) for words in paragraphs))
