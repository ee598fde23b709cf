"""The readiness list: what keeps a guide from being published stands beside the form, and leads to its block."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.guide_form import GuideForm
from tests.factories import draft, faq, guide, question, section, text

if TYPE_CHECKING:
    from playwright.sync_api import Page


@pytest.fixture
def form(editor) -> GuideForm:
    parts = (section("Before"), section("Doses", text("Take it."), text("")), faq(question("Is it safe?", "")))
    page = guide(*parts, live=False, title="Sleep", slug="sleep")
    draft(page)
    editor.add_init_script("addEventListener('w-unsaved:watch-edits', () => { window.watchesEdits = true })")
    editor.goto(f"/admin/pages/{page.pk}/edit/")
    form = GuideForm(editor)
    editor.wait_for_function("() => window.watchesEdits")  # what is written before, Wagtail takes for what was there
    editor.get_by_role("button", name="Toggle checks").click()
    return form


def lines(page: Page) -> list[str]:
    return page.locator(".readiness__lines--problems .readiness__line").all_inner_texts()


def test_a_line_leads_to_its_block_by_keyboard_and_goes_when_it_is_mended(form):
    page = form.page
    line = page.get_by_role("button", name="The question “Is it safe?” has no answer.")
    expect(line).to_be_visible()
    expect(page.get_by_role("heading", name="One thing keeps it from being published")).to_be_visible()

    line.focus()
    page.keyboard.press("Enter")
    asked = form.body.block(2).stream("questions").block(0)
    answer = asked.field("answer").locator("xpath=..").locator("[contenteditable=true]")
    expect(answer).to_be_focused()
    page.keyboard.type("Mostly.")
    expect(page.get_by_text("Nothing keeps it from being published.")).to_be_visible()
    expect(line).to_have_count(0)


def test_what_publishing_says_is_what_the_list_said(form):
    page = form.page
    form.body.block(0).unfold().field("heading").fill("")
    form.summary.fill("")
    expect(page.get_by_role("heading", name="3 things keep it from being published")).to_be_visible()
    said = lines(page)
    form.actions.get_by_role("button", name="More actions").click()
    with page.expect_navigation():
        form.actions.get_by_role("button", name="Publish").click()
    for words in ("A section has no heading.", "The question “Is it safe?” has no answer."):
        assert any(words in line for line in said)
    expect(page.get_by_text("The question “Is it safe?” has no answer.").first).to_be_attached()


def test_advice_leads_to_a_field_on_another_tab(form):
    form.page.get_by_role("button", name="Nobody is named who checked the guide.").click()
    expect(form.page.get_by_role("tab", name="Review")).to_have_attribute("aria-selected", "true")
    expect(form.page.get_by_role("button", name="Add reviewer")).to_be_focused()
