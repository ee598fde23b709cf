"""Unions of nodes: open to more types until the first document is read or written."""

from __future__ import annotations

from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import Field, GetCoreSchemaHandler

if TYPE_CHECKING:
    from pydantic_core import CoreSchema

    from .nodes import Node


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
        members: Any = reduce(or_, self.nodes.values())
        told_apart = Field(discriminator="type" if len(self.nodes) > 1 else None, description=self.description)
        return handler.generate_schema(Annotated[members, told_apart])
