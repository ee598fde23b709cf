"""A long guide in its form: sections are built when they are opened, and nothing that nobody touched is another."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from django.contrib.auth import get_user_model
from playwright.sync_api import expect
from wagtail.models import Comment

from tests.browser.guide_form import Block, GuideForm
from tests.factories import block, faq, guide, question, section, text

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from guide_pages.models import GuidePage

MANY = 100


def callout(words: str = "Rest.", block_id: str = "") -> dict[str, Any]:
    return block("callout", {"tone": "tip", "heading": "A tip", "text": f"<p>{words}</p>"}, block_id)


def sections(many: int) -> list[dict[str, Any]]:
    return [section(f"Part {n}", text(f"Words of part {n} &amp; <b>more</b>."), callout()) for n in range(1, many + 1)]


def body_of(page: GuidePage) -> list[dict[str, Any]]:
    """What is stored of the newest draft."""
    page.refresh_from_db()
    draft = page.get_latest_revision_as_object() if page.latest_revision else page
    return [_without_keys(part) for part in draft.body.get_prep_value()]


def _without_keys(part: Any) -> Any:
    """What is stored without the names that Wagtail's editor gives to paragraphs, for comments."""
    if isinstance(part, dict):
        return {name: _without_keys(value) for name, value in part.items()}
    if isinstance(part, list):
        return [_without_keys(value) for value in part]
    return re.sub(r' data-block-key="\w+"', "", part) if isinstance(part, str) else part


def opened(editor: Page, page: GuidePage) -> GuideForm:
    editor.goto(f"/admin/pages/{page.pk}/edit/")
    return GuideForm(editor)


def is_built(part: Block) -> bool:
    return part.field("heading").count() == 1


def watched(editor: Page) -> None:
    """Wait until Wagtail looks for edits, which it does two seconds after the form is there."""
    editor.wait_for_function("() => window.watchesEdits")


@pytest.fixture(autouse=True)
def watching(editor: Page) -> None:
    editor.add_init_script("addEventListener('w-unsaved:watch-edits', () => { window.watchesEdits = true })")


def test_a_long_guide_that_is_saved_untouched_is_the_same_to_the_letter(editor, site):
    page = guide(*sections(MANY), faq(question("Why?"), question("Why not?")), live=False)
    before = page.body.get_prep_value()
    form = opened(editor, page)
    assert form.body.blocks.count() == MANY + 1
    assert editor.locator("[contenteditable=true]").count() == 0
    expect(form.body.titles.nth(MANY - 1)).to_have_text(f"Part {MANY}")
    form.save()
    page.refresh_from_db()
    assert page.get_latest_revision_as_object().body.get_prep_value() == before


def test_what_is_opened_and_changed_is_saved_and_all_else_stays(editor, site):
    page = guide(*sections(4), faq(question("Why?", "<p>So.</p>"), question("Why not?")), live=False)
    before = body_of(page)
    form = opened(editor, page)
    form.body.block(1).unfold().stream("content").block(0).write(" New.")
    asked = form.body.block(4).unfold().stream("questions")
    expect(asked.titles).to_have_text(["Why?", "Why not?"])
    asked.block(1).unfold().field("question").fill("Why at all?")
    form.body.block(2).unfold()
    form = form.save()
    after = body_of(page)
    assert [after[n] for n in (0, 2, 3)] == [before[n] for n in (0, 2, 3)]
    assert "Words of part 2 &amp; <b>more</b>. New." in after[1]["value"]["content"][0]["value"]
    assert after[1]["value"]["content"][1] == before[1]["value"]["content"][1]
    kept, changed = after[4]["value"]["questions"]
    assert kept == before[4]["value"]["questions"][0]
    assert (changed["id"], changed["value"]["question"]) == (
        before[4]["value"]["questions"][1]["id"],
        "Why at all?",
    )
    expect(form.body.titles.nth(4)).to_have_text("Questions")


def test_sections_that_nobody_opened_are_moved_doubled_and_deleted(editor, site):
    page = guide(*sections(4), live=False)
    before = body_of(page)
    form = opened(editor, page)

    def press(number: int, title: str) -> None:
        form.body.blocks.nth(number).locator("> section > .w-panel__header").get_by_title(title).click()

    press(3, "Move up")  # 1 2 4 3
    press(1, "Delete")  # 1 4 3
    visible = form.body.container.locator("> [data-streamfield-child]:visible")
    expect(visible).to_have_count(3)
    visible.nth(0).locator("> section > .w-panel__header").get_by_title("Duplicate").click()  # 1 1' 4 3
    expect(visible).to_have_count(4)
    form.save()
    after = body_of(page)
    assert [part["value"]["heading"] for part in after] == ["Part 1", "Part 1", "Part 4", "Part 3"]
    assert [after[n] for n in (0, 2, 3)] == [before[n] for n in (0, 3, 2)]
    assert after[1]["id"] != before[0]["id"]
    assert [part["value"] for part in after[1]["value"]["content"]] == [
        part["value"] for part in before[0]["value"]["content"]
    ]
    ids = {part["id"] for part in before[0]["value"]["content"]}
    assert ids.isdisjoint(part["id"] for part in after[1]["value"]["content"])


def test_a_folded_section_is_dragged_without_being_opened(editor, site):
    page = guide(*sections(3), live=False)
    before = body_of(page)
    form = opened(editor, page)
    last, first = (form.body.blocks.nth(n).locator("> section > .w-panel__header") for n in (2, 0))
    last.get_by_title("Drag").drag_to(first, target_position={"x": 60, "y": 2})
    expect(form.body.titles).to_have_text(["Part 3", "Part 1", "Part 2"])
    assert not any(is_built(form.body.block(n)) for n in range(3))
    form.save()
    assert body_of(page) == [before[2], before[0], before[1]]


def test_looking_at_a_section_is_no_edit(editor, site):
    page = guide(*sections(2), faq(question("Why?")), live=False)
    form = opened(editor, page)
    watched(editor)
    for number in range(3):
        form.body.block(number).unfold()
    form.body.block(2).stream("questions").block(0).unfold()
    sent = """() => [...new FormData(document.getElementById('page-edit-form')).keys()]
        .filter(name => name.startsWith('body-') && name.includes('-value'))"""
    kept = ["body-0-value", "body-1-value", "body-2-value"]
    assert editor.evaluate(sent) == kept
    editor.wait_for_timeout(1500)  # a rich text editor writes its text anew, and Wagtail compares
    assert editor.evaluate(sent) == kept
    assert page.revisions.count() == 0

    with editor.expect_response(lambda answer: answer.request.method == "POST" and answer.url.endswith("/edit/")):
        form.body.block(0).field("heading").fill("Another")
    assert body_of(page)[0]["value"]["heading"] == "Another"
    form.body.block(0).field("heading").fill("Part 1")
    assert editor.evaluate(sent) == kept


def test_what_refuses_a_guide_is_shown_in_a_section_that_nobody_opened(editor, site):
    page = guide(*sections(3), section("", text()), faq(question("Why?", "")), live=False)
    form = opened(editor, page)
    form.publish()
    form = GuideForm(editor)
    section_at_fault, questions = form.body.block(3), form.body.block(4).stream("questions")
    expect(section_at_fault.element.get_by_text("This field is required.")).to_be_visible()
    expect(questions.blocks.first.get_by_text("This field is required.")).to_be_visible()
    assert [is_built(form.body.block(n)) for n in range(4)] == [False, False, False, True]
    questions.block(0).write("Because.", "answer")
    expect(questions.block(0).field("answer")).to_have_value(re.compile("Because"))  # it waits for the next letter
    section_at_fault.field("heading").fill("The last part")
    form.publish()
    page.refresh_from_db()
    assert page.live
    assert [part.value["heading"] for part in page.body] == ["Part 1", "Part 2", "Part 3", "The last part", "Questions"]


def test_a_comment_in_a_folded_section_is_there(editor, site):
    page = guide(*sections(3), live=False)
    part = body_of(page)[1]
    path = f"body.{part['id']}.content.{part['value']['content'][1]['id']}.heading"
    user = get_user_model().objects.get(username="editor")
    Comment.objects.create(page=page, user=user, text="Is this so?", contentpath=path, position="")
    form = opened(editor, page)
    assert [is_built(form.body.block(n)) for n in range(3)] == [False, True, False]
    editor.get_by_role("button", name="Toggle comments").click()
    form.body.block(1).unfold()
    expect(editor.locator(".comment").get_by_text("Is this so?")).to_be_visible()


def test_an_address_leads_into_a_folded_section(editor, site):
    page = guide(*sections(3), live=False)
    _, second, third = body_of(page)
    inner = second["value"]["content"][1]["id"]
    editor.goto(f"/admin/pages/{page.pk}/edit/#:w:contentpath=body.{second['id']}.content.{inner}.heading")
    form = GuideForm(editor)
    expect(form.body.block(1).stream("content").block(1).field("heading")).to_be_visible()
    inner = third["value"]["content"][1]["id"]
    editor.evaluate(f"() => {{ location.hash = '#block-{inner}-section' }}")
    expect(form.body.block(2).stream("content").block(1).field("heading")).to_be_in_viewport()


def test_all_sections_are_opened_and_closed_at_once_and_found_by_the_browser(editor, site):
    page = guide(*sections(30), live=False)
    before = body_of(page)
    form = opened(editor, page)
    words = form.body.blocks.nth(20).locator("> section > .w-panel__content")
    assert words.get_attribute("hidden") == "until-found"
    assert "Words of part 21 & more." in (words.text_content() or "")

    everything = editor.get_by_role("button", name="Collapse all")
    everything.click()
    editor.get_by_role("button", name="Expand all").click()
    expect(form.body.block(0).field("heading")).to_be_visible()
    last = form.body.block(29)
    assert not is_built(last)
    last.element.scroll_into_view_if_needed()
    expect(last.field("heading")).to_be_visible()
    form.save()
    assert body_of(page) == before


def test_the_outline_beside_the_form_leads_to_folded_sections(editor, site):
    page = guide(*sections(12), live=False)
    form = opened(editor, page)
    outline = editor.locator("[data-minimap-container]")
    outline.get_by_role("button", name="Toggle side panel").click()
    outline.get_by_role("link", name="Part 11").click()
    expect(form.body.block(10).field("heading")).to_be_in_viewport()
    assert not is_built(form.body.block(8))


def test_a_new_section_is_there_to_be_written_into(editor, site):
    page = guide(*sections(2), live=False)
    before = body_of(page)
    form = opened(editor, page)
    added = form.body.add("Section")
    added.field("heading").fill("New")
    added.stream("content").add("Text").write("New words.")
    form.save()
    after = body_of(page)
    assert after[:2] == before
    assert after[2]["value"]["heading"] == "New"
