"""Where nodes stand in a guide, and which may."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema
from typing_extensions import TypeAliasType

from faq_blocks.nodes import HeadedNode, Node
from faq_blocks.unions import NodeUnion


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
