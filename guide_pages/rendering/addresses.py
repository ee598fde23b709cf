"""Paper cannot be clicked: the addresses that a guide's words link to, each once, and their numbers in the words."""

from __future__ import annotations

import re
from html import unescape

_LINK = re.compile(r'<a href="(https?://[^"]+)"')  # as the sanitizer writes it


def numbered(html: str) -> tuple[str, list[str]]:
    """Return the HTML with the number of its address at each link, and the addresses in the order of their numbers."""
    numbers: dict[str, int] = {}

    def number(link: re.Match[str]) -> str:
        return f'<a data-address="{numbers.setdefault(link[1], len(numbers) + 1)}" href="{link[1]}"'

    return _LINK.sub(number, html), [unescape(address) for address in numbers]
