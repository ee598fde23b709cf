"""`{% render_node node %}`: a node through its own template, given `node` and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template
from django.template.loader import get_template

if TYPE_CHECKING:
    from faq_blocks.nodes import Node

register = template.Library()


@register.simple_tag
def render_node(node: Node) -> str:
    """Return the node's HTML."""
    return get_template(node.template).render({"node": node})
