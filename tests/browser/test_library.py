"""The FAQ library at the editor's desk: what uses an answer is seen before it is changed, published or deleted."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from faq_blocks.models import FaqEntry
from guide_pages.models import Edition
from tests import factories
from tests.browser.guide_form import GuideForm, dialog_of

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

    from guide_pages.models import GuidePage

SHARED = "May I drive myself home?"


@pytest.fixture
def entry(site) -> FaqEntry:
    """An answer that two guides show."""
    entry = factories.FaqEntryFactory(question=SHARED, answer="<p>No. Ask somebody to fetch you.</p>")
    for title in ("Sleeping after surgery", "Going home"):
        factories.guide(factories.faq(factories.from_library(entry, "shared")), title=title)
    return entry


def of_library(view: str, *args: object) -> str:
    return reverse(FaqEntry.snippet_viewset.get_url_name(view), args=args)


def press(page: Page, control: Locator, key: str = "Enter") -> None:
    """Press a key on a control that a keyboard can reach."""
    control.focus()
    expect(control).to_be_focused()
    page.keyboard.press(key)


def change_answer(page: Page, entry: FaqEntry, words: str) -> None:
    page.goto(of_library("edit", entry.pk))
    page.locator("[name=answer]").locator("xpath=..").locator("[contenteditable=true]").click()
    page.keyboard.press("Control+End")
    page.keyboard.type(words)
    expect(page.locator("[name=answer]")).to_have_value(re.compile(re.escape(words.strip())))
    actions = page.get_by_role("navigation", name="Actions (footer)")
    press(page, actions.get_by_role("button", name="More actions"))
    with page.expect_navigation():
        press(page, actions.get_by_role("button", name="Publish", exact=True))


def test_an_editor_sees_what_an_answer_changes_publishes_it_with_a_note_and_compares(editor, entry):
    change_answer(editor, entry, " Or take a taxi.")
    expect(editor.get_by_text("2 guides will have a new edition when this answer is published.")).to_be_visible()
    expect(editor.locator("ins")).to_contain_text("Or take a taxi.")
    expect(editor.get_by_role("link", name="Going home")).to_be_visible()
    editor.get_by_label("What changed").fill("A taxi is a way, too.")
    with editor.expect_navigation():
        press(editor, editor.get_by_role("button", name="Publish", exact=True))
    expect(editor.get_by_text("Published. 2 guides have a new edition.")).to_be_visible()

    page = Edition.objects.filter(number=2).first().guide.page
    editor.goto(reverse("guidepost_editions", args=[page.pk]))
    expect(editor.get_by_role("row").filter(has_text="A taxi is a way, too.")).to_contain_text("FAQ library changed")
    with editor.expect_navigation():
        press(editor, editor.get_by_role("button", name="Compare the two"))
    expect(editor.locator("ins")).to_contain_text("Or take a taxi.")
    editor.goto(reverse("guidepost_read_edition", args=[page.pk, 1]))
    expect(editor.get_by_role("heading", level=1)).to_have_text(page.title)


def test_an_answer_in_use_is_not_deleted_but_written_into_its_guides(editor, entry, new_page):
    editor.goto(of_library("delete", entry.pk))
    expect(editor.get_by_text("is not deleted: guides use it")).to_be_visible()
    expect(editor.get_by_role("link", name="Going home")).to_be_visible()
    with editor.expect_navigation():
        press(editor, editor.get_by_role("button", name="Write it into these guides"))
    expect(editor.get_by_text("2 guides have a new edition.")).to_be_visible()
    expect(editor.get_by_text("No guide uses it any more.")).to_be_visible()
    with editor.expect_navigation():
        press(editor, editor.get_by_role("link", name="Delete…"))
    with editor.expect_navigation():
        press(editor, editor.get_by_role("button", name="Yes, delete"))
    visitor = new_page()
    page = Edition.objects.first().guide.page
    visitor.goto(f"{page.get_full_url()}#may-i-drive-myself-home")
    expect(visitor.get_by_text("No. Ask somebody to fetch you.")).to_be_visible()


def test_an_answer_in_use_is_replaced_by_another_that_is_chosen(editor, entry):
    other = factories.FaqEntryFactory(question="Who may drive?", answer="<p>Nobody who was asleep.</p>")
    editor.goto(of_library("delete", entry.pk))
    press(editor, editor.get_by_role("button", name="Choose FAQ entry"))
    dialog = dialog_of(editor)
    expect(dialog.get_by_text("Nobody who was asleep.")).to_be_visible()
    press(editor, dialog.get_by_role("link", name=other.question))
    expect(dialog).to_be_hidden()
    with editor.expect_navigation():
        press(editor, editor.get_by_role("button", name="Replace it"))
    expect(editor.get_by_text("2 guides have a new edition.")).to_be_visible()


@pytest.fixture
def page(entry) -> GuidePage:
    asked = factories.question("Will pills help?", "<p>Ask first.</p>", "pills")
    words = factories.section("Sprays", factories.text("There is esketamine."), block_id="sprays")
    return factories.guide(words, factories.faq(asked, factories.from_library(entry, "shared")), title="Pain at night")


def test_what_is_answered_already_is_said_while_a_question_is_written(editor, page):
    editor.goto(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    questions = GuideForm(editor).body.block(1).unfold().stream("questions")
    field = questions.add("Question").field("question")
    field.focus()
    editor.keyboard.type("May I drive home myself")
    told = editor.get_by_role("status").get_by_role("link", name=re.compile(SHARED.replace("?", r"\?")))
    expect(told).to_contain_text("is answered already in the FAQ library")
    field.fill("What does it cost?")
    expect(told).to_have_count(0)


def test_a_chosen_answer_is_read_in_the_form_and_a_new_one_made_there(editor, page):
    editor.goto(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    questions = GuideForm(editor).body.block(1).unfold().stream("questions")
    chosen = questions.block(1).unfold()
    read = chosen.element.get_by_role("button", name="Read the answer")
    press(editor, read)
    expect(read).to_have_attribute("aria-expanded", "true")
    expect(chosen.element.get_by_role("region", name=SHARED, exact=True)).to_contain_text("Ask somebody to fetch you.")
    press(editor, read)
    expect(chosen.element.get_by_role("region", name=SHARED, exact=True)).to_have_count(0)

    added = questions.add("Question from the library")
    press(editor, added.element.get_by_role("button", name="Choose"))
    dialog = dialog_of(editor)
    expect(dialog.get_by_role("row").filter(has_text=SHARED)).to_contain_text("No. Ask somebody to fetch you.")
    press(editor, dialog.get_by_role("tab", name="Create"))
    dialog.get_by_label("Question").fill("When may I eat?")
    dialog.locator("[contenteditable=true]").click()
    editor.keyboard.type("At once.")
    expect(dialog.locator("[name$=answer]")).to_have_value(re.compile("At once"))
    press(editor, dialog.get_by_role("button", name="Create"))
    expect(dialog).to_be_hidden()
    expect(added.element).to_contain_text("When may I eat?")


def test_a_question_moves_to_the_library_and_back_by_keyboard(editor, page):
    editor.goto(reverse("guidepost_questions", args=[page.pk]))
    with editor.expect_navigation():
        press(editor, editor.get_by_role("button", name=re.compile("Move to the library.*Will pills help")))
    expect(editor.get_by_text("“Will pills help?” is in the library now")).to_be_visible()
    with editor.expect_navigation():
        press(editor, editor.get_by_role("button", name=re.compile("Write in place.*Will pills help")))
    expect(editor.get_by_text("is written in the guide now, as a draft.")).to_be_visible()


def test_the_admin_finds_a_word_and_leads_to_its_section(editor, page):
    editor.goto(f"/admin/pages/{page.get_parent().pk}/")
    editor.locator("#id_q").fill("esketamine")
    place = editor.locator(".found-in").get_by_role("link", name="Sprays")
    expect(place).to_be_visible()
    with editor.expect_navigation():
        press(editor, place)
    expect(editor.locator("#block-sprays-section")).to_be_in_viewport()
