"""How a guide begins: an outline is chosen and written into, with few clicks, or with none."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect
from wagtail.models import Collection, Locale

from guide_pages.models import GuidePage, Outline
from tests.browser.guide_form import GuideForm, dialog_of
from tests.factories import ImageFactory, guide_index

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

SECTIONS = ("What it is", "Whom it helps", "What to expect", "Risks")
GOAL = 30

COUNT_CLICKS = """() => {
  const counted = Number(sessionStorage.getItem("clicks") || 0);
  sessionStorage.setItem("clicks", counted);
  addEventListener("pointerdown", () => {
    sessionStorage.setItem("clicks", Number(sessionStorage.getItem("clicks")) + 1);
  }, true);
}"""


@pytest.fixture
def index(site) -> int:
    parts = [{"type": "section", "value": heading} for heading in SECTIONS]
    questions = [{"type": "question", "value": ""} for _ in range(5)]
    parts.append({"type": "faq", "value": {"heading": "What people ask", "questions": questions}})
    Outline.objects.create(locale=Locale.get_default(), name="A treatment", parts=parts, sort_order=1)
    return guide_index().pk


def type_into(page: Page, place: Locator, words: str) -> None:
    """Click where an editor would, and type."""
    place.click()
    page.keyboard.press("Control+A")
    page.keyboard.type(words)


def test_four_sections_and_five_questions_take_at_most_thirty_clicks(editor, index):
    """From the list of guides to the published guide, with words of one's own in each field: it took 61."""
    editor.add_init_script(f"({COUNT_CLICKS})()")
    editor.goto(f"/admin/pages/{index}/")
    editor.get_by_role("link", name="Add child page").first.click()
    editor.get_by_role("link", name="A treatment").click()
    form = GuideForm(editor)
    expect(form.body.titles).to_have_text([*SECTIONS, "What people ask"])

    expect(form.title).to_be_focused()
    editor.keyboard.type("Sleeping well")
    type_into(editor, form.summary, "What helps, and what does not.")
    for number, heading in enumerate(SECTIONS):
        part = form.body.block(number)
        type_into(editor, part.field("heading"), f"{heading}, in short")
        text = part.stream("content").block(0)
        type_into(editor, text.field().locator("xpath=..").locator("[contenteditable=true]"), "Some words.")
    questions = form.body.block(4).stream("questions")
    for number in range(5):
        asked = questions.block(number)
        type_into(editor, asked.field("question"), f"Question {number}?")
        answer = asked.field("answer").locator("xpath=..").locator("[contenteditable=true]")
        type_into(editor, answer, "An answer.")
        expect(asked.field("answer")).to_have_value(re.compile("An answer"))  # Draftail writes it a little later
    editor.wait_for_url("**/edit/")  # it has been saved meanwhile, and the form is that of the saved guide
    form.publish()

    clicks = editor.evaluate("Number(sessionStorage.getItem('clicks'))")
    page = GuidePage.objects.get()
    assert page.live
    compiled = page.guide.delivery.edition.compiled
    assert len(compiled.body) == 5
    assert len(list(compiled.questions())) == 5
    assert clicks <= GOAL, f"{clicks} clicks"


def test_an_outline_is_chosen_and_written_into_by_keyboard(editor, index):
    editor.goto(f"/admin/pages/add/guide_pages/guidepage/{index}/")
    editor.get_by_role("link", name="A treatment").focus()
    editor.keyboard.press("Enter")
    form = GuideForm(editor)
    expect(form.title).to_be_focused()
    editor.keyboard.type("Sleeping well")
    heading = form.body.block(0).field("heading")
    for _ in range(40):
        if heading.evaluate("field => field === document.activeElement"):
            break
        editor.keyboard.press("Tab")
    expect(heading).to_be_focused()
    text = form.body.block(0).stream("content").block(0).field().locator("xpath=..").locator("[contenteditable=true]")
    for _ in range(20):
        editor.keyboard.press("Tab")
        if text.evaluate("field => field === document.activeElement"):
            break
    editor.keyboard.type("A first sentence.")
    expect(text).to_contain_text("A first sentence.")


def test_a_folded_text_is_labeled_with_its_first_words(editor, index):
    editor.goto(f"/admin/pages/add/guide_pages/guidepage/{index}/")
    editor.get_by_role("link", name="A treatment").click()
    content = GuideForm(editor).body.block(0).stream("content")
    content.block(0).write("Ketamine is a medicine.")
    callout = content.add("Callout")
    callout.write("Never drive afterwards.", "text")
    expect(callout.field("text")).to_have_value(re.compile("Never drive"))
    for number in (0, 1):
        content.blocks.nth(number).locator("> section > .w-panel__header [data-panel-toggle]").click()
    expect(content.titles).to_have_text(["Ketamine is a medicine.", re.compile("Note: +Never drive afterwards.")])


def test_the_main_image_is_described_as_other_images_are(editor, index):
    ImageFactory(title="Moon", description="The moon above water.", collection=Collection.get_first_root_node())
    editor.goto(f"/admin/pages/add/guide_pages/guidepage/{index}/?outline={Outline.objects.first().pk}")
    editor.get_by_role("heading", name="Main image").click()
    editor.locator("#id_hero-chooser").get_by_role("button", name="Choose an image").click()
    dialog_of(editor).get_by_role("link", name="Moon").first.click()
    alt = editor.locator("[name=hero_alt]")
    expect(alt).to_have_value("The moon above water.")
    editor.get_by_label("Image is decorative").check()
    expect(alt).to_have_attribute("readonly", "")
