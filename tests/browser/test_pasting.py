"""What an editor copies in Word and Google Docs keeps its structure in the form; the line below it takes it back."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests.browser.guide_form import Block, GuideForm
from tests.factories import block, faq, guide, question, section, text
from tests.guide_pages.importing.test_pasting import DOCS, WORD

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from guide_pages.models import GuidePage

PASTE = """(element, [html, text]) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/html', html);
    clipboardData.setData('text/plain', text);
    element.dispatchEvent(new ClipboardEvent('paste', {clipboardData, bubbles: true, cancelable: true}));
}"""


def paste(editor: Page, place: Block, html: str, field: str = "", key: str = "Control+End") -> None:
    """Put the cursor at the end of a text, or where a key takes it, and paste as a browser does."""
    writing = place.field(field).locator("xpath=..").locator("[contenteditable=true]")
    writing.click()
    editor.keyboard.press(key)
    writing.evaluate(PASTE, [html, re.sub("<[^>]*>", "", html)])


def opened(editor: Page, page: GuidePage) -> GuideForm:
    editor.goto(f"/admin/pages/{page.pk}/edit/")
    return GuideForm(editor)


def outline(page: GuidePage) -> list[Any]:
    """Headings of the newest draft's sections, each with the kinds of its blocks."""
    page.refresh_from_db()
    return [
        (part.value["heading"], [(child.block_type, plain(child.value)) for child in part.value["content"]])
        for part in page.get_latest_revision_as_object().body
    ]


def plain(value: Any) -> str:
    return re.sub(r' data-block-key="\w+"', "", str(getattr(value, "source", value if isinstance(value, str) else "")))


@pytest.fixture
def draft(site) -> GuidePage:
    return guide(section("One", text("Begin. End."), text("Last.")), section("Two"), live=False)


def test_word_becomes_blocks_and_sections_after_the_text(editor, draft):
    form = opened(editor, draft)
    first = form.body.block(0).unfold().stream("content")
    paste(editor, first.block(0), WORD)
    status = first.block(0).element.get_by_role("status")
    expect(status).to_contain_text("Pasted: Text, Section. Not kept: 1 picture: add it as an image.")
    expect(form.body.titles).to_have_text(["One", "Before", "Two"])
    editor.wait_for_timeout(500)
    form.save()
    one, before, two = outline(draft)
    assert one == (
        "One",
        [
            ("text", "<p>Begin. End.Ketamine, CO<sub>2</sub> and 10<sup>3</sup>, <b>slowly</b>.</p>"),
            ("text", "<p>Last.</p>"),
        ],
    )
    assert [kind for kind, _ in before[1]] == ["text", "subheading", "table", "quote", "text"]
    assert before[1][4][1] == '<p>See <a href="https://www.nhs.uk/sleep">here</a>.</p>'
    assert two[0] == "Two"


def test_a_paste_in_the_middle_of_a_text_parts_it(editor, draft):
    form = opened(editor, draft)
    first = form.body.block(0).unfold().stream("content")
    html = "<p>New.</p><h3>Meals</h3><table><tr><td>A</td><td>B</td></tr><tr><td>1</td><td>2</td></tr></table>"
    paste(editor, first.block(0), html, key="Control+Home")
    expect(first.blocks).to_have_count(5)
    editor.wait_for_timeout(500)
    form.save()
    assert outline(draft)[0][1] == [
        ("text", "<p>New.</p>"),
        ("subheading", "Meals"),
        ("table", ""),
        ("text", "<p>Begin. End.</p>"),
        ("text", "<p>Last.</p>"),
    ]


def test_a_paste_is_taken_back(editor, draft):
    form = opened(editor, draft)
    first = form.body.block(0).unfold().stream("content")
    paste(editor, first.block(0), DOCS, key="Control+Home")
    expect(form.body.titles).to_have_text(["One", "After", "Two"])
    first.block(0).element.get_by_role("button", name="Undo").click()
    expect(form.body.container.locator("> [data-streamfield-child]:visible")).to_have_count(2)
    editor.wait_for_timeout(500)
    form.save()
    assert [heading for heading, _ in outline(draft)] == ["One", "Two"]
    assert outline(draft)[0][1] == [("text", "<p>Begin. End.</p>"), ("text", "<p>Last.</p>")]


def test_where_only_words_stand_the_words_are_kept_and_the_loss_is_said(editor, site):
    draft = guide(section("One", block("callout", {"tone": "tip", "heading": "", "text": "<p>Tip.</p>"})), live=False)
    form = opened(editor, draft)
    callout = form.body.block(0).unfold().stream("content").block(0)
    paste(editor, callout, DOCS, "text")
    expect(callout.element.get_by_role("status")).to_contain_text(
        "Not kept: headings, which are bold lines here; tables"
    )
    writing = callout.field("text").locator("xpath=..").locator("[contenteditable=true]")
    expect(writing).to_contain_text("Noon · Soup")
    expect(callout.field("text")).to_have_value(re.compile('"style":"SUBSCRIPT"'))


def test_words_are_pasted_where_the_server_does_not_answer(editor, site):
    draft = guide(faq(question("Why?", "<p>So.</p>")), live=False)
    form = opened(editor, draft)
    asked = form.body.block(0).unfold().stream("questions").block(0).unfold()
    editor.route("**/guides/paste/", lambda route: route.fulfill(status=404, body="Not here"))
    paste(editor, asked, "<h2>Because</h2>", "answer")
    expect(asked.element.get_by_role("status")).to_contain_text("only the words were pasted")
    expect(asked.field("answer").locator("xpath=..").locator("[contenteditable=true]")).to_contain_text("Because")


def test_a_plain_paste_is_the_editors_own(editor, draft):
    form = opened(editor, draft)
    first = form.body.block(0).unfold().stream("content").block(0)
    asked: list[str] = []
    editor.on("request", lambda request: asked.append(request.url))
    paste(editor, first, "<p>Only <b>bold</b>.</p>")
    expect(first.field().locator("xpath=..").locator("[contenteditable=true]")).to_contain_text("Only bold.")
    assert not any("paste" in url for url in asked)
