"""Shortcodes of WordPress that hold words: a caption is a figure."""

from __future__ import annotations

import re
from html import escape, unescape

from guide_pages.importing.outline import DroppedLine, Reason

_CAPTION = re.compile(r"\[caption\b[^\]]{0,500}\](.{1,5000}?)\[/caption\]", re.DOTALL)
_BLOCK = re.compile(r"<!--\s*wp:shortcode\b[^>]{0,500}-->\s*(\[[^<]{1,5000}?\])\s*<!--\s*/wp:shortcode\s*-->")
_FRAME = re.compile(r"<iframe\b([^>]{0,2000})>\s*(?:</iframe>)?", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"\b(src|title)=[\"']([^\"'>]{1,1000})[\"']", re.IGNORECASE)
_FILM = re.compile(
    r"(?:https?:)?//(?:www\.)?(?:youtube(?:-nocookie)?\.com/embed/([\w-]{11})|player\.vimeo\.com/video/(\d+)).*",
    re.ASCII,
)
_EMBED = re.compile(r"(<div class=\"wp-block-embed__wrapper\">)\s*(https?://[^\s<\"]{1,1000})\s*(</div>)")
_PICTURE = re.compile(r"\s*((?:<a\b[^>]*>\s*)?<img\b[^>]*>(?:\s*</a>)?)(.*)", re.DOTALL)


def with_figures(html: str) -> str:
    """Return HTML with figures for captions."""
    return _CAPTION.sub(_figure, html) if "[caption" in html else html


def without_shortcodes(html: str) -> tuple[str, list[DroppedLine]]:
    """Return HTML without WordPress's blocks of shortcodes: they hold no words of their own."""
    dropped = [DroppedLine(1, code, Reason.SHORTCODE) for each in _BLOCK.findall(html) if (code := each.strip())]
    return _BLOCK.sub("", html) if dropped else html, dropped


def with_films(html: str) -> str:
    """Return HTML with links to the films of YouTube and Vimeo that it plays, and to what WordPress embeds."""
    html = _EMBED.sub(r'\1<p><a href="\2">\2</a></p>\3', html)
    return _FRAME.sub(_film, html) if "<iframe" in html.lower() else html


def _film(match: re.Match[str]) -> str:
    attributes = {name.lower(): unescape(value) for name, value in _ATTRIBUTE.findall(match[1])}
    film = _FILM.fullmatch(attributes.get("src", ""))
    if not film:
        return match[0]
    address = f"https://www.youtube.com/watch?v={film[1]}" if film[1] else f"https://vimeo.com/{film[2]}"
    return f'<p><a href="{address}">{escape(attributes.get("title") or address)}</a></p>'


def _figure(match: re.Match[str]) -> str:
    picture = _PICTURE.fullmatch(match[1])
    return f"<figure>{picture[1]}<figcaption>{picture[2]}</figcaption></figure>" if picture else match[1]
