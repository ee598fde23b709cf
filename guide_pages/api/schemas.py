"""What the endpoints answer around the document. Each list is `items` and `next_cursor`."""

from __future__ import annotations

from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field
from typing_extensions import TypeAliasType

from faq_blocks.nodes import Part
from guide_pages.document import GuideCard, GuideDocument, Moment, Topic
from guide_pages.records.replies import EMAIL_LENGTH, NAME_LENGTH, TEXT_LENGTH


class GuideList(Part):
    """Guides in a list."""

    items: list[GuideCard]
    next_cursor: str | None


class EditionEntry(Part):
    """What was said at one time. `note` is the editor's word on what changed; `cause` is what made the edition."""

    number: int
    created_at: Moment
    cause: Literal["page", "faq_entry", "contributor", "topic", "term", "image", "reconciled"]
    note: str | None
    withdrawn_at: Moment | None
    withdrawn_reason: str | None


class EditionList(Part):
    """A guide's history, the latest edition first."""

    items: list[EditionEntry]
    next_cursor: str | None


class GuideChange(Part):
    """A guide is new, or differs: keep this in place of what there was."""

    kind: Literal["guide"]
    guide: GuideDocument


class GoneChange(Part):
    """A guide is gone from this site: remove it."""

    kind: Literal["gone"]
    id: UUID
    reason: Literal["unpublished", "deleted", "restricted", "elsewhere"]


Change = TypeAliasType(
    "Change",
    Annotated[GuideChange | GoneChange, Field(discriminator="kind", description="What happened to a guide.")],
)


class ChangeList(Part):
    """What changed since a cursor, in the order of commits. Go on with `next_cursor`, at once if `has_more`."""

    items: list[Change]
    next_cursor: str
    has_more: bool


class BundleCursor(Part):
    """The last line of a bundle: where `/changes` goes on. A bundle without it was cut off."""

    kind: Literal["cursor"]
    cursor: str


BundleLine = TypeAliasType(
    "BundleLine",
    Annotated[GuideChange | BundleCursor, Field(discriminator="kind", description="A guide, or the end.")],
)


class TopicCount(Topic):
    """A topic, with how many public guides of this site are filed under it."""

    count: int


class TopicList(Part):
    """The topics that have guides, by name."""

    items: list[TopicCount]
    next_cursor: str | None


class GuideLink(Part):
    """The guide that a hit is in."""

    id: UUID
    title: str
    url: str
    locale: str


class Extract(Part):
    """Some words around the best match. `html` is escaped text with the matches in `<mark>`, and no other element."""

    html: str
    plain: str


class AnswerHit(Part):
    """A question that was found. `id` is its node in the guide, `url` leads to it on the web."""

    id: str
    question: str
    anchor: str
    url: str
    guide: GuideLink
    extract: Extract


class AnswerList(Part):
    """Questions that were found, the best first."""

    items: list[AnswerHit]
    next_cursor: str | None


class SearchHit(Part):
    """A guide, or a section or an answer of it, that was found. `url` leads to it on the web.

    `id` is its node in the guide, and `heading` what stands over it. A guide is found by its title, which is its
    `heading`, and by its summary: then `id` is the guide's, and `anchor` is null.
    """

    kind: Literal["guide", "section", "answer"]
    id: str
    heading: str
    anchor: str | None
    url: str
    guide: GuideLink
    extract: Extract


class SearchList(Part):
    """Guides, sections and answers that were found, the best first."""

    items: list[SearchHit]
    next_cursor: str | None


class QuestionPlace(Part):
    """Where a question stands: in which guide, and where it is read on the web."""

    guide: UUID
    anchor: str
    url: str


class GuideReply(Part):
    """A reply to a guide, or the publisher's answer: plain text with an empty line between paragraphs.

    `parent` is the reply that this one answers: one level deep. `name` and `text` are null where the writer had them
    removed and others had answered. `answered_in` is the question of a guide that it became.
    """

    id: UUID
    parent: UUID | None
    name: str | None
    is_publisher: bool
    text: str | None
    created_at: Moment
    answered_in: QuestionPlace | None


class ReplyList(Part):
    """Replies to a guide, the oldest first. `is_open` says whether it takes more."""

    items: list[GuideReply]
    next_cursor: str | None
    is_open: bool


class NewReply(Part):
    """A reply to send. The text is plain, with at most two links; the email is never shown.

    `parent` is the reply that it answers; leave it out, or send null, where it answers none.
    """

    name: Annotated[str, Field(min_length=1, max_length=NAME_LENGTH)]
    email: Annotated[str, Field(min_length=3, max_length=EMAIL_LENGTH, json_schema_extra={"format": "email"})]
    text: Annotated[str, Field(min_length=1, max_length=TEXT_LENGTH)]
    parent: UUID | None = None


class ReceivedReply(Part):
    """A reply has arrived, and waits for a moderator. It has this id when it is shown."""

    id: UUID
