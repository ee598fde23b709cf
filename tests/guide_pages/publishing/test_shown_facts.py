"""A guide follows only what it shows: each kind of thing that guides share, changed so that it shows, or not."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.documents import get_document_model
from wagtail.models import Collection, Page

from guide_pages.models import Anchor, Delivery, GuideIndexPage, GuideSettings
from guide_pages.publishing.reconciling import reconcile
from guide_pages.publishing.working_off import work_off
from home.models import PlainPage
from tests import factories

pytestmark = pytest.mark.django_db

#: Guides that read one of each; another one reads nothing but its site and frame.
READERS = 2
ALL = READERS + 1


class Things:
    """One of each kind, and guides that show them."""

    def __init__(self) -> None:
        home = factories.site().root_page
        self.entry = factories.FaqEntryFactory(answer="<p>Shared.</p>")
        self.person = factories.ContributorFactory(name="Ada Example", biography="Writes.")
        self.topic = factories.TopicFactory(name="Sleep")
        self.picture = factories.ImageFactory()
        file = SimpleUploadedFile("leaflet.txt", b"words")
        self.document = get_document_model().objects.create(title="Leaflet", file=file)
        self.linked = home.add_child(instance=PlainPage(title="Linked", slug="linked", body="<p>Words.</p>"))
        self.in_menu = home.add_child(
            instance=PlainPage(title="About", slug="about", body="<p>We.</p>", show_in_menus=True)
        )
        above = home.add_child(instance=PlainPage(title="House", slug="house", body="<p>O.</p>", show_in_menus=True))
        self.in_footer = above.add_child(
            instance=PlainPage(title="Privacy", slug="privacy", body="<p>No.</p>", show_in_menus=True)
        )
        self.below = above.add_child(instance=PlainPage(title="Contact", slug="contact", body="<p>Hi.</p>"))
        self.beside = home.add_child(instance=PlainPage(title="Beside", slug="beside", body="<p>It.</p>"))
        links = (
            f'<a linktype="page" id="{self.linked.pk}">page</a>, '
            f'<a linktype="document" id="{self.document.pk}">document</a>'
        )
        for _ in range(READERS):
            factories.guide(
                factories.section("Shows", factories.text(links), factories.image(self.picture)),
                factories.faq(factories.from_library(self.entry)),
                topics=[self.topic],
                authors=[self.person],
            )
        factories.guide()
        self.index = GuideIndexPage.objects.get()
        self.home = Page.objects.get(pk=home.pk).specific
        self.settings = GuideSettings.for_site(factories.site())


def changed(instance: Any, **fields: Any) -> None:
    for name, value in fields.items():
        setattr(instance, name, value)
    instance.save()


def draft(instance: Any, **fields: Any) -> None:
    for name, value in fields.items():
        setattr(instance, name, value)
    instance.save_revision()


def published(instance: Any, **fields: Any) -> None:
    draft(instance, **fields)
    instance.get_latest_revision().publish()


CHANGES: list[tuple[str, int, Callable[[Things], Any]]] = [
    ("an answer's published words", READERS, lambda of: published(of.entry, answer="<p>Other.</p>")),
    ("an answer's question", READERS, lambda of: published(of.entry, question="Other?")),
    ("an answer unpublished", READERS, lambda of: of.entry.unpublish()),
    ("an answer published as it was", 0, lambda of: published(of.entry)),
    ("a draft of an answer", 0, lambda of: draft(of.entry, answer="<p>Not yet.</p>")),
    ("an answer locked", 0, lambda of: changed(of.entry, locked=True)),
    ("an answer that nobody chose", 0, lambda of: factories.FaqEntryFactory()),
    ("a person's name", READERS, lambda of: changed(of.person, name="Ada Sample")),
    ("a person's credentials", READERS, lambda of: changed(of.person, credentials="RN")),
    ("a person's photo", READERS, lambda of: changed(of.person, photo=of.picture)),
    ("a person as they were", 0, lambda of: changed(of.person)),
    ("a topic's name", READERS, lambda of: changed(of.topic, name="Rest")),
    ("a topic's slug", READERS, lambda of: changed(of.topic, slug="rest")),
    ("a topic as it was", 0, lambda of: changed(of.topic)),
    ("a picture's focal point", READERS, lambda of: changed(of.picture, focal_point_x=9, focal_point_y=9)),
    ("a picture's title", 0, lambda of: changed(of.picture, title="Other")),
    ("a document's file", READERS, lambda of: changed(of.document, file=SimpleUploadedFile("other.txt", b"words"))),
    ("a document's title", 0, lambda of: changed(of.document, title="Other")),
    ("a document's collection", READERS, lambda of: changed(of.document, collection=other_collection())),
    ("a linked page's address", READERS, lambda of: published(of.linked, slug="elsewhere")),
    ("a linked page unpublished", READERS, lambda of: of.linked.unpublish()),
    ("a linked page's title", 0, lambda of: published(of.linked, title="Other")),
    ("a linked page's body", 0, lambda of: published(of.linked, body="<p>Other.</p>")),
    ("a draft of a linked page", 0, lambda of: draft(of.linked, slug="not-yet")),
    ("a menu page's title", ALL, lambda of: published(of.in_menu, title="Who we are")),
    ("a menu page's address", ALL, lambda of: published(of.in_menu, slug="who")),
    ("a menu page unpublished", ALL, lambda of: of.in_menu.unpublish()),
    ("a menu page that leaves the menu", ALL, lambda of: published(of.in_menu, show_in_menus=False)),
    ("a page that joins the menu", ALL, lambda of: published(of.beside, show_in_menus=True)),
    ("a footer page's title", ALL, lambda of: published(of.in_footer, title="What is kept")),
    ("a page that joins the footer", ALL, lambda of: published(of.below, show_in_menus=True)),
    ("a menu page's body", 0, lambda of: published(of.in_menu, body="<p>Other.</p>")),
    ("a draft of a menu page", 0, lambda of: draft(of.in_menu, title="Not yet")),
    ("the title of the index above", ALL, lambda of: published(of.index, title="All guides")),
    ("the introduction of the index above", 0, lambda of: published(of.index, introduction="<p>Other.</p>")),
    ("the home page's introduction", 0, lambda of: published(of.home, introduction="<p>Other.</p>")),
    ("a page beside", 0, lambda of: published(of.beside, title="Other", slug="other")),
    ("the disclaimer", ALL, lambda of: changed(of.settings, disclaimer="<p>Not advice.</p>")),
    ("how long replies are open", ALL, lambda of: changed(of.settings, replies_days=7)),
    ("settings as they were", 0, lambda of: changed(of.settings)),
    ("the host's name", ALL, lambda of: changed(factories.site(), hostname="guides.example")),
    ("a site as it was", 0, lambda of: changed(factories.site())),
]


def other_collection() -> Collection:
    return Collection.get_first_root_node().add_child(instance=Collection(name="Leaflets"))


@contextmanager
def brought_in_step(*, reframed: bool = False) -> Iterator[list[int]]:
    """How many guides are brought in step: each asks for its anchors when it is compiled. With `reframed`, those too
    whose stored page got another frame."""
    count: list[int] = []
    table = connection.ops.quote_name(Anchor._meta.db_table)
    with CaptureQueriesContext(connection) as queries:
        yield count
    reads = (query["sql"] for query in queries.captured_queries)
    delivery = f'UPDATE {connection.ops.quote_name(Delivery._meta.db_table)} SET "inputs"'
    count.append(
        sum(
            (sql.startswith("SELECT") and f"FROM {table}" in sql)
            or (reframed and sql.startswith(delivery) and '"html"' in sql)
            for sql in reads
        )
    )


@pytest.mark.parametrize(("number", "change"), [c[1:] for c in CHANGES], ids=[c[0] for c in CHANGES])
def test_guides_follow_what_they_show_and_nothing_else(
    number: int,
    change: Callable[[Things], Any],
    django_capture_on_commit_callbacks: Callable[..., AbstractContextManager[object]],
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        of = Things()
    work_off()
    assert list(reconcile(check=True)) == []
    with brought_in_step(reframed=True) as count:
        with django_capture_on_commit_callbacks(execute=True):
            change(of)
        work_off()
    assert count == [number]
    assert list(reconcile(check=True)) == []
