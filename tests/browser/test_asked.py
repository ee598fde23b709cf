"""Whether an answer helped, and what is wrong: two buttons, a word, a form, with a script and without."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from guide_pages.models import GuidePage, Helpful, Reply
from tests.browser.accessibility import violations
from tests.factories import faq, guide, question, section

if TYPE_CHECKING:
    from playwright.sync_api import Page


@pytest.fixture
def asked(site) -> GuidePage:
    return guide(section("Before"), faq(question("Does it hurt?"), question("How long is it?")), title="Sleep")


def stored(page: Page) -> list[tuple[str, bool, str]]:
    page.wait_for_timeout(300)
    return list(Helpful.objects.order_by("pk").values_list("anchor", "has_helped", "words"))


def test_a_button_is_enough_and_a_word_may_be_added(page, asked):
    page.goto(asked.url)
    answer = page.locator("details.question").first
    answer.locator("summary").click()
    with page.expect_response(lambda answer: "helpful" in answer.url) as sent:
        answer.get_by_role("group", name="Was this answer helpful? Does it hurt?").get_by_role(
            "button", name="No"
        ).click()
        expect(answer.get_by_role("status")).to_have_text("Thank you.")
        expect(answer.get_by_role("status")).to_be_focused()  # the button that had the focus is gone
    assert sent.value.status == 204
    assert stored(page) == [("does-it-hurt", False, "")]
    answer.get_by_label("What would have helped?").fill("How much does it hurt?")
    with page.expect_response(lambda answer: "helpful" in answer.url):
        answer.get_by_role("button", name="Send").click()
    expect(answer.get_by_label("What would have helped?")).to_have_count(0)
    assert stored(page) == [("does-it-hurt", False, "How much does it hurt?")]
    assert page.url.endswith(asked.url)
    assert page.context.cookies() == []


def test_who_says_yes_of_a_guide_is_asked_nothing_more(page, asked):
    page.goto(asked.url)
    with page.expect_response(lambda answer: "helpful" in answer.url):
        page.locator(".guide__end .helpful").get_by_role("button", name="Yes").click()
        expect(page.locator(".guide__end").get_by_role("status").first).to_have_text("Thank you.")
    expect(page.get_by_label("What would have helped?")).to_have_count(0)
    assert stored(page) == [("", True, "")]


def test_without_a_script_it_takes_one_page_more(new_page, asked):
    page = new_page(java_script_enabled=False)
    page.goto(asked.url)
    page.locator(".guide__end .helpful").get_by_role("button", name="Yes").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Was this helpful?")
    page.get_by_label("What would have helped?").fill("Nothing.")
    page.wait_for_timeout(3200)
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you")
    assert stored(page) == [("", True, "Nothing.")]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_pages_are_accessible(new_page, asked, axe, scheme):
    page = new_page(color_scheme=scheme)
    page.goto(asked.url)
    page.get_by_role("button", name="Open all questions").click()
    assert violations(page, axe) == []
    page.get_by_role("link", name="Report an error in this section").first.click()
    assert violations(page, axe) == []
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("alert").first).to_contain_text("Write what is wrong.")
    assert violations(page, axe) == []


@pytest.mark.parametrize("width", [320, 390])
def test_a_long_choice_does_not_make_the_page_wider(new_page, site, width):
    heading = "A heading that is longer than a telephone is wide, as they often are in guides about health"
    guide(section(heading), title="Sleep")
    page = new_page(viewport={"width": width, "height": 800})
    page.goto(GuidePage.objects.get().url)
    page.get_by_role("link", name="Report an error in this section").click()
    expect(page.get_by_label("Where is it?")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_an_error_is_reported_with_its_place(page, asked):
    page.goto(asked.url)
    page.get_by_role("link", name="Report an error in this section").first.click()
    expect(page.get_by_label("Where is it?")).to_have_value("before")
    page.get_by_label("What is wrong?").fill("The dose.")
    page.wait_for_timeout(3200)
    page.get_by_role("button", name="Send").click()
    expect(page).to_have_url(re.compile("/asked/"))
    reply = Reply.objects.get()
    assert (reply.about, reply.is_private, reply.text) == ("before", True, "The dose.")
