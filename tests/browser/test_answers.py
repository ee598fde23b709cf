"""Answers that say more than words: an editor puts steps and a warning into them, and readers find both."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from playwright.sync_api import expect

from faq_blocks.models import FaqEntry
from tests import factories
from tests.browser.guide_form import GuideForm, Stream

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page


def test_steps_are_put_into_an_answer_by_keyboard(editor: Page, new_page: Callable[..., Page], site: object) -> None:
    page = factories.guide(factories.faq(factories.question("How do I begin?", "<p>Call us.</p>")), title="Beginning")
    editor.goto(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    form = GuideForm(editor)
    question = form.body.block(0).unfold().stream("questions").block(0).unfold()
    insert = question.stream("more").container.get_by_role("button", name="Insert a block").last
    insert.press("Enter")
    kinds = editor.get_by_role("combobox")
    kinds.press("ArrowDown")
    kinds.press("ArrowDown")
    expect(editor.get_by_role("option", name="Steps", exact=True)).to_have_attribute("aria-selected", "true")
    kinds.press("Enter")
    expect(question.stream("more").blocks).to_have_count(1)
    steps = question.stream("more").block(0).stream("steps")
    steps.container.get_by_role("button", name="Insert a block").last.press("Enter")  # there is one kind: no menu
    steps.block(0).field("title").press_sequentially("Ask for an appointment")
    form.publish()

    reader = new_page()
    reader.goto(page.url)
    reader.locator("details.question summary").press("Enter")
    expect(reader.locator(".question__answer .steps")).to_contain_text("Ask for an appointment")


def test_a_shared_answer_takes_a_warning(editor: Page, site: object) -> None:
    entry = factories.FaqEntryFactory(question="May I drive?", answer="<p>No.</p>")
    editor.goto(reverse(FaqEntry.snippet_viewset.get_url_name("edit"), args=[entry.pk]))
    callout = Stream(editor, "more").add("Callout")
    callout.write("Not on the same day.", "text")
    with editor.expect_navigation():
        editor.get_by_role("navigation", name="Actions (footer)").get_by_role("button", name="Save draft").click()
    draft = FaqEntry.objects.get(pk=entry.pk).get_latest_revision_as_object()
    [block] = draft.more
    assert (block.block_type, "Not on the same day." in block.value["text"].source) == ("callout", True)
