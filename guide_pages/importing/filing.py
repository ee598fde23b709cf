"""Topics and authors that a source names."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.text import slugify

from guide_pages.records import Contributor, Topic


def file_under(page: Any, topics: Sequence[str], author: str) -> None:
    """Add topics and an author to a new guide, made where there are none of that name; the guide is saved later."""
    for order, name in enumerate(topics):
        if topic := _topic(name[:100]):
            related = page._meta.get_field("guide_topics").related_model
            page.guide_topics.add(related(topic=topic, sort_order=order))
    if author:
        person = Contributor.objects.filter(name=author[:120]).first() or Contributor.objects.create(name=author[:120])
        related = page._meta.get_field("guide_authors").related_model
        page.guide_authors.add(related(contributor=person, sort_order=0))


def _topic(name: str) -> Topic | None:
    slug = slugify(name, allow_unicode=True)
    if not slug:
        return None
    found = Topic.objects.filter(name__iexact=name).first() or Topic.objects.filter(slug=slug).first()
    return found or Topic.objects.create(name=name, slug=slug)
