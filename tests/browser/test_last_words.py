"""What is typed just before a form is saved is saved, too: an editor of rich text hands it over a moment later."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from faq_blocks.models import FaqEntry
from guide_pages.models import GuidePage
from tests import factories
from tests.browser.guide_form import GuideForm

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

#: Types, and presses a button in the same moment.
TYPE_AND_PRESS = """button => {
    document.execCommand('insertText', false, ' The last words.');
    button.click();
}"""


@pytest.fixture
def guide(site) -> GuidePage:
    words = factories.section("Sleep", factories.text("The first words."))
    return factories.guide(words, factories.faq(factories.question("Why?", "<p>The first words.</p>")), live=False)


def stored(page: GuidePage) -> str:
    page = GuidePage.objects.get(pk=page.pk)
    return str(page.get_latest_revision_as_object().body.raw_data[:])


def begin_to_write(page: Page, field: Locator) -> None:
    field.locator("xpath=..").locator("[contenteditable=true]").click()
    page.keyboard.press("Control+End")


def press(page: Page, script: str) -> None:
    button = page.get_by_role("navigation", name="Actions (footer)").get_by_role("button", name="Save draft")
    with page.expect_navigation():
        button.evaluate(script)


@pytest.mark.parametrize("place", ["section", "answer", "duplicate"])
def test_what_is_typed_as_a_guide_is_saved_is_saved(editor, guide, place):
    editor.goto(reverse("wagtailadmin_pages:edit", args=[guide.pk]))
    form = GuideForm(editor)
    if place == "answer":
        field = form.body.block(1).unfold().stream("questions").block(0).unfold().field("answer")
    else:
        texts = form.body.block(0).unfold().stream("content")
        if place == "duplicate":
            texts.block(0).element.get_by_title("Duplicate").first.click()
            expect(texts.blocks).to_have_count(2)
        field = texts.block(int(place == "duplicate")).unfold().field()
    begin_to_write(editor, field)
    press(editor, TYPE_AND_PRESS)
    assert stored(guide).count("The first words. The last words.") == 1
    assert stored(guide).count("The first words.") == (3 if place == "duplicate" else 2)


def test_what_is_typed_as_an_answer_is_saved_is_saved(editor, site):
    entry = factories.FaqEntryFactory(answer="<p>The first words.</p>")
    editor.goto(reverse(FaqEntry.snippet_viewset.get_url_name("edit"), args=[entry.pk]))
    begin_to_write(editor, editor.locator("[name=answer]"))
    press(editor, TYPE_AND_PRESS)
    entry.refresh_from_db()
    assert "The first words. The last words." in entry.get_latest_revision_as_object().answer
