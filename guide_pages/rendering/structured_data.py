"""A guide as schema.org JSON-LD: its page, the article that stands there, its questions. The way to it is the frame's.

Only what the document says. Who checked a guide is named on its page, but which words, and when, nobody noted: so
there is no `reviewedBy` and no `lastReviewed`. Source of the vocabulary: https://schema.org/MedicalWebPage, /Article
and /FAQPage.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from typing import TYPE_CHECKING, Any

from faq_blocks.nodes import FaqNode, TextNode
from guide_pages.document.nodes.figures import FiguresNode
from guide_pages.document.sources import is_list_of_links, links_of

from .site_data import organization_id, page_node, place, reference, script, site_nodes, trail_id

if TYPE_CHECKING:
    from django.utils.safestring import SafeString
    from wagtail.models import Site

    from faq_blocks.nodes import Node, QuestionNode
    from guide_pages.document import GuideDocument, Person, Picture


def structured_data(guide: GuideDocument, site: Site, *, has_trail: bool) -> SafeString:
    """Return the script element of a guide. The way to it may be told beside it: `trail`."""
    questions = list(guide.questions())
    parts = [reference(faq_id(guide))] if questions else []
    page = page_node(
        guide.url,
        guide.title,
        site,
        [{"@id": trail_id(guide.url)}] if has_trail else [],
        **{"@type": "MedicalWebPage"},
        description=guide.summary,
        inLanguage=guide.locale,
        datePublished=guide.first_published_at.isoformat(),
        dateModified=guide.updated_at.isoformat(),
        mainEntity=reference(place(guide.url, "article")),
        hasPart=parts,
    )
    faq = [_faq(guide, questions)] if questions else []
    return script([page, _article(guide, site, parts), *faq, *site_nodes(site)])


def _article(guide: GuideDocument, site: Site, parts: Sequence[dict[str, str]]) -> dict[str, Any]:
    return {
        "@type": "Article",
        "@id": place(guide.url, "article"),
        "url": guide.url,
        "mainEntityOfPage": reference(guide.url),
        "headline": guide.title,
        "description": guide.summary,
        "inLanguage": guide.locale,
        "datePublished": guide.first_published_at.isoformat(),
        "dateModified": guide.updated_at.isoformat(),
        "version": guide.edition,
        "author": [_person(person) for person in guide.authors],
        "publisher": reference(organization_id(site)),
        "about": [{"@type": "Thing", "name": topic.name} for topic in guide.topics],
        "citation": _citations(guide),
        "image": _image(guide.hero) if guide.hero and guide.hero.renditions else None,
        "hasPart": parts,
    }


def faq_id(guide: GuideDocument) -> str:
    """Return the id of all questions of a guide: the place where they begin."""
    groups = [part for part in guide.body if isinstance(part, FaqNode) and part.questions]
    return f"{guide.url}#{groups[0].anchor}" if groups else place(guide.url, "faq")


def _faq(guide: GuideDocument, questions: Iterable[QuestionNode]) -> dict[str, Any]:
    return {
        "@type": "FAQPage",
        "@id": faq_id(guide),
        "url": faq_id(guide),
        "isPartOf": reference(guide.url),
        "inLanguage": guide.locale,
        "mainEntity": [
            {
                "@type": "Question",
                "@id": f"{guide.url}#{question.anchor}",
                "url": f"{guide.url}#{question.anchor}",
                "name": question.question,
                "acceptedAnswer": {"@type": "Answer", "text": "".join(map(_in_html, question.answer))},
            }
            for question in questions
        ],
    }


def _person(person: Person) -> dict[str, Any]:
    described = {
        "@type": "Person",
        "name": person.name,
        "honorificSuffix": person.credentials,
        "jobTitle": person.role,
        "description": person.biography,
        "url": person.url,
    }
    return {key: value for key, value in described.items() if value}


def _citations(guide: GuideDocument) -> list[dict[str, str]]:
    """Return the works that the guide's figures are from, and those in its lists of sources, each once.

    A work is known by its address. A list has its title; a figure may name its authors alone.
    """
    nodes = (node for node in guide.all_nodes() if isinstance(node, FiguresNode))
    named = [(figure.source, figure.url or "") for node in nodes for figure in node.figures if figure.source]
    works = {url.partition("#")[0] or name: (name, url) for name, url in named}
    for part in guide.body:
        if is_list_of_links(part, part.plain_text().removeprefix(part.heading)):
            listed = [(name, url) for name, url in links_of(part) if url.startswith(("https://", "http://"))]
            works |= {url.partition("#")[0]: (name, url) for name, url in listed}
    return [{"@type": "CreativeWork", "name": name, **({"url": url} if url else {})} for name, url in works.values()]


def _image(hero: Picture) -> dict[str, Any]:
    shown = hero.fallback
    return {
        "@type": "ImageObject",
        "url": shown.url,
        "width": shown.width,
        "height": shown.height,
        **({"caption": hero.alt} if hero.alt else {}),
    }


def _in_html(node: Node) -> str:
    """Return a part of an answer as HTML: its words, where it is no text."""
    if isinstance(node, TextNode):
        return node.text.html
    return "".join(f"<p>{escape(words)}</p>" for words in node.plain_text().split("\n\n") if words)
