"""Marks the demonstration's pages, when they are published and when they are made for a request."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wagtail import hooks

from demo.marking import NOTICE, is_demonstration

if TYPE_CHECKING:
    from wagtail.models import Page, Site


@hooks.register("construct_page_shell")
def mark(shell: dict[str, Any], site: Site, page: Page | None) -> None:
    """Says above a demonstration page what it is, and keeps it out of search engines."""
    if page is not None and is_demonstration(page):
        shell.update(notice=NOTICE, noindex=True)
