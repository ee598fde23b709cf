"""From what StreamField stores to what a reader sees: for the tests of single blocks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bs4 import BeautifulSoup

from faq_blocks.compilation import Compilation
from faq_blocks.templatetags.nodes import render_node

if TYPE_CHECKING:
    from faq_blocks.blocks import NodeBlock
    from faq_blocks.nodes import Node


def node_of(block: NodeBlock, stored: Any, compilation: Compilation | None = None, block_id: str = "a-block") -> Any:
    """The node of a block's stored value."""
    return block.to_node(block.to_python(stored), block_id, compilation or Compilation())


def shown(node: Node, compilation: Compilation | None = None, block: NodeBlock | None = None) -> BeautifulSoup:
    """What a reader sees of a node, with today's addresses of what the compilation read."""
    if compilation is not None and block is not None:
        node = node.with_addresses(block.addresses_class(compilation.references))
    return BeautifulSoup(render_node(node), "html.parser")


def messages(compilation: Compilation) -> list[str]:
    """Why it cannot be published."""
    return [problem.message for problem in compilation.problems]
