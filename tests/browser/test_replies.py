"""A reply from the form under a guide to an answer in its questions: a visitor writes, a moderator decides."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from playwright.sync_api import expect

from demo.sign_ins import USERS
from guide_pages.models import Reply
from guide_pages.replies.tokens import FLOOR
from tests.browser.accessibility import violations
from tests.browser.guide_form import GuideForm
from tests.factories import faq, guide, question, reply, section, text

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from guide_pages.models import GuidePage

ASKED = "May I drive home by myself?"
ANSWERED = "No. Ask somebody to fetch you."
A_MOMENT = (FLOOR + 0.5) * 1000  # milliseconds


@pytest.fixture
def live_guide(site) -> GuidePage:
    return guide(section("Before", text("What readers know.")), faq(question("Does it hurt?")), title="A live guide")


def write(page: Page, words: str = ASKED, name: str = "Lou") -> None:
    page.get_by_label("Your reply").fill(words)
    page.get_by_label("Your name").fill(name)
    page.get_by_label("Your email").fill("lou@example.org")


def send(page: Page) -> None:
    page.wait_for_timeout(A_MOMENT)
    page.get_by_role("button", name="Send reply").click()


def thanked(page: Page) -> None:
    expect(page.get_by_role("heading", level=1)).to_contain_text("Your reply awaits a check")


@pytest.fixture
def editor(editor: Page) -> Page:
    """The page of an editor who decides about replies, too: somebody in both groups."""
    user = get_user_model().objects.get(username="editor")
    user.groups.add(Group.objects.get(name=USERS["moderator"]))
    return editor


def test_a_reply_is_sent_approved_made_a_question_published_and_read(editor, page, live_guide):
    page.goto(live_guide.full_url)
    write(page)
    send(page)
    thanked(page)
    page.get_by_role("link", name="Back to “A live guide”").click()
    expect(page.get_by_text(ASKED)).to_have_count(0)
    assert page.context.cookies() == []

    editor.goto("/admin/")
    editor.get_by_role("link", name="Replies (1)").click()
    editor.get_by_role("button", name="Approve").click()
    expect(editor.get_by_text("1 reply: Approved.")).to_be_visible()
    page.reload()
    expect(page.locator(".reply").get_by_text(ASKED)).to_be_visible()

    editor.goto("/admin/replies/")
    editor.get_by_role("row").filter(has_text=ASKED).get_by_role("link", name="Answer").click()
    editor.get_by_label("Answer", exact=False).first.fill(ANSWERED)
    editor.get_by_role("button", name="Answer", exact=True).click()
    expect(editor.get_by_text("Your answer is shown under the reply.")).to_be_visible()
    editor.get_by_role("button", name="Make it a question").click()
    expect(editor.locator("[name=question]")).to_have_value(ASKED)
    publish_entry(editor)
    publish_in_guide(editor, live_guide)

    page.reload()
    expect(page.locator(".reply--publisher").get_by_text(ANSWERED)).to_be_visible()
    page.get_by_role("link", name="Answered in the guide’s questions").click()
    asked = page.locator("details.question").filter(has=page.get_by_role("heading", name=ASKED))
    expect(asked).to_have_attribute("open", "")
    expect(asked.get_by_text(ANSWERED)).to_be_in_viewport()

    api: Any = page.request.get(f"/api/guides/v1/guides/{live_guide.guide.pk}/replies").json()
    assert [item["text"] for item in api["items"]] == [ASKED, ANSWERED]
    assert api["items"][0]["answered_in"]["url"] == page.url


def publish_entry(editor: Page) -> None:
    actions = editor.get_by_role("navigation", name="Actions (footer)")
    actions.get_by_role("button", name="More actions").click()
    actions.get_by_role("button", name="Publish").click()
    expect(editor.get_by_text("updated and published")).to_be_visible()


def publish_in_guide(editor: Page, page: GuidePage) -> None:
    editor.goto(f"/admin/pages/{page.pk}/edit/")
    form = GuideForm(editor)
    form.body.block(1).unfold().stream("questions").add("Question from the library").choose(ASKED)
    form.publish()
    expect(editor.get_by_role("link", name="View live").first).to_be_visible()


def test_without_a_script_it_is_checked_and_then_sent(new_page, live_guide):
    page = new_page(java_script_enabled=False)
    page.goto(live_guide.full_url)
    write(page)
    page.get_by_role("button", name="Send reply").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Check your reply")
    expect(page.locator(".answering__check").get_by_text(ASKED)).to_be_visible()
    send(page)
    thanked(page)
    assert Reply.objects.get().text == ASKED
    assert page.context.cookies() == []


def test_two_clicks_are_one_reply(page, live_guide):
    page.goto(live_guide.full_url)
    write(page)
    page.wait_for_timeout(A_MOMENT)
    page.get_by_role("button", name="Send reply").dblclick()
    thanked(page)
    assert Reply.objects.count() == 1


def test_an_error_comes_into_focus_leads_to_its_field_and_keeps_the_rest(page, live_guide):
    page.goto(live_guide.full_url)
    words = "See http://a.example and http://b.example and http://c.example please."
    write(page, words)
    send(page)
    alert = page.get_by_role("alert")
    expect(alert).to_be_focused()
    assert page.title().startswith("Error:")
    alert.get_by_role("link", name="A reply may have 2 links; yours has 3.").click()
    field = page.get_by_label("Your reply")
    expect(field).to_be_focused()
    expect(field).to_have_value(words)
    expect(page.get_by_label("Your name")).to_have_value("Lou")
    field.fill(ASKED)
    send(page)
    thanked(page)


def test_a_visitor_answers_another(page, live_guide):
    reply(live_guide, "I was nervous.", name="Bea", state="approved")
    page.goto(live_guide.full_url)
    page.get_by_role("link", name="Answer Bea").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Answer Bea")
    write(page, "So was I.")
    send(page)
    thanked(page)
    assert Reply.objects.get(text="So was I.").parent.name == "Bea"


def test_many_are_decided_at_once_and_undone(editor, live_guide):
    for n in range(3):
        reply(live_guide, f"Reply number {n}")
    editor.goto("/admin/replies/?state=waiting")
    editor.get_by_label("Select all").first.check()
    editor.get_by_role("link", name="Mark the selected replies as spam").click()
    editor.get_by_role("button", name="Spam").click()
    expect(editor.get_by_text("3 replies: Spam.")).to_be_visible()
    assert Reply.objects.filter(state="spam").count() == 3
    editor.get_by_role("button", name="Undo").click()
    expect(editor.get_by_text("3 replies are as they were.")).to_be_visible()
    assert Reply.objects.filter(state="waiting").count() == 3


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_form_and_what_follows_it_are_accessible(new_page, live_guide, axe, scheme):
    first = reply(live_guide, "I was nervous. See https://example.org/a for what helped me.", state="approved")
    reply(live_guide, "So was I.", parent=first, state="approved")
    page = new_page(color_scheme=scheme, viewport={"width": 320, "height": 640})
    found = []
    address = f"/_util/replies/{live_guide.guide.pk}/"
    for path in (live_guide.url, address, f"{address}?to={first.pk}", f"{address}received/"):
        page.goto(path)
        found += [f"{path}: {violation}" for violation in violations(page, axe)]
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, path
    page.goto(address)
    page.evaluate("document.querySelector('.form--reply').noValidate = true")
    page.get_by_role("button", name="Send reply").click()
    expect(page.get_by_role("alert")).to_be_visible()
    found += violations(page, axe)
    assert found == [], "\n".join(found)
