"""Links to guides, as an editor makes them: chosen, pasted, copied; and parts that are copied between guides."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from guide_pages.models import GuidePage
from tests.browser.accessibility import violations
from tests.browser.guide_form import GuideForm, dialog_of
from tests.factories import draft, faq, guide, publish, question, section, text

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page


#: How the classes of what is not Wagtail's begin.
OURS = ("guide-", "guides-", "copied-", "readiness", "outlines", "admin-brand")


@pytest.fixture
def other(site) -> GuidePage:
    return guide(section("Doses"), faq(question("Is it safe?")), title="Ketamine", slug="ketamine")


@pytest.fixture
def page(site) -> GuidePage:
    return guide(section("Before", text("See")), title="Sleep", slug="sleep")


def edit(editor: Page, page: GuidePage) -> Locator:
    """Open the form and its first text; return where one types."""
    editor.goto(f"/admin/pages/{page.pk}/edit/")
    written = GuideForm(editor).body.block(0).unfold().stream("content").block(0)
    place = written.field().locator("xpath=..").locator("[contenteditable=true]")
    place.click()
    editor.keyboard.press("Control+End")
    return place


def stored(page: GuidePage) -> str:
    return str(
        GuidePage.objects.get(pk=page.pk).get_latest_revision_as_object().body[0].value["content"][0].value.source
    )


def test_a_question_of_a_guide_is_chosen_by_keyboard_and_found_when_the_guide_is_renamed(editor, new_page, page, other):
    place = edit(editor, page)
    editor.keyboard.type(" ")
    editor.keyboard.press("Control+k")
    dialog = dialog_of(editor)
    expect(dialog.get_by_label("Title of the guide")).to_be_focused()
    dialog.get_by_role("link", name="Ketamine").press("Enter")
    dialog.get_by_role("button", name="Is it safe?").press("Enter")
    expect(place.get_by_text("Is it safe?")).to_be_visible()
    form = GuideForm(editor).save()
    assert f'<a linktype="page" id="{other.pk}" fragment="#is-it-safe">Is it safe?</a>' in stored(page)
    form.publish()

    publish(GuidePage.objects.get(pk=other.pk), slug="ketamine-therapy")
    visitor = new_page()
    visitor.goto(page.url)
    visitor.get_by_role("link", name="Is it safe?").click()
    visitor.wait_for_url("**/guides/ketamine-therapy/#is-it-safe")


def test_an_address_that_is_pasted_becomes_a_link_to_its_place(editor, page, other):
    edit(editor, page)
    editor.keyboard.press("Control+a")
    editor.evaluate(
        """address => {
            const data = new DataTransfer();
            data.setData('text/plain', address);
            document.activeElement.dispatchEvent(new ClipboardEvent('paste', {clipboardData: data, bubbles: true}));
        }""",
        f"{other.full_url}#doses",
    )
    editor.wait_for_timeout(1000)  # the editor writes into the form a moment after what was done
    GuideForm(editor).save()
    assert f'<a linktype="page" id="{other.pk}" fragment="#doses">' in stored(page)


def test_the_public_links_of_a_guide_are_copied(editor, other):
    editor.context.grant_permissions(["clipboard-read", "clipboard-write"])
    editor.goto(f"/admin/guides/{other.pk}/links/")
    editor.get_by_label("Is it safe?").locator("xpath=..").get_by_role("button", name="Copy").click()
    editor.wait_for_function(
        "async address => await navigator.clipboard.readText() === address", arg=f"{other.full_url}#is-it-safe"
    )


def test_parts_of_another_guide_are_copied_into_the_draft(editor, page, other):
    draft(page)
    editor.goto(f"/admin/guides/{page.pk}/copy/")
    editor.get_by_role("link", name="Ketamine").click()
    editor.get_by_label("Doses").check()
    editor.get_by_label("Is it safe?").check()
    editor.get_by_role("button", name="Copy into the draft").click()
    form = GuideForm(editor)
    expect(form.body.titles).to_have_text(["Before", "Doses", "Frequently asked questions"])
    expect(editor.get_by_text("2 parts copied from “Ketamine”.")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_is_ours_in_the_admin_is_accessible(sign_in, page, other, axe, scheme):
    """In the main part of each view: what stands around it is Wagtail's."""
    editor = sign_in(color_scheme=scheme)
    addresses = ["/admin/", "/admin/guides/", f"/admin/guides/{other.pk}/links/"]
    addresses.append(f"/admin/guides/{page.pk}/copy/?source={other.pk}")
    found = []
    for address in addresses:
        editor.goto(address)
        ours = [line for line in violations(editor, axe) if any(name in line for name in OURS)]
        found += [f"{address}: {line}" for line in ours]
    assert found == []
