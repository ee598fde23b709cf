"""A guide on a phone: calm at its top, and its contents never far. Wide, the contents follow their own mark."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from guide_pages.models import GuidePage
from tests.browser.accessibility import violations
from tests.browser.test_layout import SENTENCE, add_banner, sections
from tests.factories import ContributorFactory, guide

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

PHONE = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True}


@pytest.fixture
def long_guide(site) -> GuidePage:
    add_banner(site)
    return guide(*sections(12, SENTENCE * 8), title="Sleep", reviewers=[ContributorFactory(name="Ada", role="Nurse")])


def top(locator: Locator) -> float:
    box = locator.bounding_box()
    assert box
    return box["y"]


@pytest.mark.usefixtures("demonstration")
def test_the_first_words_stand_within_a_screen_and_a_half(new_page):
    page = new_page(**PHONE)
    page.goto(GuidePage.objects.get(slug="ketamine-therapy").url)
    assert top(page.locator(".guide__body .prose").first) < 1.5 * 844
    assert top(page.locator(".urgent").first) < 844


def test_contents_come_first_then_who_checked_it_then_one_line_of_help(new_page, long_guide):
    page = new_page(**PHONE)
    page.goto(long_guide.url)
    lines = [page.locator(f"{name} summary").first for name in (".contents", ".byline", ".urgent")]
    assert sorted(lines, key=top) == lines
    assert all((line.bounding_box() or {}).get("height", 99) < 60 for line in lines)
    expect(lines[1]).to_contain_text("Checked by Ada")
    expect(lines[2]).to_contain_text("Need help now? Call 988")
    call, role = page.locator(".urgent").get_by_role("link", name="Call 911"), page.locator(".byline dl")
    expect(call).to_be_hidden()
    expect(role).to_be_hidden()
    lines[2].click()
    lines[1].click()
    expect(call).to_be_visible()
    expect(role).to_be_visible()


@pytest.mark.parametrize("scripts", [True, False])
def test_the_bar_brings_the_contents_back(new_page, long_guide, scripts):
    page = new_page(java_script_enabled=scripts, **PHONE)
    page.goto(f"{long_guide.url}#part-7-of-it")
    bar = page.locator(".bar")
    expect(bar).to_be_in_viewport(ratio=1)
    expect(bar).to_contain_text("7/12 · Part 7 of it" if scripts else "Sleep")
    bar.get_by_role("link", name="Contents").click()
    chosen = page.get_by_role("navigation", name="In this guide").get_by_role("link", name="Part 3 of it")
    chosen.click()
    expect(page.get_by_role("heading", name="Part 3 of it")).to_be_in_viewport()
    bar.get_by_role("link", name="Top").click()
    expect(page.get_by_role("heading", level=1)).to_be_in_viewport()


def test_the_bar_is_not_there_where_it_would_fill_the_window_or_contents_stand_beside(page, long_guide):
    for width, height in ((1280, 900), (640, 400)):
        page.set_viewport_size({"width": width, "height": height})
        page.goto(f"{long_guide.url}#part-7-of-it")
        expect(page.locator(".bar")).to_be_hidden()


def in_sight(page: Page, number: int) -> Locator:
    link = page.get_by_role("navigation", name="In this guide").get_by_role("link", name=f"Part {number} of it")
    page.evaluate("number => document.getElementById(`part-${number}-of-it`).scrollIntoView()", number)
    expect(link).to_have_attribute("aria-current", "location")
    return link


def test_contents_longer_than_the_window_follow_their_mark(new_page, site, axe):
    long = guide(*sections(40, SENTENCE * 12), title="Sleep")
    page = new_page(viewport={"width": 1280, "height": 500})
    page.goto(long.url)
    contents = page.get_by_role("navigation", name="In this guide")
    expect(contents).to_have_attribute("tabindex", "0")  # the keyboard scrolls them
    assert violations(page, axe, ".contents") == []
    for number in (36, 2):
        expect(in_sight(page, number)).to_be_in_viewport(ratio=1)
