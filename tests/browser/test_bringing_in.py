"""Articles of each kind brought in as an editor would: two wrong guesses put right at the reading desk by keyboard."""

from __future__ import annotations

import shutil
import subprocess
from io import BytesIO
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

import pytest
from playwright.sync_api import expect

from guide_pages.models import GuidePage
from tests.browser.accessibility import violations
from tests.browser.guide_form import GuideForm
from tests.factories import guide_index
from tests.guide_pages.importing.test_wordpress import HEAD, item

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

START = "/admin/guides/bring-in/"
# The importer takes “silver birch” for text, and “Bring water” for a heading; the editor knows better.
TEXT = """Walking at Night

Before You Go

Tell somebody where you walk, and when you will be back.

Bring Water

A litre is enough for most people.

silver birch

Frequently Asked Questions

Q: Is a lamp allowed?

A: It is, on most paths.
"""
MARKDOWN = (
    TEXT.replace("Walking at Night", "# Walking at Night")
    .replace("Before", "## Before")
    .replace("Bring", "## Bring")
    .replace("Frequently", "## Frequently")
)
HTML = (
    "<h1>Walking at Night</h1><h2>Before You Go</h2><p>Tell somebody where you walk, and when you will be back.</p>"
    "<h2>Bring Water</h2><p>A litre is enough for most people.</p><p>silver birch</p>"
    "<h2>Frequently Asked Questions</h2><h3>Is a lamp allowed?</h3><p>It is, on most paths.</p>"
)


def word() -> bytes:
    """A Word document, as small as one can be."""
    styles = {"# ": "Title", "## ": "Heading1"}
    paragraphs = ""
    for line in MARKDOWN.split("\n\n"):
        mark = next((mark for mark in sorted(styles, key=len, reverse=True) if line.startswith(mark)), "")
        style = f'<w:pPr><w:pStyle w:val="{styles[mark]}"/></w:pPr>' if mark else ""
        paragraphs += f"<w:p>{style}<w:r><w:t>{line.removeprefix(mark).strip()}</w:t></w:r></w:p>"
    namespace = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    names = "".join(
        f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/></w:style>'
        for key, name in (("Title", "Title"), ("Heading1", "heading 1"))
    )
    package = "http://schemas.openxmlformats.org/package/2006"
    document = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    content = BytesIO()
    with ZipFile(content, "w") as archive:
        archive.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{package}/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>',
        )
        archive.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" Type="{document}/officeDocument"'
            ' Target="word/document.xml"/></Relationships>',
        )
        archive.writestr(
            "word/_rels/document.xml.rels",
            f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" Type="{document}/styles"'
            ' Target="styles.xml"/></Relationships>',
        )
        archive.writestr("word/styles.xml", f"<w:styles {namespace}>{names}</w:styles>")
        archive.writestr("word/document.xml", f"<w:document {namespace}><w:body>{paragraphs}</w:body></w:document>")
    return content.getvalue()


def by_pandoc(kind: str) -> bytes:
    if shutil.which("pandoc") is None:
        pytest.skip("pandoc is not installed")
    command = ["pandoc", "-s", "-f", "html", "-t", kind, "-o", "-", "--metadata", "title=Walking at Night"]
    html = HTML.replace("<h1>Walking at Night</h1>", "")
    return subprocess.run(command, input=html.encode(), check=True, capture_output=True).stdout


def export() -> bytes:
    html = HTML.replace("<h1>Walking at Night</h1>", "")
    return f"{HEAD}{item('Walking at Night', 'walking', html)}</channel></rss>".encode()


KINDS: dict[str, Any] = {
    "walk.txt": TEXT.encode(),
    "walk.md": MARKDOWN.encode(),
    "walk.html": HTML.encode(),
    "walk.docx": word,
    "walk.odt": lambda: by_pandoc("odt"),
    "walk.rtf": lambda: by_pandoc("rtf"),
    "walk.epub": lambda: by_pandoc("epub"),
    "walk.xml": export,
}


@pytest.fixture(autouse=True)
def index(site: Any) -> Any:
    return guide_index()


def choose(page: Page, *files: tuple[str, bytes]) -> None:
    page.goto(START)
    payload = [{"name": name, "mimeType": "application/octet-stream", "buffer": content} for name, content in files]
    page.locator("[name=documents]").set_input_files(payload)
    page.get_by_role("button", name="Read", exact=True).click()


def row(page: Page, words: str) -> Locator:
    return page.locator(".desk__line").filter(has_text=words)


def mark_by_keyboard(page: Page, words: str) -> None:
    """Go from line to line with the arrow keys, to the one that begins so."""
    page.locator("[name=line]:checked").focus()
    for _step in range(40):
        if words in page.evaluate("document.activeElement.closest('li').textContent"):
            return
        page.keyboard.press("ArrowDown")
    pytest.fail(f"no line says {words}")


def put_right(page: Page) -> None:
    """Say by keyboard alone that one line is a picture, and that another heads no section of its own."""
    mark_by_keyboard(page, "silver birch")
    page.keyboard.press("i")
    expect(page.get_by_role("status").filter(has_text="silver birch")).to_have_text("“silver birch”: Image.")
    mark_by_keyboard(page, "Bring Water")
    page.keyboard.press("s")
    expect(page.get_by_role("status").filter(has_text="Bring")).to_have_text("“Bring Water”: Subheading.")
    expect(row(page, "Bring Water").locator("[name=line]")).to_be_focused()


@pytest.mark.parametrize("name", KINDS)
def test_an_article_becomes_a_draft_with_two_guesses_put_right_by_keyboard(editor: Page, name: str) -> None:
    content = KINDS[name]() if callable(KINDS[name]) else KINDS[name]
    choose(editor, (name, content))
    expect(editor.locator("[data-desk]")).to_be_visible()
    put_right(editor)
    guide = editor.frame_locator("[data-guide]")
    expect(guide.get_by_role("heading", level=3, name="Bring Water")).to_be_visible()
    assert not GuidePage.objects.exists()
    make = editor.get_by_role("button", name="Make the draft")
    make.focus()
    with editor.expect_navigation():
        editor.keyboard.press("Enter")
    form = GuideForm(editor)
    expect(form.title).to_have_value("Walking at Night")
    page = GuidePage.objects.get()
    assert [block.block_type for block in page.body] == ["section", "faq"]
    content = [child.block_type for child in page.body[0].value["content"]]
    assert content == ["text", "subheading", "text", "image"]
    assert page.body[1].value["questions"][0].value["question"] == "Is a lamp allowed?"


def test_what_is_pasted_keeps_its_headings_and_links(editor: Page) -> None:
    editor.goto(START)
    editor.evaluate(
        """html => {
            const data = new DataTransfer();
            data.setData("text/html", html);
            data.setData("text/plain", "Walking at Night");
            const words = document.querySelector("[name=pasted]");
            words.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true }));
            words.value = "Walking at Night";
        }""",
        HTML,
    )
    expect(editor.locator("[name=formatted]")).to_have_value(HTML)
    editor.get_by_role("button", name="Read", exact=True).click()
    expect(row(editor, "Before You Go")).to_contain_text("Heading")


def test_all_lines_of_a_sort_are_changed_at_once_and_taken_back(editor: Page) -> None:
    choose(editor, ("walk.txt", TEXT.replace("silver birch", "silver birch\n\nOld Oak\n\nIt stands.").encode()))
    mark_by_keyboard(editor, "Bring Water")
    editor.keyboard.press("Shift+P")
    expect(row(editor, "Old Oak")).to_contain_text("Text")
    expect(row(editor, "Before You Go")).to_contain_text("Text")
    editor.get_by_role("button", name="Take back all that I said").click()
    expect(row(editor, "Before You Go")).to_contain_text("Heading")


def test_the_desk_without_a_script(editor: Page, new_page: Any) -> None:
    choose(editor, ("walk.txt", TEXT.encode()))
    expect(editor.locator("[data-desk]")).to_be_visible()
    page = new_page(java_script_enabled=False)
    page.context.add_cookies(editor.context.cookies())
    page.goto(editor.url)
    page.get_by_role("radio", name="silver birch").check(force=True)
    page.get_by_role("button", name="Image I", exact=True).or_(page.locator("[data-key=i]")).first.click()
    expect(row(page, "silver birch")).to_contain_text("said by you")
    page.get_by_role("button", name="Make the draft").click()
    assert GuidePage.objects.get().title == "Walking at Night"


def test_many_posts_show_how_far_they_are_and_are_undone_together(editor: Page) -> None:
    posts = "".join(item(f"Walk {number}", str(number), HTML[33:]) for number in range(12))
    choose(editor, ("blog.xml", f"{HEAD}{posts}</channel></rss>".encode()))
    editor.get_by_role("button", name="Make 12 drafts").click()
    expect(editor.get_by_role("button", name="Undo: take these 12 guides away")).to_be_visible(timeout=120_000)
    assert GuidePage.objects.count() == 12
    editor.get_by_role("button", name="Undo: take these 12 guides away").click()
    expect(editor.get_by_text("Undone: 12 guides.")).to_be_visible()
    assert not GuidePage.objects.exists()


@pytest.mark.parametrize("width", [1400, 360])
def test_the_desk_is_accessible(editor: Page, axe: str, width: int) -> None:
    editor.set_viewport_size({"width": width, "height": 900})
    editor.goto(START)
    assert violations(editor, axe, within=".bring") == []
    choose(editor, ("walk.txt", TEXT.encode()))
    expect(editor.locator("[data-desk]")).to_be_visible()
    editor.mouse.move(0, 0)  # a button under the pointer has Wagtail's own colors
    editor.wait_for_timeout(500)
    assert violations(editor, axe, within=".desk") == []
    assert editor.evaluate("document.documentElement.scrollWidth <= window.innerWidth + 1")
