"""The pictures in the guide for editors, taken of the demonstration as an editor sees it: one function a picture.

Each is called in its turn with an editor's page, and leaves the page as the picture shows it.
"""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from django.contrib.auth import get_user_model
from django.urls import reverse
from PIL import Image, ImageChops
from playwright.sync_api import expect

from faq_blocks.models import FaqEntry
from guide_pages.admin.listing import listing_url
from guide_pages.models import GuideIndexPage, GuidePage
from guide_pages.records import Guide
from tests.browser.guide_form import GuideForm, dialog_of
from tests.browser.test_bringing_in import TEXT
from tests.factories import faq, guide, question, section, text

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "images"
MOST_BYTES, MOST_PICTURES = 60_000, 12
WIDTH, HEIGHT = 1120, 800
#: A picture is another where so many of a thousand points differ by more than this of 255: what is told of time does.
POINTS, DIFFERENCE = 4, 40
TITLE = "Sleeping well again"
SUMMARY = "What keeps people awake, and what helps without a pill: for everybody who lies awake more often than not."


def a_draft() -> GuidePage:
    """Return the draft that is written in the pictures, which is not whole yet."""
    page = GuidePage.objects.filter(title=TITLE).first()
    if page is not None:
        return page
    parts = (
        section("Why sleep goes", text("Light, worry and habits each play their part. Look at one at a time.")),
        section("", text("Write down what you try, for two weeks.")),
        section("What helps", text("A fixed hour to rise helps most people more than a fixed hour to go to bed.")),
        faq(question("How long until it helps?", ""), heading="What people ask"),
    )
    index = GuideIndexPage.objects.get(locale__language_code="en")
    page = guide(*parts, parent=index, live=False, title=TITLE, slug="sleeping-well", summary=SUMMARY)
    page.save_revision(user=get_user_model().objects.get(username="editor"))
    return page


def published() -> GuidePage:
    """Return the demonstration's long guide."""
    return GuidePage.objects.get(slug="ketamine-therapy")


def answer() -> FaqEntry:
    """Return an answer of the library that guides show."""
    return next(entry for entry in FaqEntry.objects.order_by("pk") if Guide.objects.depending_on("faq_entry", entry.pk))


def dashboard(page: Page) -> None:
    """What is found first: how to begin, one's drafts."""
    a_draft()
    page.goto("/admin/")
    expect(page.get_by_role("link", name=TITLE).first).to_be_visible()


def outlines(page: Page) -> None:
    """A new guide begins with an outline."""
    index = GuideIndexPage.objects.get(locale__language_code="en")
    page.goto(reverse("wagtailadmin_pages:add", args=["guide_pages", "guidepage", index.pk]))
    expect(page.locator(".outlines__outline").nth(1)).to_be_visible()


def form(page: Page) -> None:
    """The form, with what keeps the guide from being published beside it."""
    page.goto(reverse("wagtailadmin_pages:edit", args=[a_draft().pk]))
    GuideForm(page)
    page.get_by_role("button", name="Toggle checks").click()
    expect(page.get_by_role("button", name="The question “How long until it helps?” has no answer.")).to_be_visible()
    expect(page.locator("[data-content-word-count]")).not_to_have_text("-")


def link(page: Page) -> None:
    """The link button offers the parts of a guide."""
    page.goto(reverse("wagtailadmin_pages:edit", args=[a_draft().pk]))
    written = GuideForm(page).body.block(0).unfold().stream("content").block(0)
    written.field().locator("xpath=..").locator("[contenteditable=true]").click()
    page.keyboard.press("Control+End")
    page.keyboard.press("Control+k")
    dialog = dialog_of(page)
    expect(dialog.get_by_label("Title of the guide")).to_be_focused()
    dialog.get_by_role("link", name=published().title).click()
    expect(dialog.get_by_text("The whole guide")).to_be_visible()


def copied(page: Page) -> None:
    """Parts of another guide, to be copied into this one."""
    address = reverse("guidepost_copy_parts", args=[a_draft().pk])
    page.goto(f"{address}?source={published().pk}")
    page.locator(".copied-parts input").nth(1).check()
    page.locator(".copied-parts input").nth(2).check()


def answer_published(page: Page) -> None:
    """What a shared answer will change, before it does."""
    entry = answer()
    entry.answer += "<p>Ask again if it changes for you.</p>"
    entry.save_revision(user=get_user_model().objects.get(username="editor"))
    page.goto(reverse("guidepost_publish_answer", args=[entry.pk]))
    page.get_by_label("What changed").fill("Says when to ask again.")
    expect(page.locator("ins").first).to_be_visible()


def editions(page: Page) -> None:
    """What a guide has said, and why: the answer of the picture before has been published meanwhile."""
    page.goto(reverse("guidepost_publish_answer", args=[answer().pk]))
    page.get_by_label("What changed").fill("Says when to ask again.")
    with page.expect_navigation():
        page.get_by_role("button", name="Publish", exact=True).click()
    shown = Guide.objects.depending_on("faq_entry", answer().pk).first()
    assert shown is not None
    page.goto(reverse("guidepost_editions", args=[shown.page_id]))
    expect(page.get_by_text("Says when to ask again.")).to_be_visible()


def guides(page: Page) -> None:
    """All guides, with what an editor asks of many."""
    page.goto(listing_url())
    expect(page.get_by_role("link", name=published().title).first).to_be_visible()


def desk(page: Page) -> None:
    """An article that is brought in: what each line was taken for, and the guide as it will be."""
    page.goto(reverse("guidepost_bringing:start"))
    page.locator("[name=pasted]").fill(TEXT)
    with page.expect_navigation():
        page.get_by_role("button", name="Read", exact=True).click()
    frame = page.frame_locator("[data-guide]")
    expect(frame.get_by_role("heading", name="Bring Water")).to_be_visible()


#: Each picture by the name of its file, in the order in which they are taken.
PICTURES: dict[str, Callable[[Page], None]] = {
    "editing-outlines": outlines,
    "editing-form": form,
    "editing-link": link,
    "editing-copy": copied,
    "editing-answer": answer_published,
    "editing-editions": editions,
    "editing-guides": guides,
    "editing-desk": desk,
    "editing-dashboard": dashboard,
}


def path_of(name: str) -> Path:
    """Return where a picture is kept."""
    return FOLDER / f"{name}.webp"


def looks_alike(before: Image.Image, now: Image.Image) -> bool:
    """Return True for two pictures that differ no more than by what is told of time, or by how words are smoothed."""
    if before.size != now.size:
        return False
    found = ImageChops.difference(before.convert("L"), now.convert("L")).histogram()
    return sum(found[DIFFERENCE:]) * 1000 <= POINTS * now.width * now.height


def keep(name: str, taken: bytes) -> None:
    """Write a picture, unless the one that is there looks alike."""
    path, now = path_of(name), Image.open(BytesIO(taken)).convert("RGB")
    if path.exists() and looks_alike(Image.open(path), now):
        return
    now.save(path, "WEBP", quality=72, method=6)
