"""Where links lead: absolute, without what tells who clicked."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

_TRACKING = re.compile(r"utm_\w+|fbclid|gclid|msclkid|mc_[ce]id|igshid|_hs\w+|mkt_tok|yclid|ref_src", re.IGNORECASE)
_BASE = re.compile(
    r"<(?:base\s[^>]*href|link\s[^>]*rel=[\"']canonical[\"'][^>]*href|meta\s[^>]*og:url[^>]*content)=[\"']([^\"'>]+)",
    re.I,
)


def base_of(html: str) -> str:
    """Return the address that a page says it has, or nothing."""
    match = _BASE.search(html)
    return match[1] if match and match[1].startswith(("http://", "https://")) else ""


def address(href: str, base: str) -> str:
    """Return where a link leads, or nothing if that is a place of the old site that cannot be told."""
    href = href.strip()
    if href.startswith("#") or not href:
        return ""
    if href.startswith(("mailto:", "tel:")):
        return href
    try:
        whole = urljoin(base, href) if base else href
        parts = urlsplit(whole)
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or not parts.netloc:
        return ""
    query = [pair for pair in parse_qsl(parts.query, keep_blank_values=True) if not _TRACKING.fullmatch(pair[0])]
    kept = urlencode(query) if len(query) != len(parse_qsl(parts.query, keep_blank_values=True)) else parts.query
    return urlunsplit(parts._replace(query=kept))
