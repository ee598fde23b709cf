"""What WordPress stores of a post into HTML: paragraphs that it makes when it shows them, shortcodes, galleries."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape

from guide_pages.importing.markup.shortcodes import with_figures
from guide_pages.importing.outline import DroppedLine, Reason

_BLOCK = re.compile(
    r"</?(?:p|h[1-6]|ul|ol|li|div|table|t[rdh]|thead|tbody|blockquote|details|summary|section|article|figure|figcaption"
    r"|dl|dt|dd|pre|hr|form|address)\b[^>]*>",
    re.IGNORECASE,
)
_GALLERY = re.compile(r"\[gallery\b([^\]]{0,1000})\]")
_IDS = re.compile(r"\bids=[\"']?([\d,\s]+)")
_FILM = re.compile(r"\[(embed|video)\b([^\]]{0,500})\](?:([^\[]{0,500})\[/\1\])?")
_ADDRESS = re.compile(r"https?://[^\s\"'<>\]]+")
_SHORTCODE = re.compile(r"\[(/?)([a-zA-Z][\w-]{1,40})((?:\s+[\w-]+=(?:\"[^\"]*\"|'[^']*'|[^\s\]]+))*)\s*/?\]")
_NO_ALT = re.compile(r"(<img\b[^>]*?)\salt=(?:\"\s*\"|'\s*')", re.IGNORECASE)
_SIZE = re.compile(r"(-\d{2,4}x\d{2,4}|-scaled)(\.\w{3,4}[\"'?])")


def html_of(content: str, link: str, files: Mapping[str, tuple[str, str]]) -> tuple[str, list[DroppedLine]]:
    """Return a post's content as HTML, and the shortcodes that were taken out; the words inside them stay."""
    content = _GALLERY.sub(lambda match: _gallery(match[1], files), content)
    content = _FILM.sub(_film, with_figures(content))
    content, dropped = _without_shortcodes(content)
    content = content if "<!-- wp:" in content else _with_paragraphs(content)
    content = _SIZE.sub(r"\2", _NO_ALT.sub(r"\1", content))
    base = f'<base href="{escape(link)}">' if link.startswith(("http://", "https://")) else ""
    return f"{base}<body>{content}</body>", dropped


def _gallery(attributes: str, files: Mapping[str, tuple[str, str]]) -> str:
    ids = _IDS.search(attributes)
    keys = [key.strip() for key in ids[1].split(",")] if ids else []
    known = [files[key] for key in keys if key in files]
    return "\n\n" + "".join(f'<figure><img src="{escape(url)}" alt="{escape(alt)}"></figure>' for url, alt in known)


def _film(match: re.Match[str]) -> str:
    address = _ADDRESS.search(f"{match[2]} {match[3] or ''}")
    return f'<p><a href="{escape(address[0])}">{escape(address[0])}</a></p>' if address else match[0]


def _without_shortcodes(content: str) -> tuple[str, list[DroppedLine]]:
    closed = {match[2] for match in _SHORTCODE.finditer(content) if match[1]}
    dropped: list[DroppedLine] = []

    def taken_out(match: re.Match[str]) -> str:
        if match[2] not in closed and not match[3]:
            return match[0]
        dropped.append(DroppedLine(1, match[0], Reason.SHORTCODE))
        return "\n\n"

    return _SHORTCODE.sub(taken_out, content), dropped


def _with_paragraphs(content: str) -> str:
    """Return what was written without blocks with its paragraphs: a blank line parts them, a line's end breaks them."""
    content = _BLOCK.sub(lambda match: f"\n\n{match[0]}\n\n", content.replace("\r\n", "\n"))
    inside, parts = 0, []
    for chunk in re.split(r"\n[ \t]*\n", content):
        words = chunk.strip()
        if not words:
            continue
        if _BLOCK.fullmatch(words):
            inside += 0 if words[1:3].lower() == "hr" else -1 if words.startswith("</") else 1
            parts.append(words)
        else:
            lines = words.replace("\n", "<br>")
            follows = bool(parts) and not _BLOCK.fullmatch(parts[-1])
            parts.append(f"<p>{lines}</p>" if inside <= 0 else f"<br><br>{lines}" if follows else lines)
    return "\n".join(parts)
