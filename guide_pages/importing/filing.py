"""Topics and authors that a source names."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.text import slugify
from wagtail.models import Locale

from guide_pages.records import Contributor, Topic


def file_under(page: Any, topics: Sequence[str], author: str) -> None:
    """Add topics and an author to a new guide, made where there are none of that name; the guide is saved later."""
    for order, name in enumerate(topics):
        if topic := _topic(name[:100], page.locale):
            related = page._meta.get_field("guide_topics").related_model
            page.guide_topics.add(related(topic=topic, sort_order=order))
    if author:
        name, known = author[:120], Contributor.objects.filter(name=author[:120])
        person = known.filter(locale=page.locale).first() or known.first()
        person = person or Contributor.objects.create(name=name, locale=page.locale)
        related = page._meta.get_field("guide_authors").related_model
        page.guide_authors.add(related(contributor=person, sort_order=0))


def _topic(name: str, locale: Locale) -> Topic | None:
    slug = slugify(name, allow_unicode=True)
    if not slug:
        return None
    for known in (Topic.objects.filter(locale=locale), Topic.objects.all()):
        if found := known.filter(name__iexact=name).first() or known.filter(slug=slug).first():
            return found
    return Topic.objects.create(name=name, slug=slug, locale=locale)
