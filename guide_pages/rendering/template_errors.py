"""Where in a template something went wrong: for who has put a template of the site's own in the place of ours."""

from __future__ import annotations

import traceback
from collections.abc import Iterator

from django.template import TemplateDoesNotExist, TemplateSyntaxError
from django.template.base import Node


def template_error(error: Exception) -> str:
    """Return what is wrong with which template, as “base.html, line 3: KeyError: 'request'”; nothing where the error
    comes from elsewhere."""
    said = f"{type(error).__name__}: {error}"
    places = list(_places(error))
    if not places:
        return said if isinstance(error, TemplateDoesNotExist | TemplateSyntaxError) else ""
    return f"{places[-1]}: {said}"


def _places(error: Exception) -> Iterator[str]:
    """Yield where the tags stand that were being rendered, the innermost last."""
    for frame, _line in traceback.walk_tb(error.__traceback__):
        node = frame.f_locals.get("self")
        if isinstance(node, Node) and node.token and hasattr(node, "origin"):
            yield f"{node.origin.template_name!s}, line {node.token.lineno}"
