"""Where links lead: absolute, without what tells who clicked."""

from __future__ import annotations

import re
from urllib.parse import SplitResult, parse_qsl, unquote, urlencode, urljoin, urlsplit, urlunsplit

from faq_blocks.hrefs import href as understood

_TRACKING = re.compile(r"utm_\w+|fbclid|gclid|msclkid|mc_[ce]id|igshid|_hs\w+|mkt_tok|yclid|ref_src", re.IGNORECASE)
#: Addresses that only lead on, by host and path, and the parameter that says where: of mail, searches, networks.
_REDIRECTS = (
    (re.compile(r"(www\.)?google\.[a-z.]{2,6}/url"), ("q", "url")),
    (re.compile(r"[a-z0-9-]+\.safelinks\.protection\.outlook\.com/.*"), ("url",)),
    (re.compile(r"(l|lm)\.(facebook|instagram|messenger)\.com/.*"), ("u",)),
    (re.compile(r"(www\.)?youtube\.com/redirect"), ("q",)),
    (re.compile(r"(www\.)?linkedin\.com/(safety/go|redir/redirect)/?"), ("url",)),
)
_PROOFPOINT_2 = re.compile(r"urldefense\.(proofpoint\.)?com/v2/url")
_PROOFPOINT_3 = re.compile(r"https?://urldefense\.(?:proofpoint\.)?com/v3/__(.+?)__;", re.IGNORECASE)
_MOST_REDIRECTS = 3  # one inside another
_FILE = re.compile(r"\.(?:pdf|docx|xlsx|pptx|od[tsp]|rtf|epub|csv|txt)$", re.IGNORECASE)
_BASE = re.compile(
    r"<(?:base\s[^>]*href|link\s[^>]*rel=[\"']canonical[\"'][^>]*href|meta\s[^>]*og:url[^>]*content)=[\"']([^\"'>]+)",
    re.I,
)


def leads_to_file(href: str) -> bool:
    """Return whether an address is one of a file to keep."""
    return bool(_FILE.search(urlsplit(href).path))


def base_of(html: str) -> str:
    """Return the address that a page says it has, or nothing."""
    match = _BASE.search(html)
    return match[1] if match and match[1].startswith(("http://", "https://")) else ""


def address(href: str, base: str, redirects: int = 0) -> str:
    """Return where a link leads at last, or nothing if that is a place of the old site that cannot be told."""
    href = href.strip()
    if href.startswith("#") or not href:
        return ""
    if href.startswith(("mailto:", "tel:")):
        return understood(unquote(href)) or understood(href) or ""
    try:
        whole = urljoin(base, href) if base else href
        parts = urlsplit(whole)
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or not parts.netloc:
        return ""
    if (target := _target(parts, whole)) and redirects < _MOST_REDIRECTS:
        return address(target, base, redirects + 1) or whole
    query = [pair for pair in parse_qsl(parts.query, keep_blank_values=True) if not _TRACKING.fullmatch(pair[0])]
    kept = urlencode(query) if len(query) != len(parse_qsl(parts.query, keep_blank_values=True)) else parts.query
    whole = urlunsplit(parts._replace(query=kept))
    return whole if understood(whole) else ""


def _target(parts: SplitResult, whole: str) -> str:
    """Return where an address leads on to that is there to tell who clicked, or nothing."""
    place = f"{(parts.hostname or '').lower()}{parts.path}"
    query = dict(parse_qsl(parts.query))
    if _PROOFPOINT_2.fullmatch(place):
        return unquote(query.get("u", "").replace("-", "%").replace("_", "/"))
    if match := _PROOFPOINT_3.match(whole):
        return match[1]
    names = next((names for pattern, names in _REDIRECTS if pattern.fullmatch(place)), ())
    found = next((query[name] for name in names if query.get(name)), "")
    return found if found.startswith(("http://", "https://")) else ""
