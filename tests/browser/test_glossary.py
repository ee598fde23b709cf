"""Words that a guide explains: opened in place without a script, and chosen by an editor."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from guide_pages.models import GlossaryTerm, GuidePage
from tests import factories
from tests.browser.guide_form import GuideForm, dialog_of

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

MEANING = "How much of a medicine reaches the blood."


@pytest.fixture
def page_of_a_word(live_server) -> str:
    """The address of a guide that explains a word."""
    term = factories.GlossaryTermFactory(term="bioavailability", definition=MEANING)
    words = f"<p>Tablets have a lower {factories.marked(term)} than a drip.</p>"
    guide = factories.guide(factories.section("How it is given", factories.block("text", words)))
    return f"{live_server.url}{guide.get_url()}"


@pytest.mark.parametrize("width", [390, 1280])
def test_a_word_is_explained_in_place_by_keyboard_and_without_a_script(browser, page_of_a_word, width):
    context = browser.new_context(java_script_enabled=False, viewport={"width": width, "height": 844})
    page = context.new_page()
    page.goto(page_of_a_word)
    word, meaning = page.get_by_role("button", name="bioavailability"), page.locator(".term__meaning")
    expect(meaning).to_be_hidden()
    word.focus()
    page.keyboard.press("Enter")
    expect(meaning).to_be_visible()
    expect(meaning).to_contain_text(MEANING)
    place, of_the_word = meaning.bounding_box(), word.bounding_box()
    assert place["x"] >= 0
    assert place["x"] + place["width"] <= width
    assert place["y"] >= of_the_word["y"] or place["y"] + place["height"] <= of_the_word["y"] + of_the_word["height"]
    page.keyboard.press("Escape")
    expect(meaning).to_be_hidden()
    expect(word).to_be_focused()
    context.close()


def test_paper_has_what_words_mean_at_the_end(page: Page, page_of_a_word: str):
    page.goto(page_of_a_word)
    page.emulate_media(media="print")
    expect(page.get_by_role("link", name="bioavailability")).to_be_visible()
    expect(page.locator(".glossary")).to_contain_text(MEANING)
    expect(page.locator(".term__meaning")).to_be_hidden()


@pytest.fixture
def stored(editor, site) -> Locator:
    """What a form holds of a text, whose one word an editor has chosen, to be explained."""
    guide = factories.guide(factories.section("How it is given", factories.text("remission")), live=False)
    editor.goto(reverse("wagtailadmin_pages:edit", args=[guide.pk]))
    text = GuideForm(editor).body.block(0).unfold().stream("content").block(0).unfold()
    stored = text.field()
    stored.locator("xpath=..").locator("[contenteditable=true]").click()
    editor.keyboard.press("Control+A")
    return stored


def test_an_editor_marks_a_word_with_what_explains_it(editor, stored):
    factories.GlossaryTermFactory(term="remission", definition="Few or no signs are left.")
    factories.GlossaryTermFactory(term="bioavailability", definition=MEANING)
    editor.get_by_role("button", name="Glossary term").click()
    dialog = dialog_of(editor)
    first = dialog.locator("tbody").get_by_role("row").first
    expect(first).to_contain_text("Few or no signs are left.")
    first.get_by_role("link").focus()
    editor.keyboard.press("Enter")
    expect(dialog).to_be_hidden()
    expect(stored).to_have_value(re.compile('"TERM"'))


def test_an_editor_explains_a_word_that_nothing_explains_yet(editor, stored):
    editor.get_by_role("button", name="Glossary term").click()
    dialog = dialog_of(editor)
    dialog.get_by_role("tab", name="Create").focus()
    editor.keyboard.press("Enter")
    expect(dialog.get_by_role("textbox", name="Term")).to_have_value("remission")
    dialog.get_by_role("textbox", name="Definition").fill("Few or no signs are left.")
    dialog.get_by_role("button", name="Create").focus()
    editor.keyboard.press("Enter")
    expect(dialog).to_be_hidden()
    term = GlossaryTerm.objects.get()
    expect(stored).to_have_value(re.compile(rf'"TERM".*"id": ?"?{term.pk}\b'))
    with editor.expect_navigation():
        editor.get_by_role("navigation", name="Actions (footer)").get_by_role("button", name="Save draft").click()
    [part] = GuidePage.objects.get().get_latest_revision_as_object().body
    source = str(part.value["content"][0].value.source)
    assert 'linktype="term"' in source
    assert f'id="{term.pk}"' in source
