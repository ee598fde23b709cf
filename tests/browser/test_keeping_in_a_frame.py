"""A guide that is kept from a page in a site's own frame, which is never the same twice."""

from __future__ import annotations

import re
from copy import deepcopy
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from guide_pages.models import GuidePage
from tests.browser.test_keeping import WITHOUT, keep, kept
from tests.factories import guide, section, text

if TYPE_CHECKING:
    from playwright.sync_api import Page

FRAME = """<!doctype html><html><head><title>{{ guide.title }}</title>
<script type='text/plain' src='/static/there-is-none.js'></script>
<link rel='stylesheet' href='/static/guide_pages/preview-found.css'>
{{ guide.head }}</head><body class="host"><nav>Made at {% now "H:i:s.u" %}</nav>
{{ guide.article }}</body></html>"""


@pytest.fixture
def sleep(site: object, settings: Any, tmp_path: Path) -> GuidePage:
    (tmp_path / "frame.html").write_text(FRAME)
    settings.TEMPLATES = deepcopy(settings.TEMPLATES)
    settings.TEMPLATES[0]["DIRS"] = [tmp_path, *settings.TEMPLATES[0]["DIRS"]]
    settings.GUIDEPOST_FRAME = "frame.html"
    return guide(section("Before", text("Rest a little.")), title="Sleep")


def compared(page: Page, path: str) -> str:
    """What comes of comparing a copy with the guide."""
    found: str = page.evaluate(
        """async path => {
            const { active } = await navigator.serviceWorker.ready;
            return new Promise(resolve => {
                const { port1, port2 } = new MessageChannel();
                port1.onmessage = ({ data }) => resolve(data.said);
                active.postMessage({ act: "check", path }, [port2]);
            });
        }""",
        path,
    )
    return found


def test_it_opens_without_a_network_in_its_frame(page: Page, sleep: GuidePage) -> None:
    keep(page, sleep.url)
    page.context.set_offline(True)
    page.reload()
    expect(page.get_by_text("Rest a little.")).to_be_visible()
    expect(page.get_by_text("Made at")).to_be_visible()
    expect(page.locator(".kept")).to_have_text(WITHOUT)
    expect(page.locator("#title_h")).to_have_css("font-weight", "620")
    sheets = "[...document.styleSheets].map(sheet => new URL(sheet.href).pathname)"
    assert "/static/guide_pages/preview-found.css" in page.evaluate(sheets)


def test_a_frame_that_is_never_the_same_is_no_newer_edition(page: Page, sleep: GuidePage) -> None:
    keep(page, sleep.url)
    assert compared(page, sleep.url) == "same"


def test_a_newer_edition_is_told(page: Page, sleep: GuidePage) -> None:
    keep(page, sleep.url)
    page.context.set_offline(True)
    page.reload()
    expect(page.locator(".kept")).to_have_text(WITHOUT)
    sleep.body[0].value["content"][0] = ("text", "<p>Rest a lot.</p>")
    sleep.save_revision().publish()
    page.context.set_offline(False)
    expect(page.locator(".kept")).to_have_text(re.compile("newer edition"))


def test_it_is_removed_from_there(page: Page, sleep: GuidePage) -> None:
    keep(page, sleep.url)
    page.get_by_role("button", name="Remove it from this device").click()
    expect(page.get_by_role("button", name="Keep this guide")).to_be_visible()
    assert kept(page) == []
