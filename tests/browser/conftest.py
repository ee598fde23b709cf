"""A browser on the site, as a visitor or signed in. What the browser complains of fails the test."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.contrib.auth import get_user_model
from django.db import connections
from playwright.sync_api import Page as BrowserPage
from playwright.sync_api import sync_playwright
from wagtail.models import Site

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
ARGUMENTS = [
    "--no-sandbox",  # CI is root
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
]
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # so that a test may use the database while Playwright's loop is there
PATIENCE = 15_000  # milliseconds; a machine that runs tests is often slow


@pytest.fixture(autouse=True)
def site(transactional_db: None, live_server) -> Site:
    """The site, at the address where the browser finds it, with what migrations have put in it."""
    site = Site.objects.get(is_default_site=True)
    site.hostname, site.port = live_server.thread.host, live_server.thread.port
    site.save()
    return site


@pytest.fixture
def browser(site: Site) -> Iterator[Browser]:
    """Debian's Chromium, for one test.

    Playwright keeps an event loop in this thread, in which Django has database connections of their own: it starts when
    the database is ready, and ends before that is emptied.
    """
    if not Path(CHROMIUM).exists():
        pytest.fail(f"No Chromium at {CHROMIUM}: apt-get install chromium libatomic1, or set CHROMIUM", pytrace=False)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()
        connections.close_all()


@pytest.fixture
def new_page(browser: Browser, live_server) -> Iterator[Callable[..., BrowserPage]]:
    """Opens a page with cookies of its own; takes Playwright's options for a context (viewport, color_scheme, …)."""
    contexts = []
    complaints: list[str] = []

    def open_page(**options: object) -> BrowserPage:
        context = browser.new_context(base_url=live_server.url, **options)
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on(
            "console",
            lambda message: complaints.append(message.text) if "Content Security Policy" in message.text else None,
        )
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == [], "the browser complained"


@pytest.fixture
def page(new_page: Callable[..., BrowserPage]) -> BrowserPage:
    """A visitor's page."""
    return new_page()


@pytest.fixture
def sign_in(new_page: Callable[..., BrowserPage]) -> Callable[..., BrowserPage]:
    """Signs somebody in, making a superuser of that name if there is no such user, and returns their page."""

    def sign_in(username: str = "admin", password: str = "a long pass phrase", **options: object) -> BrowserPage:
        users = get_user_model().objects
        if not users.filter(username=username).exists():
            users.create_superuser(username, f"{username}@example.org", password)
        page = new_page(**options)
        page.goto("/admin/login/")
        page.fill("[name=username]", username)
        page.fill("[name=password]", password)
        page.click("[type=submit]")
        page.wait_for_url("**/admin/")
        return page

    return sign_in
