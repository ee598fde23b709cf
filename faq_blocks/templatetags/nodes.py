"""`{% render_node node %}`: a node through its own template, given `node` and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template
from django.template.loader import get_template
from django.utils.safestring import mark_safe

if TYPE_CHECKING:
    from django.utils.safestring import SafeString

    from faq_blocks.nodes import Node

register = template.Library()


@register.simple_tag
def render_node(node: Node) -> SafeString:
    """Return the node's HTML."""
    return mark_safe(get_template(node.template).render({"node": node}))  # noqa: S308 - a template's output
