"""All that is advised about a guide, each with the place it is about; what a site makes a condition of publication."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.utils.translation import gettext

from faq_blocks.compilation import Finding
from faq_blocks.nodes import FaqNode, Node, Prose, QuestionNode, TextNode, text_id
from guide_pages.document.nodes.figures import FiguresNode
from guide_pages.document.nodes.quote import QuoteNode
from guide_pages.records import GuideSettings
from guide_pages.records.advice import Advice

from ..compiler import Compiled, compile_guide, placed
from .links import Places, links_in
from .prose import lix, of_beginning, of_headings, of_link_texts, of_paragraphs, of_sentences

if TYPE_CHECKING:
    from guide_pages.records.fields import GuidePageFields

_OF_WORDS = ((Advice.PARAGRAPH, of_paragraphs), (Advice.SENTENCE, of_sentences))
_OF_HTML = ((Advice.LINK_TEXT, of_link_texts), (Advice.HEADING, of_headings))


def for_publication(page: GuidePageFields, settings: GuideSettings | None) -> Compiled:
    """Return the page as compiled, with all that keeps it from being published on a site of these settings as problems.

    What is advised counts only for who publishes now: a guide that is public already follows what it shares.
    """
    compiled = compile_guide(page)
    if settings is None or not settings.conditions:
        return compiled
    wanted = [advice for advice in advise(page, compiled, settings) if advice.kind in settings.conditions]
    return compiled._replace(problems=[*compiled.problems, *wanted])


def advise(page: GuidePageFields, compiled: Compiled, settings: GuideSettings) -> list[Finding]:
    """Return what is advised about a guide, in the order of its reading. Four queries at most, for any length."""
    found = [*_of_page(page, compiled), *_of_readability(compiled, settings), *compiled.warnings]
    places = Places(compiled.guide, compiled.references)
    for node in compiled.guide.all_nodes():
        for text in _texts(node):
            found += _of_text(node, text, places)
        if isinstance(node, QuestionNode):
            for text in _texts(node):
                found += _findings(Advice.LATE_ANSWER, of_beginning(node.question, text.plain), node.id)
    return placed(found, page)


def _texts(node: Node) -> Iterator[Prose]:
    """Yield the texts of a block, without those of blocks that stand in it."""
    if isinstance(node, FaqNode):
        parts = [node.introduction] if node.introduction else []
    elif isinstance(node, QuestionNode):
        parts = [part.text for part in node.answer if isinstance(part, TextNode) and part.id == text_id(node.id)]
    else:
        parts = [] if node.children() else [part for part in node.parts() if isinstance(part, Prose)]
    yield from parts


def _of_text(node: Node, text: Prose, places: Places) -> Iterator[Finding]:
    for kind, of_words in _OF_WORDS:
        yield from _findings(kind, of_words(text.plain), node.id)
    for kind, of_html in _OF_HTML:
        yield from _findings(kind, of_html(text.html), node.id)
    yield from _findings(Advice.LINK, places.lost(text.html), node.id)


def _findings(kind: Advice, messages: Iterator[str], block_id: str | None = None) -> Iterator[Finding]:
    return (Finding(message, block_id, kind=kind) for message in messages)


def _of_page(page: GuidePageFields, compiled: Compiled) -> Iterator[Finding]:
    if page.hero_id and not page.hero_alt.strip() and not page.hero_is_decorative:
        message = gettext("The main image has no alternative text, and is not marked as decorative.")
        yield Finding(message, field="hero_alt", kind=Advice.HERO)
    if not compiled.guide.reviewers:
        yield Finding(gettext("Nobody is named who checked the guide."), field="guide_reviewers", kind=Advice.REVIEWER)
    if not any(_names_source(node) for node in compiled.guide.all_nodes()):
        message = gettext("No source is named: no link to another site, no figure or quote with its source.")
        yield Finding(message, field="body", kind=Advice.SOURCE)


def _names_source(node: Node) -> bool:
    if isinstance(node, QuoteNode):
        return bool(node.source)
    if isinstance(node, FiguresNode) and any(figure.source or figure.url for figure in node.figures):
        return True
    return any(link.address.startswith("http") for text in _texts(node) for link in links_in(text.html))


def _of_readability(compiled: Compiled, settings: GuideSettings) -> Iterator[Finding]:
    score = round(lix(text.plain for node in compiled.guide.all_nodes() for text in _texts(node)))
    if settings.readability_target and score > settings.readability_target:
        message = gettext(
            "The guide is hard to read: LIX %(score)s, the site's target is %(target)s. Shorten sentences and words."
        ) % {"score": score, "target": settings.readability_target}
        yield Finding(message, field="body", kind=Advice.READABILITY)
