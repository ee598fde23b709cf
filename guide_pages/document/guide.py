"""A guide: `CompiledGuide` is what it says, `GuideDocument` how it is sent."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AfterValidator

from faq_blocks.nodes import Key, Part, Prose

from .nodes import BodyNode, Contact
from .pictures import Picture


def whole_second(moment: datetime) -> datetime:
    """The second that a moment falls into, in UTC."""
    return moment.astimezone(UTC).replace(microsecond=0)


#: A time as every client's decoder reads it: `2026-11-23T09:00:00Z`. Swift's `.iso8601` takes no fractions.
Moment = Annotated[datetime, AfterValidator(whole_second)]


class Topic(Part):
    """A subject that guides are filed under."""

    slug: str
    name: str


class Person(Part):
    """Someone who wrote or checked the guide. `id` is stable."""

    id: Key
    name: str
    credentials: str | None
    role: str | None
    biography: str | None
    photo: Picture | None
    url: str | None


class CompiledGuide(Part):
    """What an edition says: words in full; images, pages and guides as symbolic references."""

    locale: str
    title: str
    summary: str
    hero: Picture | None
    topics: list[Topic]
    authors: list[Person]
    reviewers: list[Person]
    body: list[BodyNode]


class ContentsEntry(Part):
    """A line of the table of contents."""

    type: Literal["section", "faq"]
    anchor: str
    heading: str


class Translation(Part):
    """The same guide in another language."""

    id: UUID
    locale: str
    url: str


class Notice(Part):
    """The site's standing words: the urgent-help banner."""

    heading: str
    text: Prose
    contacts: list[Contact]


class GuideDocument(CompiledGuide):
    """A guide as it is sent: absolute addresses, renditions, times in UTC and whole seconds.

    `digest` is the SHA-256 (hex) of the rest of the document; it moves when anything
    in it does. `updated_at` is when its words last changed.
    """

    id: UUID
    edition: int
    digest: str
    url: str
    path: str
    translations: list[Translation]
    first_published_at: Moment
    updated_at: Moment
    reading_minutes: int
    contents: list[ContentsEntry]
    disclaimer: Prose | None
    urgent_help: Notice | None


class GuideCard(Part):
    """A guide in a list."""

    id: UUID
    locale: str
    edition: int
    digest: str
    url: str
    path: str
    title: str
    summary: str
    hero: Picture | None
    topics: list[Topic]
    first_published_at: Moment
    updated_at: Moment
    reading_minutes: int
