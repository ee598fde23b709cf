"""Which guides a change concerns, and what is written down of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.test import TestCase
from django.test.utils import CaptureQueriesContext
from wagtail.documents import get_document_model
from wagtail.models import Collection, Page, Site

from guide_pages.models import Due, Guide, GuidePage, GuideTopic
from guide_pages.publishing.following import (
    dependents_follow,
    documents_follow,
    every_guide_follows,
    guide_pages,
    image_follows,
    menu_changed,
    subtree_follows,
    subtree_follows_in_a_while,
)
from guide_pages.records.due import FIRST_RETRY
from home.models import HomePage, PlainPage
from tests import factories

pytestmark = pytest.mark.django_db

Asked = list[tuple[int, str, str, bool]]


def asked(act: Callable[[], Any]) -> Asked:
    """What is due after this and was not before: of which guide, why, what changed, and whether it was hidden."""
    Due.objects.all().delete()
    act()
    rows = Due.objects.filter(kind=Due.GUIDE).order_by("key", "what", "was_hidden")
    return list(rows.values_list("key", "cause", "what", "was_hidden"))


@pytest.mark.parametrize(
    ("kind", "cause"),
    [
        ("faq_entry", "faq_entry"),
        ("contributor", "contributor"),
        ("topic", "topic"),
        ("image", "image"),
        ("page", "page"),
        ("document", "page"),
    ],
)
def test_the_guides_follow_that_read_it_and_the_cause_is_its_kind(kind: str, cause: str) -> None:
    reading, with_both, _other = (factories.guide() for _ in range(3))
    for page, keys in ((reading, ["7"]), (with_both, ["7", "8"])):
        for key in keys:
            page.guide.dependencies.create(kind=kind, key=key)
    assert asked(lambda: dependents_follow(kind, 7)) == [
        (page.pk, cause, f"{kind}:7", False) for page in (reading, with_both)
    ]
    assert [row[0] for row in asked(lambda: dependents_follow(kind, 8))] == [with_both.pk]
    assert [row[0] for row in asked(lambda: dependents_follow(kind, 7, but=reading.pk))] == [with_both.pk]
    assert asked(lambda: dependents_follow(kind, 8, what="it")) == [(with_both.pk, cause, "it", False)]
    assert asked(lambda: dependents_follow(kind, 9)) == []


@pytest.mark.parametrize("at_once", [True, False])
def test_an_images_files_are_due_and_its_guides_where_they_name_what_is_gone(at_once: bool) -> None:
    picture = factories.ImageFactory()
    page, _other = factories.guide(factories.section("Lamp", factories.image(picture))), factories.guide()
    guides = asked(lambda: image_follows(picture.pk, at_once=at_once))
    assert guides == ([(page.pk, "image", f"image:{picture.pk}", False)] if at_once else [])
    images = Due.objects.filter(kind=Due.IMAGE).values_list("key", "cause", "what")
    assert list(images) == [(picture.pk, "image", f"image:{picture.pk}")]


def test_at_and_below_a_page_guides_follow_and_those_that_name_a_page_there() -> None:
    index, other = factories.guide_index(), factories.guide_index(title="Other", slug="other")
    below = factories.guide(parent=index)
    link = factories.text(f'<a linktype="page" id="{below.pk}">there</a>')
    naming, _neither = factories.guide(factories.section("A", link), parent=other), factories.guide(parent=other)
    what = f"page:{index.pk}"
    at_or_below, that_name_it = (below.pk, "page", what, True), (naming.pk, "page", what, False)
    framed = (below.pk, "page", what, False)
    assert asked(lambda: subtree_follows(index, was_hidden=True)) == [framed, at_or_below, that_name_it]
    assert asked(lambda: subtree_follows(index)) == [framed, framed, that_name_it]
    itself = f"page:{below.pk}"
    assert asked(lambda: subtree_follows(below, was_hidden=True)) == [
        (below.pk, "page", itself, True),
        (naming.pk, "page", itself, False),
    ]
    assert asked(lambda: subtree_follows(below, was_hidden=True, itself=False)) == []
    assert set(asked(lambda: subtree_follows(index, itself=False, was_hidden=True))) == {at_or_below, that_name_it}


def test_a_change_in_no_transaction_is_asked_for_before_and_waits_a_while() -> None:
    index, other = factories.guide_index(), factories.guide_index(title="Other", slug="other")
    below, _elsewhere = factories.guide(parent=index), factories.guide(parent=other)
    assert asked(lambda: subtree_follows_in_a_while(index)) == [(below.pk, "page", f"page:{index.pk}", True)]
    row = Due.objects.get()
    assert row.not_before is not None
    assert row.not_before - row.since == FIRST_RETRY
    assert not Due.objects.free().exists()


def test_every_guide_is_every_page_that_is_a_guide() -> None:
    pages = [factories.guide(), factories.guide(live=False)]
    keys = [page.pk for page in pages]
    assert sorted(guide_pages().values_list("pk", flat=True)) == keys
    assert asked(lambda: every_guide_follows("site:1")) == [(key, "page", "site:1", False) for key in keys]


def test_a_page_in_the_menu_or_the_footer_concerns_the_guides_of_its_site() -> None:
    home = factories.site().root_page
    second = home.get_parent().add_child(instance=HomePage(title="Second", slug="second"))
    Site.objects.create(hostname="second.example", root_page=second)
    here, _there = factories.guide(), factories.guide(parent=factories.guide_index(parent=second))
    in_menu = home.add_child(instance=PlainPage(title="About", slug="about", body="<p>We.</p>"))
    in_footer = in_menu.add_child(instance=PlainPage(title="Privacy", slug="privacy", body="<p>No.</p>"))
    below = in_footer.add_child(instance=PlainPage(title="Details", slug="details", body="<p>No.</p>"))
    for page in (in_menu, in_footer):
        row = (here.pk, "page", f"page:{page.pk}", False)
        assert asked(lambda page=page: menu_changed(Page.objects.get(pk=page.pk))) == [row]
    assert asked(lambda: menu_changed(below)) == []


def test_guides_follow_that_link_to_a_document_of_a_collection_or_below() -> None:
    above = Collection.get_first_root_node().add_child(instance=Collection(name="Above"))
    below = above.add_child(instance=Collection(name="Below"))
    beside = Collection.get_first_root_node().add_child(instance=Collection(name="Beside"))
    pages = []
    for collection in (above, below, beside):
        file = SimpleUploadedFile("leaflet.txt", b"words")
        document = get_document_model().objects.create(title="Leaflet", file=file, collection=collection)
        link = factories.text(f'<a linktype="document" id="{document.pk}">it</a>')
        pages.append(factories.guide(factories.section("A", link)).pk)
    what = f"collection:{above.pk}"
    assert asked(lambda: documents_follow(above.pk)) == [(pk, "page", what, False) for pk in pages[:2]]
    assert [row[0] for row in asked(lambda: documents_follow(below.pk))] == [pages[1]]
    assert asked(lambda: documents_follow(10**6)) == []


# After the commit


def works_off(act: Callable[[], Any]) -> int:
    """How often it is looked for something to do, after this was committed."""
    with CaptureQueriesContext(connection) as queries, TestCase.captureOnCommitCallbacks(execute=True):
        act()
    looks = [query["sql"] for query in queries if query["sql"].startswith('SELECT 1 AS "a" FROM "guide_pages_due"')]
    return len(looks)


def test_many_asks_of_a_transaction_are_worked_off_together() -> None:
    topic = factories.TopicFactory()
    factories.guide(topics=[topic])
    once = works_off(lambda: dependents_follow("topic", topic.pk))
    assert works_off(lambda: [dependents_follow("topic", topic.pk) for _ in range(4)]) == once > 0
    assert not Due.objects.exists()


def test_what_is_rolled_back_keeps_nothing_from_being_worked_off() -> None:
    topic = factories.TopicFactory()
    factories.guide(topics=[topic])

    def ask() -> None:
        dependents_follow("topic", topic.pk)
        with transaction.atomic():
            every_guide_follows("site:1")
            transaction.set_rollback(True)

    works_off(ask)
    assert not Due.objects.exists()


def test_whom_it_concerns_by_the_commit_is_asked_for_after_it_as_the_others_were() -> None:
    topic = factories.TopicFactory()
    page, newcomer = factories.guide(topics=[topic]), factories.guide()
    rows: Asked = []

    def look() -> None:
        rows.extend(Due.objects.values_list("key", "cause", "what", "was_hidden"))

    with TestCase.captureOnCommitCallbacks() as callbacks:
        dependents_follow("topic", topic.pk)
        assert [row.key for row in Due.objects.all()] == [page.pk]
        Guide.objects.get(page=newcomer.pk).dependencies.create(kind="topic", key=str(topic.pk))
        dependents_follow("topic", 10**6)  # the last of a transaction works off: this shows what the first asks for
    callbacks[0]()
    look()
    assert rows == [(pk, "topic", f"topic:{topic.pk}", False) for pk in (page.pk, newcomer.pk)]
    assert GuidePage.objects.count() == 2
    assert GuideTopic.objects.count() == 1
