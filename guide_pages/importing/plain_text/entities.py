"""Characters that a text spells as HTML does: `&amp;`, `&#8217;`."""

from __future__ import annotations

import re
from html.entities import html5

_ENTITY = re.compile(r"&(#\d{2,6}|#x[0-9a-f]{2,5}|[a-z]{2,8}\d{0,2});", re.IGNORECASE)


def has_entities(text: str) -> bool:
    """Return whether a text has entities of HTML, each with its semicolon."""
    return any(match[1].startswith("#") or f"{match[1]};" in html5 for match in _ENTITY.finditer(text))
