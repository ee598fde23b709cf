"""Suggestions while somebody types: by keyboard, by mouse, by an assistive technology, and without a script."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests import factories
from tests.browser.accessibility import violations


@pytest.fixture
def guide():
    return factories.guide(
        factories.section("Doses of ketamine"),
        factories.faq(factories.question("Is ketamine safe?", "<p>It depends.</p>")),
        title="Ketamine therapy",
    )


@pytest.fixture
def typed(guide, page):
    page.goto("/search/")
    page.get_by_role("combobox").press_sequentially("ketam", delay=20)
    expect(page.get_by_role("option")).to_have_count(3)
    return page


def test_arrows_choose_and_enter_goes_to_the_very_place(typed):
    box = typed.get_by_role("combobox")
    expect(box).to_have_attribute("aria-expanded", "true")
    expect(typed.get_by_role("status").first).to_have_text("Suggestions: 3")
    box.press("ArrowUp")
    last = typed.get_by_role("option").last
    expect(last).to_have_attribute("aria-selected", "true")
    expect(box).to_have_attribute("aria-activedescendant", last.get_attribute("id"))
    expect(box).to_be_focused()
    box.press("ArrowDown")
    expect(typed.get_by_role("option").first).to_have_attribute("aria-selected", "true")
    box.press("Enter")
    expect(typed).to_have_url(re.compile(r"/guides/ketamine-therapy/"))


def test_escape_closes_and_enter_then_searches(typed):
    box = typed.get_by_role("combobox")
    box.press("Escape")
    expect(typed.get_by_role("listbox")).to_have_count(0)
    expect(box).to_have_attribute("aria-expanded", "false")
    expect(box).to_have_value("ketam")
    box.press("Enter")
    expect(typed).to_have_url(re.compile(r"\?query=ketam$"))
    expect(typed.get_by_role("main")).to_contain_text("Found for")


def test_a_click_goes_there_and_leaving_closes(typed):
    typed.get_by_role("combobox").press("Tab")
    expect(typed.get_by_role("listbox")).to_have_count(0)
    typed.get_by_role("combobox").press("ArrowDown")
    typed.get_by_role("option", name="Is ketamine safe?").click()
    expect(typed).to_have_url(re.compile(r"#is-ketamine-safe$"))
    expect(typed.locator("details[open] summary")).to_contain_text("Is ketamine safe?")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_open_suggestions_are_accessible_and_fit(guide, new_page, axe, scheme, width):
    page = new_page(color_scheme=scheme, viewport={"width": width, "height": 800})
    page.goto("/")
    page.get_by_role("combobox").press_sequentially("ketam")
    expect(page.get_by_role("option")).to_have_count(3)
    page.get_by_role("combobox").press("ArrowDown")
    assert violations(page, axe) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_without_a_script_the_form_searches(guide, new_page):
    page = new_page(java_script_enabled=False)
    page.goto("/")
    page.get_by_role("searchbox").fill("ketamine")
    page.get_by_role("button", name="Search").click()
    expect(page.get_by_role("main")).to_contain_text("Is ketamine safe?")
