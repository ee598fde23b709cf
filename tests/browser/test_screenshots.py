"""Each picture in the guide for editors can be taken. `make screenshots` keeps those that look different now."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from tests.browser.screenshots import HEIGHT, PICTURES, WIDTH, keep

if TYPE_CHECKING:
    from playwright.sync_api import Page

RENEW = "GUIDEPOST_RENEW_SCREENSHOTS"


def test_what_the_guide_for_editors_shows_is_there(demonstration: None, editor: Page) -> None:
    editor.set_viewport_size({"width": WIDTH, "height": HEIGHT})
    for name, show in PICTURES.items():
        show(editor)
        editor.wait_for_load_state("networkidle")
        taken = editor.screenshot(animations="disabled")
        if os.environ.get(RENEW):
            keep(name, taken)
