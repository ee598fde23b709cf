"""Shortcodes of WordPress that hold words: a caption is a figure."""

from __future__ import annotations

import re

_CAPTION = re.compile(r"\[caption\b[^\]]{0,500}\](.{1,5000}?)\[/caption\]", re.DOTALL)
_PICTURE = re.compile(r"\s*((?:<a\b[^>]*>\s*)?<img\b[^>]*>(?:\s*</a>)?)(.*)", re.DOTALL)


def with_figures(html: str) -> str:
    """Return HTML with figures for captions."""
    return _CAPTION.sub(_figure, html) if "[caption" in html else html


def _figure(match: re.Match[str]) -> str:
    picture = _PICTURE.fullmatch(match[1])
    return f"<figure>{picture[1]}<figcaption>{picture[2]}</figcaption></figure>" if picture else match[1]
