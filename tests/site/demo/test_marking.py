"""The demonstration says what it is: to readers at the top of its pages, to machines that it is not to be listed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from bs4 import BeautifulSoup, Tag
from django.core.management import call_command
from django.db import transaction
from wagtail.models import Page

from demo.content import footer, ketamine, next_steps, shared
from guide_pages.models import Delivery, GuidePage
from home.models import HomePage, PlainPage
from tests import factories

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.test import Client
    from pytest_django.plugin import DjangoDbBlocker

GUIDES = (f"/guides/{ketamine.SLUG}/", f"/guides/{next_steps.SLUG}/")
FOOTER = tuple(f"/{shared.ABOUT.slug}/{page.slug}/" for page in footer.PAGES)
DEMONSTRATION = ("/", "/guides/", *GUIDES, f"/{shared.ABOUT.slug}/", *FOOTER)


@pytest.fixture(scope="module")
def loaded(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The demonstration, loaded once for all tests here (it takes seconds)."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("load_demo", verbosity=0)
        yield
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def demonstration(loaded: None, db: None) -> None:
    """The loaded demonstration, with whatever a test does to it undone afterward."""


def shown(client: Client, path: str) -> BeautifulSoup:
    response = client.get(path)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def is_marked(html: BeautifulSoup) -> bool:
    """True if the page says what it is and may not be listed, false if it does neither."""
    notice, robots = html.select_one(".example"), html.select("meta[name=robots][content=noindex]")
    assert bool(notice) == bool(robots)
    return bool(notice)


@pytest.mark.parametrize("path", DEMONSTRATION)
def test_a_demonstration_page_says_above_its_title_that_nobody_reviewed_it(client: Client, path: str) -> None:
    html = shown(client, path)

    assert is_marked(html)
    first = html.main.find(["p", "h1", "nav", "article"])
    assert isinstance(first, Tag)
    assert first.text.startswith("This is an example. Nobody medically reviewed it")


def test_the_mark_is_in_the_bytes_that_are_stored(client: Client) -> None:
    for path in GUIDES:
        stored = bytes(Delivery.objects.get(path=path).html)
        assert b'<meta name="robots" content="noindex">' in stored
        assert stored.index(b"Nobody medically reviewed it") < stored.index(b"<h1")


def test_the_document_that_apps_get_says_it_too() -> None:
    for path in GUIDES:
        document = json.loads(bytes(Delivery.objects.get(path=path).json))
        assert "an example that nobody medically reviewed" in document["disclaimer"]["plain"]


@pytest.mark.parametrize("path", GUIDES)
def test_machines_are_told_of_no_review(client: Client, path: str) -> None:
    scripts = shown(client, path).select("script[type='application/ld+json']")
    assert scripts
    said = " ".join(script.text for script in scripts)
    assert not any(name in said for name in ("reviewedBy", "lastReviewed", "Maya Example", "Inés Specimen"))


def test_the_mark_stays_whatever_becomes_of_a_page_and_its_translations(client: Client) -> None:
    guide = GuidePage.objects.get(slug=ketamine.SLUG)
    elsewhere = factories.guide_index(title="Elsewhere", slug="elsewhere")
    guide.title, guide.slug = "Another title", "another"
    guide.save_revision().publish()
    guide.move(Page.objects.get(pk=elsewhere.pk), pos="last-child")

    assert is_marked(shown(client, "/elsewhere/another/"))
    assert is_marked(shown(client, "/elsewhere/"))


def test_a_guide_of_ones_own_is_not_marked(client: Client) -> None:
    own = factories.guide(title="Our own guide")
    plain = HomePage.objects.get(locale__language_code="en").add_child(
        instance=PlainPage(title="Us", slug="us", body="<p>We are nurses.</p>")
    )

    assert not is_marked(shown(client, own.url))
    assert not is_marked(shown(client, plain.url))


def test_a_site_is_its_owners_again_once_the_guides_are_gone(client: Client) -> None:
    own = factories.guide(title="Our own guide")
    for page in GuidePage.objects.filter(slug__in=[ketamine.SLUG, next_steps.SLUG]):
        page.delete()

    for path in ("/", "/guides/", own.url):
        assert not is_marked(shown(client, path))
    assert is_marked(shown(client, f"/{shared.ABOUT.slug}/"))


@pytest.mark.parametrize("path", GUIDES)
def test_a_demonstration_guide_s_markdown_says_so_below_its_title(client: Client, path: str) -> None:
    text = client.get(f"{path.removesuffix('/')}.md").content.decode()
    assert text.split("\n\n")[1].startswith("> This is an example. Nobody medically reviewed it")
