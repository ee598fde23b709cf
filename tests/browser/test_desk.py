"""The editor's desk: lists on a phone, the words that are counted, and when *Publish* is not offered."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse
from playwright.sync_api import expect

from faq_blocks.models import FaqEntry
from guide_pages.admin.listing import listing_url
from guide_pages.models import GuidePage, GuideSettings
from tests.browser.guide_form import GuideForm
from tests.browser.test_bringing_in import START, TEXT
from tests.factories import faq, guide, publish, question, section, text

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

WIDER = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture
def page(site) -> GuidePage:
    """A draft that somebody else wrote."""
    parts = (section("Two words", text("Three words more.")), faq(question("Is it safe?", "<p>It is.</p>")))
    page = guide(*parts, live=False, title="Sleep", slug="sleep", summary="What it is.")
    page.save_revision(user=get_user_model().objects.create_user("writer"))
    return page


def test_the_list_of_guides_fits_on_a_phone(editor, page):
    editor.set_viewport_size({"width": 390, "height": 844})
    editor.goto(listing_url())
    row = editor.get_by_role("row").filter(has_text="Sleep")
    expect(row.get_by_role("link", name="Sleep", exact=True)).to_be_in_viewport(ratio=1)
    expect(row.get_by_text("Draft")).to_be_in_viewport(ratio=1)
    assert editor.evaluate(WIDER) == 0
    editor.set_viewport_size({"width": 1280, "height": 844})
    expect(editor.get_by_role("columnheader", name="People")).to_be_visible()


def test_the_words_of_a_guide_are_counted_and_not_those_around_it(editor, page):
    editor.goto(f"/admin/pages/{page.pk}/edit/")
    GuideForm(editor)
    editor.get_by_role("button", name="Toggle checks").click()
    # Sleep · What it is. · Two words · Three words more. · Questions · Is it safe? · It is.
    expect(editor.locator("[data-content-word-count]")).to_have_text("15")


def test_the_list_of_editions_fits_on_a_phone(editor, page):
    publish(page)
    page = publish(page, title="Another", change_note="Says how long to wait, and what the label says of it.")
    editor.set_viewport_size({"width": 390, "height": 844})
    editor.goto(reverse("guidepost_editions", args=[page.pk]))
    rows = editor.locator("main").get_by_role("row")
    expect(rows).to_have_count(3)
    for act in editor.locator(".editions").get_by_role("link", name=re.compile("Withdraw|Read")).all():
        place = act.bounding_box()
        assert place["x"] >= 0
        assert place["x"] + place["width"] <= 390
    assert editor.evaluate("() => [...document.querySelectorAll('main *')].every(e => e.scrollWidth <= innerWidth)")


def publish_button(editor: Page) -> Locator:
    actions = editor.get_by_role("navigation", name="Actions (footer)")
    actions.get_by_role("button", name="More actions").click()
    expect(actions.get_by_role("button", name="Submit to")).to_be_visible()
    return actions.get_by_role("button", name="Publish", exact=True)


@pytest.mark.parametrize("kind", ["guide", "answer"])
def test_publish_goes_from_the_menu_when_what_is_there_is_ones_own(editor, page, kind):
    GuideSettings.objects.update(checked_by_another=True)
    editor.add_init_script("addEventListener('w-unsaved:watch-edits', () => { window.watchesEdits = true })")
    if kind == "guide":
        editor.goto(reverse("wagtailadmin_pages:edit", args=[page.pk]))
        field = editor.locator("[name=summary]")
    else:
        entry = FaqEntry.objects.create(question="May I drive?", answer="<p>No.</p>")
        editor.goto(reverse(FaqEntry.snippet_viewset.get_url_name("edit"), args=[entry.pk]))
        field = editor.locator("[name=question]")
    editor.wait_for_function("() => window.watchesEdits")
    expect(publish_button(editor)).to_be_visible()
    editor.keyboard.press("Escape")
    with editor.expect_response(lambda response: response.request.method == "POST" and "/edit/" in response.url):
        field.fill("May I drive home?")
    expect(editor.locator("html.guide-form-own-words")).to_have_count(1)
    expect(publish_button(editor)).to_be_hidden()


def test_the_reading_desk_shows_the_guide_without_wagtails_bird(editor, page):
    editor.goto(START)
    editor.locator("[name=pasted]").fill(TEXT)
    with editor.expect_navigation():
        editor.get_by_role("button", name="Read", exact=True).click()
    expect(editor.get_by_text("Suggested as the summary, with a comment in the draft")).to_be_visible()
    frame = editor.frame_locator("[data-guide]")
    expect(frame.get_by_role("heading", name="Bring Water")).to_be_visible()
    editor.wait_for_load_state("networkidle")
    expect(frame.locator("wagtail-userbar")).to_have_count(0)
