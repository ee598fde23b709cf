"""The typed public form of what `faq_blocks` lets an editor write.

A *node* is what a reader or a mobile client is given for a block: frozen, typed to the
last field, discriminated by `type`. Every field is always present; what may be empty is
nullable. `guide_pages.document` builds on these.
"""

from __future__ import annotations

from operator import is_
from typing import TYPE_CHECKING, Annotated, ClassVar, Literal, Self, get_args
from uuid import UUID

from django.utils.safestring import SafeString, mark_safe
from pydantic import BaseModel, ConfigDict, Field
from typing_extensions import TypeAliasType

from .unions import NodeUnion

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from .references import Addresses

#: The number of something shared: more than 32 bits in Kotlin and Swift, as it is in the database.
Key = Annotated[int, Field(json_schema_extra={"format": "int64"})]


class Part(BaseModel):
    """A frozen piece of a document. Its references can be filled in, never its words."""

    model_config = ConfigDict(frozen=True, extra="forbid", json_schema_serialization_defaults_required=True)

    def parts(self) -> Iterator[Part]:
        """Yield this part and every part within it, in reading order."""
        yield self
        for name in type(self).model_fields:
            value = getattr(self, name)
            for item in value if isinstance(value, list) else [value]:
                if isinstance(item, Part):
                    yield from item.parts()

    def with_addresses(self, addresses: Addresses) -> Self:
        """Return this part with today's address for each symbolic reference."""
        changes = {}
        for name in type(self).model_fields:
            value = getattr(self, name)
            if isinstance(value, (Part, list)) and (resolved := _resolved(value, addresses)) is not value:
                changes[name] = resolved
        return self.model_copy(update=changes) if changes else self

    def without_what_is_lost(self) -> Self | None:
        """Return this part without what is gone, or not public any more; None if it cannot be without it."""
        changes: dict[str, object] = {}
        for name, field in type(self).model_fields.items():
            value = getattr(self, name)
            if isinstance(value, (Part, list)) and (kept := _without_what_is_lost(value)) is not value:
                if kept is None and type(None) not in get_args(field.annotation):
                    return None
                changes[name] = kept
        return self.model_copy(update=changes) if changes else self


def _resolved(value: object, addresses: Addresses) -> object:
    if isinstance(value, Part):
        return value.with_addresses(addresses)
    if isinstance(value, list):
        resolved = [_resolved(item, addresses) for item in value]
        return value if all(map(is_, resolved, value)) else resolved
    return value


def _without_what_is_lost(value: object) -> object:
    if isinstance(value, Part):
        return value.without_what_is_lost()
    if isinstance(value, list):
        kept = [_without_what_is_lost(item) for item in value]
        return value if all(map(is_, kept, value)) else [item for item in kept if item is not None]
    return value


class Prose(Part):
    """A run of rich text: HTML of a closed set of elements, and the same as plain text."""

    html: str
    plain: str

    def with_addresses(self, addresses: Addresses) -> Self:
        html = addresses.expand(self.html)
        return self if html == self.html else self.model_copy(update={"html": html})

    def __str__(self) -> SafeString:
        return mark_safe(self.html)  # noqa: S308 - made by `rich_text.compile_rich_text`, a closed set

    def __html__(self) -> str:
        return self.html


class Node(Part):
    """A block as readers get it. `id` is unique in its document and stable across editions."""

    template: ClassVar[str]

    type: str
    id: str

    def children(self) -> Sequence[Node]:
        """Return the nodes of the blocks that stand in this one, in reading order."""
        return ()

    def plain_text(self) -> str:
        """Return the node's words as plain text: for search, and for a client that does not know its type."""
        raise NotImplementedError


class HeadedNode(Node):
    """A part of a page with a heading, and an address of its own. Its plain text begins with the heading."""

    anchor: str
    heading: str


def within(nodes: Iterable[Node]) -> Iterator[Node]:
    """Return each node and all that stand in it, in reading order."""
    for node in nodes:
        yield node
        yield from within(node.children())


class TextNode(Node):
    """One or more paragraphs or lists."""

    template: ClassVar[str] = "faq_blocks/blocks/text.html"

    type: Literal["text"] = "text"
    text: Prose

    def plain_text(self) -> str:
        return self.text.plain


def text_id(question_id: str) -> str:
    """Return the id of the text that the answer of a question begins with: it stands in no block of its own."""
    return f"{question_id}-answer"


in_answer = NodeUnion("What an answer is made of.")
in_answer.register(TextNode)

AnswerChild = TypeAliasType("AnswerChild", Annotated[Node, in_answer])


class QuestionNode(Node, defer_build=True):
    """A question with its answer. `library_entry` names the shared answer it came from, if any."""

    template: ClassVar[str] = "faq_blocks/blocks/question.html"

    type: Literal["question"] = "question"
    anchor: str
    question: str
    answer: list[AnswerChild]
    library_entry: UUID | None

    def children(self) -> Sequence[Node]:
        return [node for node in self.answer if node.id != text_id(self.id)]

    def plain_text(self) -> str:
        return "\n\n".join([self.question, *(node.plain_text() for node in self.answer)])


class FaqNode(HeadedNode, defer_build=True):
    """A group of questions under a heading."""

    template: ClassVar[str] = "faq_blocks/blocks/faq.html"

    type: Literal["faq"] = "faq"
    introduction: Prose | None
    questions: list[QuestionNode]

    def children(self) -> Sequence[Node]:
        return self.questions

    def plain_text(self) -> str:
        introduction = [self.introduction.plain] if self.introduction else []
        return "\n\n".join([self.heading, *introduction, *(node.plain_text() for node in self.questions)])
