"""Where nodes stand in a guide, and which may: unions that are open until the first document is read or written."""

from __future__ import annotations

from typing import Annotated, Any, Literal, Union

from pydantic import Field, GetCoreSchemaHandler
from pydantic_core import CoreSchema
from typing_extensions import TypeAliasType

from faq_blocks.nodes import HeadedNode, Node


class NodeUnion:
    """A union of node types, told apart by `type`. As an annotation it stands for the types registered by then.

    Models that are annotated with it are defined with `defer_build=True`: pydantic builds them at their first use.
    """

    def __init__(self, description: str) -> None:
        self.description = description
        self.nodes: dict[str, type[Node]] = {}
        self.is_built = False

    def register(self, node: type[Node]) -> None:
        """Let nodes of this class stand here. Raise RuntimeError where it is too late, ValueError for a type twice."""
        kind = node.model_fields["type"].default
        if self.is_built:
            raise RuntimeError(
                f"{node.__name__} comes too late: documents are read and written without it already. "
                "Register it where its app's models are imported."
            )
        if kind in self.nodes:
            raise ValueError(f"{node.__name__} cannot be “{kind}”: {self.nodes[kind].__name__} is, already.")
        self.nodes[kind] = node

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        self.is_built = True
        told_apart = Field(discriminator="type", description=self.description)
        members: Any = Union[tuple(self.nodes.values())]  # noqa: UP007 - `|` takes no tuple
        return handler.generate_schema(Annotated[members, told_apart])


class TypeOf:
    """As an annotation, the `type` of any node of a union."""

    def __init__(self, union: NodeUnion) -> None:
        self.union = union

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        self.union.is_built = True
        return handler.generate_schema(Literal[tuple(self.union.nodes)])


in_section = NodeUnion("What stands in a section.")
in_body = NodeUnion("What a guide's body is made of.")

SectionChild = TypeAliasType("SectionChild", Annotated[Node, in_section])
BodyNode = TypeAliasType("BodyNode", Annotated[HeadedNode, in_body])
