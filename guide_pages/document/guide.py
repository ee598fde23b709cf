"""A guide: `CompiledGuide` is what it says, `GuideDocument` how it is sent."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Annotated, Any
from uuid import UUID

from pydantic import AfterValidator

from faq_blocks.nodes import Key, Node, Part, Prose, QuestionNode, within

from .nodes.urgent_help import Contact
from .pictures import Picture
from .terms import Term
from .unions import BodyNode, TypeOf, in_body


def whole_second(moment: datetime) -> datetime:
    """Return the second that a moment falls into, in UTC."""
    return moment.astimezone(UTC).replace(microsecond=0)


#: A time as every client's decoder reads it: `2026-11-23T09:00:00Z`. Swift's `.iso8601` takes no fractions.
Moment = Annotated[datetime, AfterValidator(whole_second)]


class Topic(Part):
    """A subject that guides are filed under. `id` is stable."""

    id: Key
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


class CompiledGuide(Part, defer_build=True):
    """What an edition says: words in full; images, pages and guides as symbolic references.

    What its topics and people are called are the facts of its day: they change without a word of the guide changing.
    """

    locale: str
    title: str
    summary: str
    hero: Picture | None
    topics: list[Topic]
    authors: list[Person]
    reviewers: list[Person]
    body: list[BodyNode]
    glossary: list[Term] = []

    def all_nodes(self) -> Iterator[Node]:
        """Yield every node of a block, in reading order."""
        return within(self.body)

    def words(self) -> dict[str, Any]:
        """Return what is said, as JSON has it: of topics and people only which they are."""
        topics, people = {"__all__": set(Topic.model_fields) - {"id"}}, {"__all__": set(Person.model_fields) - {"id"}}
        known = {"topics": topics, "authors": people, "reviewers": people}
        return self.model_dump(mode="json", exclude=known | self._left_out())

    def to_keep(self) -> str:
        """Return all of it as JSON, for an edition."""
        return self.model_dump_json(exclude=self._left_out())

    def _left_out(self) -> dict[str, Any]:
        """Return the fields that say nothing here, and that editions have not had from the beginning."""
        return {} if self.glossary else {"glossary": True}

    def questions(self) -> Iterator[QuestionNode]:
        """Yield every question, in reading order."""
        return (node for node in self.all_nodes() if isinstance(node, QuestionNode))


class ContentsEntry(Part, defer_build=True):
    """A line of the table of contents."""

    type: Annotated[str, TypeOf(in_body)]
    anchor: str
    heading: str


class Translation(Part):
    """The same guide in another language."""

    id: UUID
    locale: str
    url: str


class CountryContacts(Part):
    """Whom to call in a country. `url` is where the numbers can be looked up."""

    country: str
    contacts: list[Contact]
    url: str


class Notice(Part):
    """The site's standing words: the urgent-help banner. `countries` is for who reads it elsewhere."""

    heading: str
    text: Prose
    contacts: list[Contact]
    countries: list[CountryContacts] = []


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
