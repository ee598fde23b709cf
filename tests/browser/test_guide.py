"""A guide from the empty form to its reader: an editor clicks and types, a visitor reads."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pytest
from playwright.sync_api import expect
from wagtail.models import Collection

from tests.browser.guide_form import GuideForm
from tests.factories import (
    FaqEntryFactory,
    ImageFactory,
    faq,
    guide,
    guide_index,
    question,
    section,
    text,
)

if TYPE_CHECKING:
    from playwright.sync_api import FrameLocator, Locator, Page

    from guide_pages.models import GuidePage

TITLE = "Sleeping after surgery"
SUMMARY = "Why sleep is poor after an operation, and what helps. For people who go home soon."
IMAGE = "Moon over a lake"
SHARED = "May I drive myself home?"
OLD, NEW = "How long will it last?", "How many nights will be bad?"


class Library(NamedTuple):
    """What an editor chooses from."""

    index: int
    image: str
    question: str


@pytest.fixture
def library(site) -> Library:
    ImageFactory(title=IMAGE, collection=Collection.get_first_root_node())
    FaqEntryFactory(question=SHARED, answer="<p>No. Ask somebody to fetch you.</p>")
    return Library(guide_index().pk, IMAGE, SHARED)


def add_guide(page: Page, index: int) -> GuideForm:
    """Come to the form for a new guide from the index's page in the explorer."""
    page.goto(f"/admin/pages/{index}/")
    page.get_by_role("link", name="Add child page").first.click()
    return GuideForm(page)


def compose(form: GuideForm, library: Library) -> None:
    """Write two sections, the first with an image, and three questions, the last from the library."""
    form.title.fill(TITLE)
    form.summary.fill(SUMMARY)
    introduction = form.body.block(0).unfold().stream("content")
    introduction.add("Text").write("Most people sleep badly for some nights.")
    image = introduction.add("Image")
    image.choose(library.image, "image-image")
    image.field("image-alt_text").fill("The moon above still water.")
    conclusion = form.body.block(1).unfold()
    conclusion.field("heading").fill("What to remember")
    conclusion.stream("content").add("Text").write("It passes.")
    questions = form.body.block(2).unfold().stream("questions")
    for words, answer in ((OLD, "About two weeks."), ("Will pills help?", "Ask first.")):
        written = questions.add("Question")
        written.field("question").fill(words)
        written.write(answer, "answer")
    questions.add("Question from the library").choose(library.question)


def published_at(page: Page) -> str:
    """The public address, from the message that says a page is published."""
    address = page.get_by_role("link", name="View live").first.get_attribute("href")
    assert address
    return address


def visible_question(page: Page | FrameLocator, words: str) -> Locator:
    return page.locator("details.question").filter(has=page.get_by_role("heading", name=words))


def test_an_editor_composes_a_guide_that_a_visitor_reads_by_links_that_last(editor, new_page, library):
    form = add_guide(editor, library.index)
    expect(form.body.titles).to_have_text(["Introduction", "Conclusion", "Frequently asked questions"])
    compose(form, library)

    form = form.save()
    preview = form.preview()
    expect(preview.get_by_role("heading", level=1)).to_have_text(TITLE)
    expect(preview.get_by_text("Preview: a draft, not what readers see.")).to_be_visible()
    expect(visible_question(preview, SHARED)).to_be_visible()
    expect(form.preview("JSON for mobile clients").locator("body")).to_contain_text('"question": "Will pills help?"')
    form.publish()
    address = published_at(editor)

    old_link = read_as_visitor(new_page(), address)
    rename_question(editor, OLD, NEW)

    visitor = new_page()
    visitor.goto(old_link)
    renamed = visible_question(visitor, NEW)
    expect(renamed).to_have_attribute("open", "")
    expect(renamed).to_be_in_viewport()
    expect(renamed.get_by_text("About two weeks.")).to_be_visible()
    expect(visible_question(visitor, OLD)).to_have_count(0)


def read_as_visitor(visitor: Page, address: str) -> str:
    """Read the guide, and return the link to its first question."""
    visitor.goto(address)
    expect(visitor.get_by_role("heading", level=1)).to_have_text(TITLE)
    expect(visitor.get_by_text(SUMMARY)).to_be_visible()
    image = visitor.get_by_role("img", name="The moon above still water.")
    image.scroll_into_view_if_needed()
    visitor.wait_for_function("image => image.complete && image.naturalWidth > 0", arg=image.element_handle())

    contents = visitor.get_by_role("navigation", name="In this guide")
    contents.get_by_role("link", name="What to remember").click()
    expect(visitor.get_by_role("heading", name="What to remember")).to_be_in_viewport()
    assert visitor.url.endswith(f"{address}#what-to-remember")

    expect(visitor.locator("details.question")).to_have_count(3)
    expect(visitor.locator("details.question[open]")).to_have_count(0)
    for words, answer in ((OLD, "About two weeks."), (SHARED, "No. Ask somebody to fetch you.")):
        asked = visible_question(visitor, words)
        expect(asked.get_by_text(answer)).to_be_hidden()
        asked.get_by_role("heading", name=words).click()
        expect(asked.get_by_text(answer)).to_be_visible()
    link = visitor.get_by_role("link", name=f"Link to this question: {OLD}").get_attribute("href")
    return f"{address}{link}"


def rename_question(editor: Page, old: str, new: str) -> None:
    """Go back to the guide in the admin, give its first question other words, and publish."""
    editor.get_by_role("link", name="Edit", exact=True).first.click()
    form = GuideForm(editor)
    asked = form.body.block(2).unfold().stream("questions").block(0).unfold()
    expect(asked.field("question")).to_have_value(old)
    asked.field("question").fill(new)
    form.publish()
    published_at(editor)


def test_an_incomplete_guide_is_refused_where_it_is_incomplete(editor, library):
    form = add_guide(editor, library.index)
    form.title.fill("An outline")
    form.body.block(0).field("heading").fill("")
    form.publish()
    expect(editor.get_by_text("could not be created due to validation errors")).to_be_visible()
    form = GuideForm(editor)
    expect(editor.locator("#panel-child-content-summary-section")).to_contain_text("This field is required.")
    # unfolded by Wagtail, as there is something to mend
    expect(form.body.block(0).element.get_by_text("This field is required.")).to_be_visible()


def test_what_only_the_whole_guide_shows_is_said_at_the_block(editor, new_page, library):
    page = guide(section(), faq(question("Why?"), question("Why?")), live=False, title="Twice the same")
    editor.goto(f"/admin/pages/{page.pk}/edit/")
    form = GuideForm(editor)
    form.publish()
    expect(editor.get_by_text("could not be saved due to validation errors")).to_be_visible()
    form = GuideForm(editor)
    questions = form.body.block(1).stream("questions")
    expect(questions.blocks.nth(1).get_by_text("The question “Why?” is asked twice.")).to_be_visible()
    questions.block(1).field("question").fill("Why not?")
    form.publish()
    visitor = new_page()
    visitor.goto(published_at(editor))
    expect(visible_question(visitor, "Why not?")).to_be_visible()


@pytest.fixture
def live_guide(site) -> GuidePage:
    return guide(section("Before", text("What readers know.")), faq(question("Does it hurt?")), title="A live guide")


def test_what_is_typed_and_saved_by_itself_stays_with_the_editor(editor, new_page, live_guide):
    address = f"/admin/pages/{live_guide.pk}/edit/"
    editor.add_init_script("addEventListener('w-unsaved:watch-edits', () => { window.watchesEdits = true })")
    editor.goto(address)
    form = GuideForm(editor)
    editor.wait_for_function("() => window.watchesEdits")  # what is typed before then waits for the next change
    words = form.body.block(0).unfold().stream("content").block(0)
    with editor.expect_response(
        lambda answer: answer.request.method == "POST" and answer.url.endswith(address)
    ) as saved:
        words.write(" What only editors know.")
    assert saved.value.ok
    expect(editor.locator("#w-autosave-indicator")).to_contain_text("Saved")
    live_guide.refresh_from_db()
    assert "What only editors know." in str(live_guide.get_latest_revision_as_object().body)

    visitor = new_page()
    visitor.goto(live_guide.full_url)
    expect(visitor.get_by_text("What readers know.")).to_be_visible()
    expect(visitor.get_by_text("What only editors know.")).to_have_count(0)


def test_an_editor_gets_the_user_bar_and_a_visitor_neither_it_nor_a_cookie(editor, page, live_guide):
    editor.goto(live_guide.full_url)
    editor.get_by_role("button", name="View Wagtail quick actions").click()
    expect(editor.get_by_role("menuitem", name="Edit this page")).to_be_visible()

    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(live_guide.full_url, wait_until="networkidle")
    assert [url for url in asked if "userbar" in url] == []
    expect(page.locator("wagtail-userbar")).to_have_count(0)
    assert page.context.cookies() == []
