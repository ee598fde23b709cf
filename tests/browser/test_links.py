"""What a reader takes out of a guide, and opens at once: links to its parts, and all questions of a group."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from guide_pages.models import GuidePage
from tests.factories import faq, guide, question, section

COARSE = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True}

#: Chromium has no share sheet on Linux: this keeps what a phone's would be given.
SHEET = "navigator.share = async (shared) => { window.shared = shared; }"


@pytest.fixture
def asked(site) -> GuidePage:
    questions = faq(question("Does it hurt?"), question("How long is it?"), question("What then?"))
    return guide(section("Before"), questions, title="Sleep")


def test_all_questions_open_and_close_at_once(page, asked):
    page.goto(asked.url)
    questions, opened = page.locator("details.question"), page.locator("details.question[open]")
    page.get_by_role("button", name="Open all questions").click()
    expect(opened).to_have_count(3)
    questions.nth(1).locator("summary").click()
    page.get_by_role("button", name="Open all questions").click()
    expect(opened).to_have_count(3)
    page.get_by_role("button", name="Close all questions").click()
    expect(opened).to_have_count(0)


def test_without_a_script_there_is_no_button_that_does_nothing(new_page, asked):
    page = new_page(java_script_enabled=False)
    page.goto(asked.url)
    expect(page.locator("details.question")).to_have_count(3)
    expect(page.locator(".guide").get_by_role("button", name="questions")).to_have_count(0)


def test_a_link_to_a_part_is_copied_when_it_is_followed(new_page, asked, live_server):
    page = new_page(permissions=["clipboard-read", "clipboard-write"])
    page.goto(asked.url)
    link = page.get_by_role("link", name="Link to this section: Before")
    for follow in (link, page.get_by_role("link", name="Link to this guide")):
        follow.click()
        expect(page.locator(".said")).to_have_text("Link copied")
        copied = page.evaluate("navigator.clipboard.readText()")
        assert copied == page.evaluate("link => link.href", follow.element_handle())
    assert page.url == f"{live_server.url}{asked.url}#before"


def test_a_phone_shares_a_question_by_its_own_sheet(new_page, asked, live_server):
    page = new_page(**COARSE)
    page.add_init_script(SHEET)
    page.goto(asked.url)
    page.get_by_role("heading", name="Does it hurt?").click()
    page.get_by_role("link", name="Link to this question: Does it hurt?").click()
    address = f"{live_server.url}{asked.url}#does-it-hurt"
    assert page.evaluate("window.shared") == {"title": page.title(), "url": address}
