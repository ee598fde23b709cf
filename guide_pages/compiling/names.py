"""Topics and people as a guide names them: which ones is among its words, what they are called is a fact of today."""

from __future__ import annotations

from typing import TYPE_CHECKING

from faq_blocks.hrefs import href
from guide_pages.document import Person, Picture, Topic
from guide_pages.records import Contributor
from guide_pages.records import Topic as TopicRecord

if TYPE_CHECKING:
    from guide_pages.document import CompiledGuide


def topic(record: TopicRecord) -> Topic:
    """Return a topic as it is called now."""
    return Topic(id=record.pk, slug=record.slug, name=record.name)


def person(record: Contributor) -> Person:
    """Return somebody as they are called now; without an address that is not of the web."""
    return Person(
        id=record.pk,
        name=record.name,
        credentials=record.credentials or None,
        role=record.role or None,
        biography=record.biography or None,
        photo=Picture(id=record.photo_id, alt="", shape="square") if record.photo_id else None,
        url=_web_address(record.url),
    )


def with_names_of_today(guide: CompiledGuide) -> CompiledGuide:
    """Return a guide that was compiled before with what its topics and people are called now. Two queries at most.

    One that has been deleted keeps its old name.
    """
    topics = TopicRecord.objects.in_bulk([topic.id for topic in guide.topics])
    people = Contributor.objects.in_bulk([person.id for person in [*guide.authors, *guide.reviewers]])

    def now(persons: list[Person]) -> list[Person]:
        return [person(people[each.id]) if each.id in people else each for each in persons]

    return guide.model_copy(
        update={
            "topics": [topic(topics[each.id]) if each.id in topics else each for each in guide.topics],
            "authors": now(guide.authors),
            "reviewers": now(guide.reviewers),
        }
    )


def _web_address(url: str) -> str | None:
    address = href(url) if url else None
    return address if address and address.startswith(("https:", "http:")) else None
