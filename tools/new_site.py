"""A site as `wagtail start` makes it, with what docs/installing.md adds, for who tries the plugin in one."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]

INSTALLED = """
from .dev import *

TABLES = "wagtail.contrib.typed_table_block"
APPS, WAGTAILS = INSTALLED_APPS[:2], INSTALLED_APPS[2:]
INSTALLED_APPS = ["guide_pages", "faq_blocks", *APPS, "wagtail.contrib.settings", TABLES, *WAGTAILS, "ninja"]
OUTAGES = "guide_pages.outages.middleware.OutageMiddleware"
MIDDLEWARE = [OUTAGES, *MIDDLEWARE[:-1], "guide_pages.middleware.EditorMiddleware", MIDDLEWARE[-1]]
DATABASES["default"]["OPTIONS"] = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 30,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
}
"""


def start(folder: Path) -> Path:
    """Makes the site in a folder, by this interpreter's Wagtail. Its settings are `mysite.settings.ours`."""
    subprocess.run(
        [Path(sys.executable).with_name("wagtail"), "start", "mysite"],
        cwd=folder,
        capture_output=True,
        timeout=200,
        check=True,
    )
    site = folder / "mysite"
    (site / "mysite/settings/ours.py").write_text(INSTALLED)
    urls = site / "mysite/urls.py"
    urls.write_text(with_addresses(urls.read_text()))
    return site


def with_addresses(text: str) -> str:
    """A site's urls.py, with what the document says of addresses put in word for word."""
    api, last, passwords = (
        re.findall(r"^(from .*?)?^(path\(.*)", block, re.DOTALL | re.MULTILINE)[0] for block in blocks("Addresses")
    )
    first = [route.strip().removesuffix(",") for _, route in (api, passwords)]
    assert text.count('path("", include(wagtail_urls))') == 1
    text = text.replace('path("", include(wagtail_urls))', last[1])
    text = text.replace("urlpatterns = [\n", f"urlpatterns = [\n{','.join(first)},\n", 1)
    return api[0] + passwords[0] + text


def blocks(heading: str) -> list[str]:
    """What docs/installing.md shows in Python below a heading."""
    document = (ROOT / "docs/installing.md").read_text(encoding="utf-8")
    part = document.split(f"\n## {heading}\n", 1)[1].split("\n## ", 1)[0]
    return re.findall(r"^```python\n(.*?)\n```", part, re.DOTALL | re.MULTILINE)
