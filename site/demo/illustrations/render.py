"""Draws every illustration and writes it to `demo/images` as a JPEG.

For developers: run `python -m demo.illustrations.render [name …]` in `site/`. It needs Chromium
(`apt install chromium`); the pictures it makes are committed, so the site itself does not.
"""

import sys
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

from demo.illustrations.draw import DRAWINGS

FOLDER = Path(__file__).parent.parent / "images"
CHROMIUM = "/usr/bin/chromium"
MOST_BYTES = 120_000


def render(names: list[str]) -> None:
    """Write the named illustrations, and say how large each has become."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM)
        for name in names:
            draw, (width, height) = DRAWINGS[name]
            page = browser.new_page(viewport={"width": width, "height": height})
            page.set_content(f"<style>*{{margin:0}}svg{{display:block}}</style>{draw()}")
            picture = Image.open(BytesIO(page.screenshot())).convert("RGB")
            page.close()
            content = small_enough(picture)
            (FOLDER / f"{name}.jpg").write_bytes(content)
            sys.stdout.write(f"{name}.jpg {len(content) // 1000} kB\n")
        browser.close()


def small_enough(picture: Image.Image) -> bytes:
    """Return the picture as a JPEG of the best quality that stays under `MOST_BYTES`."""
    for quality in range(92, 60, -2):
        content = BytesIO()
        picture.save(content, "JPEG", quality=quality, optimize=True, progressive=True)
        if content.tell() <= MOST_BYTES:
            break
    return content.getvalue()


if __name__ == "__main__":
    render(sys.argv[1:] or list(DRAWINGS))
