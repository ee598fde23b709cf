"""A guide's form in Wagtail's admin, as an editor meets it: an outline, blocks, choosers, a preview, actions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import FrameLocator, Locator, Page


def dialog_of(page: Page) -> Locator:
    """Wagtail's dialog once it is wholly shown: until then it may still take the focus from what is typed in it."""
    expect(page.locator(".modal.in:focus-within")).to_be_visible()
    return page.locator(".modal-dialog")


class Stream:
    """The blocks of one stream, known by the name of its form field."""

    def __init__(self, page: Page, name: str) -> None:
        self.page = page
        self.container = page.locator(f'[name="{name}-count"] + [data-streamfield-stream-container]')
        self.blocks = self.container.locator("> [data-streamfield-child]")
        self.titles = self.blocks.locator("> section > .w-panel__header [data-panel-heading-text]")

    def block(self, number: int) -> Block:
        """The block at this place, from 0."""
        name = self.blocks.nth(number).locator("> input[name$=-type]").get_attribute("name") or ""
        return Block(self.page, name.removesuffix("-type"))

    def add(self, kind: str) -> Block:
        """Choose a kind of block in the menu after the last block."""
        number = self.blocks.count()
        self.container.locator("> div > button[title='Insert a block']").last.click()
        self.page.get_by_role("option", name=kind, exact=True).click()
        expect(self.blocks).to_have_count(number + 1)
        expect(self.blocks.nth(number)).to_be_visible()  # it takes the focus as it begins to unfold
        return self.block(number)


class Block:
    """One block, known by the prefix of its form fields, which stays wherever the block is moved."""

    def __init__(self, page: Page, prefix: str) -> None:
        self.page = page
        self.prefix = prefix
        self.element = page.locator(f'[data-streamfield-child]:has(> [name="{prefix}-type"])')

    def name(self, field: str = "") -> str:
        """The form's name for a field of the block; for its only value if it has no fields."""
        return f"{self.prefix}-value-{field}" if field else f"{self.prefix}-value"

    def field(self, field: str = "") -> Locator:
        return self.page.locator(f'[name="{self.name(field)}"]')

    def stream(self, field: str) -> Stream:
        return Stream(self.page, self.name(field))

    def unfold(self) -> Block:
        """Open the block, if it is not open."""
        toggle = self.element.locator("> section > .w-panel__header [data-panel-toggle]")
        if toggle.get_attribute("aria-expanded") == "false":
            toggle.click()
        expect(self.element.locator("> section > .w-panel__content")).to_be_visible()
        return self

    def write(self, words: str, field: str = "") -> None:
        """Type at the end of a rich text field."""
        editor = self.field(field).locator("xpath=..").locator("[contenteditable=true]")
        editor.click()
        self.page.keyboard.press("Control+End")
        self.page.keyboard.type(words)
        expect(editor).to_contain_text(words)

    def choose(self, title: str, field: str = "") -> None:
        """Choose from a library, in Wagtail's own dialog."""
        chooser = self.page.locator(f'[id="{self.name(field)}-chooser"]')
        chooser.get_by_role("button", name="Choose").click()
        dialog = dialog_of(self.page)
        dialog.get_by_role("link", name=title).first.click()
        expect(dialog).to_be_hidden()
        expect(chooser).to_contain_text(title)


class GuideForm:
    """The form in which a guide is written, on the page that shows it."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.title = page.locator("[name=title]")
        self.summary = page.locator("[name=summary]")
        self.body = Stream(page, "body")
        self.actions = page.get_by_role("navigation", name="Actions (footer)")
        expect(self.body.blocks.first).to_be_visible()

    def preview(self, mode: str = "Page") -> FrameLocator:
        """Open the preview beside the form, if it is not open, and choose what it shows."""
        chooser = self.page.get_by_label("Preview mode")
        shown = self.page.evaluate_handle(
            "() => ({event: new Promise(seen => document.addEventListener('w-preview:loaded', seen, {once: true}))})"
        )
        if not chooser.is_visible():
            self.page.get_by_role("button", name="Toggle preview").click()
        else:
            chooser.select_option(label=mode)
        self.page.evaluate("async shown => { await shown.event }", shown)
        return self.page.frame_locator("#w-preview-iframe")

    def save(self) -> GuideForm:
        """Save a draft, and return the form as it comes back."""
        with self.page.expect_navigation():
            self.actions.get_by_role("button", name="Save draft").click()
        return GuideForm(self.page)

    def publish(self) -> None:
        """Publish, and wait for the page that says what became of it."""
        self.actions.get_by_role("button", name="More actions").click()
        with self.page.expect_navigation():
            self.actions.get_by_role("button", name="Publish").click()
