"""A browser on the site, as a visitor or signed in. What the browser complains of fails the test."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.db import connection, connections
from playwright.sync_api import Page as BrowserPage
from playwright.sync_api import expect, sync_playwright
from wagtail.models import Site

from demo.sign_ins import USERS, prepare_groups
from guide_pages.models import GuideSettings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, ConsoleMessage, Response

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
HERE = Path(__file__).parent
PATIENCE = 15_000  # milliseconds; a machine that runs tests is often slow
WANTED = ("Failed to load resource: the server responded with", "axe.run results")
PASSWORD = "a long pass phrase"

expect.set_options(timeout=PATIENCE)


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


def complaint(message: ConsoleMessage) -> list[str]:
    """What the browser says is wrong, but for what a test may want: a page that is not there, a draft with a fault.

    Wagtail's checks say in the console, too, what a draft in the preview lacks.
    """
    wanted = message.type != "error" or message.text.startswith(WANTED)
    return [] if wanted and "Content Security Policy" not in message.text else [message.text]


def failure(response: Response) -> list[str]:
    return [f"{response.status} {response.request.method} {response.url}"] if response.status >= 500 else []


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
        context.on("weberror", lambda error: complaints.append(str(error.error)))
        context.on("console", lambda message: complaints.extend(complaint(message)))
        context.on("response", lambda response: complaints.extend(failure(response)))
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == [], "the browser complained:\n" + "\n".join(complaints)


@pytest.fixture
def page(new_page: Callable[..., BrowserPage]) -> BrowserPage:
    """A visitor's page."""
    return new_page()


@pytest.fixture
def sign_in(new_page: Callable[..., BrowserPage]) -> Callable[..., BrowserPage]:
    """Signs somebody in, making a superuser of that name if there is no such user, and returns their page."""

    def sign_in(username: str = "admin", password: str = PASSWORD, **options: object) -> BrowserPage:
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


@pytest.fixture
def editor(site: Site, sign_in: Callable[..., BrowserPage]) -> BrowserPage:
    """The page of an editor, who may do what the demonstration's editor may, and publish what they wrote."""
    prepare_groups(lambda words: None)
    GuideSettings.objects.update_or_create(site=site, defaults={"checked_by_another": False})
    user = get_user_model().objects.create_user("editor", "editor@example.org", PASSWORD)
    user.groups.set(Group.objects.filter(name=USERS["editor"]))
    return sign_in("editor")


@pytest.fixture(scope="session")
def loaded() -> dict[str, str]:
    """What loading the demonstration has put into the database, to be put there again for the next test."""
    return {}


@pytest.fixture
def demonstration(site: Site, loaded: dict[str, str]) -> None:
    """The site with the demonstration. Its pictures take long to make, so they are made once."""
    if loaded:
        call_command("flush", verbosity=0, interactive=False, inhibit_post_migrate=True)
        connection.creation.deserialize_db_from_string(loaded["rows"])
    else:
        call_command("load_demo", verbosity=0)
        loaded["rows"] = connection.creation.serialize_db_to_string()


@pytest.fixture(scope="session")
def axe() -> str:
    """The script that checks a page for accessibility, from npm, in the version that package-lock.json says."""
    script = HERE / "node_modules" / "axe-core" / "axe.min.js"
    wanted = json.loads((HERE / "package.json").read_text())["devDependencies"]["axe-core"]
    if not script.exists() or f"axe v{wanted}\n" not in script.read_text():
        npm = shutil.which("npm")
        if npm is None:
            pytest.fail("axe-core has to be installed, and there is no npm: apt-get install npm", pytrace=False)
        command = [npm, "ci", "--prefix", str(HERE), "--no-audit", "--no-fund"]
        result = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
        if result.returncode:
            pytest.fail(f"npm could not install axe-core:\n{result.stderr[-2000:]}", pytrace=False)
    return script.read_text()
