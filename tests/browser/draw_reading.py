"""Draws the pages of docs/reading.md, wide and on a phone, light and dark: what `make reading-pictures` runs.

Each picture is one page of the demonstration, in three windows side by side, or three places on a phone.
"""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.template.loader import render_to_string
from PIL import Image
from wagtail.models import PageViewRestriction

from guide_pages.models import GuidePage
from tests.browser.test_languages import addresses
from tests.factories import guide

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

__all__ = ["addresses"]

INTO = Path(__file__).parents[2] / "docs" / "images"
LIMIT = 60_000  # bytes
WIDE = {"viewport": {"width": 1280, "height": 844}}
PHONE = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True}
LIGHT, DARK = {"color_scheme": "light"}, {"color_scheme": "dark"}
WINDOWS = [{**WIDE, **LIGHT}, {**PHONE, **LIGHT}, {**PHONE, **DARK}]
HEIGHT, GAP = 640, 16

PAGES = {
    "home": "/",
    "index": "/guides/",
    "topic": "/guides/topics/depression/",
    "search": "/search/?query=side+effects",
    "plain": "/about-these-guides/accessibility/",
    "missing": "/there-is-none/",
    "guide": "/guides/ketamine-therapy/",
    "questions": "/guides/ketamine-therapy/#what-is-ketamine-therapy",
    "end": "/guides/ketamine-therapy/",
}


def draw(name: str, shots: list[bytes]) -> None:
    """Put windows beside each other into one file, as well as fits into its limit."""
    pictures = [Image.open(io.BytesIO(shot)).convert("RGB") for shot in shots]
    small = [each.resize((each.width * HEIGHT // each.height, HEIGHT), Image.Resampling.LANCZOS) for each in pictures]
    whole = Image.new("RGB", (sum(each.width for each in small) + GAP * (len(small) + 1), HEIGHT + 2 * GAP), "#8a8f8c")
    left = GAP
    for each in small:
        whole.paste(each, (left, GAP))
        left += each.width + GAP
    for quality in range(80, 20, -6):
        written = io.BytesIO()
        whole.save(written, "webp", quality=quality, method=6)
        if written.tell() <= LIMIT:
            break
    INTO.joinpath(f"reading-{name}.webp").write_bytes(written.getvalue())


def shot(page: Page, address: str, *, end: bool = False) -> bytes:
    page.goto(address, wait_until="networkidle")
    if end:
        page.locator(".guide__end").evaluate("end => end.scrollIntoView({ block: 'start', behavior: 'instant' })")
    page.evaluate("document.fonts.ready")
    return page.screenshot()


@pytest.mark.usefixtures("demonstration")
def test_draw_the_demonstration(new_page: Callable[..., Page]) -> None:
    locked = guide(title="For people in our care", parent=GuidePage.objects.get(slug="ketamine-therapy").get_parent())
    PageViewRestriction.objects.create(page=locked, restriction_type=PageViewRestriction.PASSWORD, password="a")
    for name, address in {**PAGES, "password": locked.url}.items():
        draw(name, [shot(new_page(**window), address, end=name == "end") for window in WINDOWS])


def test_draw_arabic(new_page: Callable[..., Page], addresses: dict[str, str]) -> None:
    draw("arabic", [shot(new_page(**window), addresses["ar"]) for window in WINDOWS])


def test_draw_a_fault(new_page: Callable[..., Page]) -> None:
    words = render_to_string("500.html")
    shots = []
    for window in WINDOWS:
        page = new_page(**window)
        page.route("**/fault/", lambda route: route.fulfill(body=words, content_type="text/html"))
        shots.append(shot(page, "/fault/"))
    draw("fault", shots)
