"""What axe-core finds on a page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Page


def violations(page: Page, axe: str, within: str = "html") -> list[str]:
    """One line for each rule that the page, or a part of it, breaks."""
    page.evaluate(axe)
    options = {"include": [within]}
    results: dict[str, Any] = page.evaluate("part => axe.run(part, {resultTypes: ['violations']})", options)
    return [
        f"{rule['id']}: {rule['help']}: {[node['html'][:160] for node in rule['nodes'][:4]]}"
        for rule in results["violations"]
    ]
