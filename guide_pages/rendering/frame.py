"""The parts of a page, as its templates mark them: its frame, and what it says itself.

The frame is what is the same on all guides that stand below one page: masthead, way back, footer. So where nothing but
the menu has changed, a page need not be made again: what stands in its frame is put in the place of what stood there.
A site that has a frame of its own takes the rest: what belongs into the head, and the article.
"""

from __future__ import annotations

import html
import re
from typing import NamedTuple

from django.utils.safestring import SafeString, mark_safe

_FRAME = re.compile(rb"<!--frame-->.*?<!--/frame-->", re.DOTALL)
_HEAD = re.compile(r"<!--head-->(.*?)<!--/head-->", re.DOTALL)
_ARTICLE = re.compile(r"<!--article-->(.*?)<!--/article-->", re.DOTALL)
_LANGUAGE = re.compile(r"<html(.*?)>")
_TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)


class Parts(NamedTuple):
    """What a page says itself: its title as words; HTML for the head, and for where a page's words stand."""

    title: str
    head: SafeString
    article: SafeString


def parts_of(page: str) -> Parts | None:
    """Return the parts of a page made by our templates; None of any other."""
    articles, title, language = _ARTICLE.findall(page), _TITLE.search(page), _LANGUAGE.search(page)
    if not articles or title is None or language is None:
        return None
    article = f'<div class="guidepost"{language[1]}>\n{_joined(articles)}\n</div>'
    return Parts(html.unescape(title[1]), mark_safe(_joined(_HEAD.findall(page))), mark_safe(article))  # noqa: S308


def _joined(parts: list[str]) -> str:
    return "\n".join(parts)  # made by our templates


def frame_of(page: bytes) -> list[bytes]:
    """Return the parts of a page that are its frame, in order."""
    return _FRAME.findall(page)


def reframed(page: bytes, frame: list[bytes]) -> bytes:
    """Return a page with another frame. Raises ValueError where its own has not as many parts."""
    between = _FRAME.split(page)
    parts = [part for pair in zip(between, [*frame, b""], strict=True) for part in pair]
    return b"".join(parts)
