"""A guide as schema.org JSON-LD: an article, its questions, the way to it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from django.utils.safestring import SafeString, mark_safe

if TYPE_CHECKING:
    from wagtail.models import Site

    from guide_pages.document import GuideDocument, Person

#: Keeps a `</script>` in someone's words from ending the element: as `django.utils.html.json_script` does.
_ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


def structured_data(guide: GuideDocument, site: Site) -> SafeString:
    """Return the script element. Source of the vocabulary: https://schema.org/Article and /FAQPage."""
    graph: list[dict[str, Any]] = [_article(guide, site)]
    questions = list(guide.questions())
    if questions:
        graph.append(
            {
                "@type": "FAQPage",
                "@id": f"{guide.url}#faq",
                "mainEntity": [
                    {
                        "@type": "Question",
                        "name": question.question,
                        "url": f"{guide.url}#{question.anchor}",
                        "acceptedAnswer": {
                            "@type": "Answer",
                            "text": "".join(node.text.html for node in question.answer),
                        },
                    }
                    for question in questions
                ],
            }
        )
    text = json.dumps({"@context": "https://schema.org", "@graph": graph}, ensure_ascii=False).translate(_ESCAPES)
    return mark_safe(f'<script type="application/ld+json">{text}</script>')  # noqa: S308 - escaped above


def _article(guide: GuideDocument, site: Site) -> dict[str, Any]:
    article: dict[str, Any] = {
        "@type": "Article",
        "@id": guide.url,
        "url": guide.url,
        "headline": guide.title,
        "description": guide.summary,
        "inLanguage": guide.locale,
        "datePublished": guide.first_published_at.isoformat(),
        "dateModified": guide.updated_at.isoformat(),
        "author": [_person(person) for person in guide.authors],
        "about": [topic.name for topic in guide.topics],
        "publisher": {"@type": "Organization", "name": site.site_name or site.hostname, "url": site.root_url},
    }
    if guide.hero and guide.hero.renditions:
        article["image"] = guide.hero.fallback.url
    return article


def _person(person: Person) -> dict[str, Any]:
    described = {"@type": "Person", "name": person.name, "jobTitle": person.role, "url": person.url}
    return {key: value for key, value in described.items() if value}
