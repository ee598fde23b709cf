"""Pages around guides: made once, read in two queries, and never other than they would be made now."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta

import brotli
import pytest
import time_machine
from django.contrib.auth import get_user_model
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.db import DatabaseError, transaction
from django.test import Client, RequestFactory
from django.utils import timezone
from wagtail.documents import get_document_model
from wagtail.models import Collection, CollectionViewRestriction, Locale, Page, PageViewRestriction, Site

from guide_pages.models import Change, GuideIndexPage, GuidePage, StoredPage, Topic
from guide_pages.publishing import changes
from guide_pages.publishing.reconciling import reconcile
from guide_pages.reading import stored_pages
from home.models import HomePage, PlainPage
from tests import factories

pytestmark = pytest.mark.django_db

Queries = Callable[[int], AbstractContextManager[object]]

#: The front page, a list of guides, a topic of theirs, a plain page.
ADDRESSES = ("/", "/guides/", "/guides/topics/sleep/", "/about/")


@pytest.fixture(autouse=True)
def site() -> None:
    """A site with a page of each kind, and two guides under one topic."""
    topic = factories.TopicFactory(name="Sleep", slug="sleep", introduction="<p>All of sleep.</p>")
    home = HomePage.objects.get()
    document = get_document_model().objects.create(title="Plan", file=ContentFile(b"%PDF", "plan.pdf"))
    guide = factories.guide(title="Sleep well", slug="well", topics=[topic])
    factories.guide(title="Naps", slug="naps", topics=[topic])
    words = f'<a linktype="page" id="{guide.pk}">guide</a> <a linktype="document" id="{document.pk}">plan</a>'
    home.add_child(instance=PlainPage(title="About us", slug="about", body=f"<p>{words}</p>", show_in_menus=True))


def bodies(client: Client) -> dict[str, bytes]:
    return {path: client.get(path).content for path in ADDRESSES}


@pytest.mark.parametrize("path", ADDRESSES)
def test_a_page_is_read_in_two_queries(client: Client, path: str, django_assert_num_queries: Queries) -> None:
    made = client.get(path)
    with django_assert_num_queries(2):
        stored = client.get(path)
    assert stored.content == made.content
    assert stored.headers == made.headers
    assert stored["Cache-Control"] == "public, max-age=60"
    assert not stored["ETag"].startswith("W/")


@pytest.mark.parametrize("path", ADDRESSES)
@pytest.mark.parametrize(
    ("coding", "decode"), [("br", brotli.decompress), ("gzip", gzip.decompress), ("identity", bytes)]
)
def test_a_page_is_compressed_made_or_stored(
    client: Client, path: str, coding: str, decode: Callable[[bytes], bytes]
) -> None:
    answers = [client.get(path, headers={"accept-encoding": coding}) for _ in range(2)]
    for answer in answers:
        assert answer.get("Content-Encoding", "identity") == coding
        assert decode(answer.content) == client.get(path).content
    assert answers[0]["ETag"] == answers[1]["ETag"]


@pytest.mark.parametrize("path", ADDRESSES)
def test_what_a_client_has_is_not_sent_again(client: Client, path: str, django_assert_num_queries: Queries) -> None:
    etag = client.get(path)["ETag"]
    with django_assert_num_queries(2):
        assert client.get(path, headers={"if-none-match": etag}).status_code == 304
    StoredPage.objects.all().delete()
    assert client.get(path, headers={"if-none-match": etag}).status_code == 304


@pytest.mark.parametrize("path", ADDRESSES)
def test_what_follows_a_question_mark_makes_no_other_page(
    client: Client, path: str, django_assert_num_queries: Queries
) -> None:
    made = client.get(path, {"utm_source": "news", "fbclid": "1", "page": "1"})
    with django_assert_num_queries(2):
        assert client.get(path, {"utm_campaign": "\x00", "page": "first"}).content == made.content
    assert client.get(path).content == made.content
    assert b"utm" not in made.content
    assert StoredPage.objects.count() == 1


def test_the_same_bytes_for_an_editor(client: Client, admin_client: Client) -> None:
    assert bodies(admin_client) == bodies(client)


def test_each_page_of_a_list_is_stored_by_itself(client: Client, django_assert_num_queries: Queries) -> None:
    for number in range(20):
        factories.guide(title=f"Guide {number}")
    first, second = client.get("/guides/").content, client.get("/guides/?page=2").content
    assert (b"Guide 19" in first, b"Naps" in first, b"Naps" in second) == (True, False, True)
    with django_assert_num_queries(4):
        assert client.get("/guides/?page=1&x=y").content == first
        assert client.get("/guides/?page=2").content == second
    assert f'rel="canonical" href="{factories.site().root_url}/guides/?page=2"'.encode() in second
    assert client.get("/guides/?page=3").status_code == 404


# What a page shows has changed.


def home() -> HomePage:
    return HomePage.objects.get(slug="home")


def guide() -> GuidePage:
    return GuidePage.objects.get(slug="well")


def saved(instance: object, **fields: object) -> None:
    for name, value in fields.items():
        setattr(instance, name, value)
    instance.save()  # type: ignore[attr-defined]


def expired() -> None:
    factories.publish(guide(), expire_at=timezone.now() + timedelta(hours=1))
    with time_machine.travel(timezone.now() + timedelta(hours=2)):
        call_command("publish_scheduled")


def moved_elsewhere() -> None:
    two = home().add_sibling(instance=Page(title="Two", slug="two"))
    Site.objects.create(hostname="two.example", root_page=two)
    guide().move(factories.guide_index(two), pos="last-child")


def restricted_silently(page: Page) -> None:
    PageViewRestriction.objects.bulk_create([PageViewRestriction(page=page, restriction_type="login")])


#: What takes the guide “Sleep well” from its readers.
HIDDEN = {
    "unpublished": lambda: guide().unpublish(),
    "expired": expired,
    "deleted": lambda: guide().delete(),
    "restricted": lambda: PageViewRestriction.objects.create(page=guide(), restriction_type="login"),
    "restricted, and nobody told": lambda: restricted_silently(guide()),
    "unpublished, and nobody told": lambda: Page.objects.filter(pk=guide().pk).update(live=False),
    "moved to another site": moved_elsewhere,
    "moved under a restriction": lambda: (
        guide().move(closed := factories.guide_index(title="Closed", slug="closed"), pos="last-child")
        or restricted_silently(closed)
    ),
}

#: What else changes what some page shows.
CHANGES = {
    **HIDDEN,
    "the title of a guide": lambda: factories.publish(guide(), title="Sleep better"),
    "the address of a guide": lambda: saved(guide(), slug="better"),
    "another list": lambda: guide().move(factories.guide_index(title="Others", slug="others"), pos="last-child"),
    "a new guide": lambda: factories.guide(title="New", topics=[Topic.objects.get()]),
    "a guide without its topic": lambda: factories.publish(guide(), guide_topics=[]),
    "the front page's title": lambda: saved(home(), title="Front"),
    "the front page's words": lambda: saved(home(), introduction="<p>Other words.</p>"),
    "the plain page's words": lambda: saved(PlainPage.objects.get(), body="<p>Others.</p>"),
    "the plain page's menu": lambda: saved(PlainPage.objects.get(), show_in_menus=False),
    "the plain page's slug": lambda: saved(PlainPage.objects.get(), slug="us"),
    "the list's slug": lambda: saved(GuideIndexPage.objects.get(), slug="advice"),
    "a new page in the menu": lambda: home().add_child(
        instance=PlainPage(title="New", slug="new", body="<p>It.</p>", show_in_menus=True)
    ),
    "a page of the menu deleted": lambda: PlainPage.objects.get().delete(),
    "the topic's name": lambda: saved(Topic.objects.get(), name="Rest"),
    "the topic's words": lambda: saved(Topic.objects.get(), introduction="<p>Others.</p>"),
    "the topic's slug": lambda: saved(Topic.objects.get(), slug="rest"),
    "the site's name": lambda: saved(Site.objects.get(), site_name="Clinic"),
    "the site's host": lambda: saved(Site.objects.get(), hostname="clinic.example"),
    "a document deleted": lambda: get_document_model().objects.get().delete(),
    "a document's collection": lambda: CollectionViewRestriction.objects.create(
        collection=Collection.get_first_root_node(), restriction_type="login"
    ),
    "the front page restricted": lambda: PageViewRestriction.objects.create(page=home(), restriction_type="login"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_stored_page_is_what_would_be_made_now(client: Client, change: Callable[[], object]) -> None:
    before = bodies(client)
    change()
    now = [(client.get(path).status_code, client.get(path).content) for path in ADDRESSES]
    StoredPage.objects.all().delete()
    assert now == [(client.get(path).status_code, client.get(path).content) for path in ADDRESSES]
    assert now != [(200, body) for body in before.values()]


@pytest.mark.parametrize("hide", HIDDEN.values(), ids=HIDDEN)
def test_a_hidden_guide_is_in_no_stored_page_from_then_on(client: Client, hide: Callable[[], object]) -> None:
    for address, body in bodies(client).items():
        assert b"Sleep well" in body or b"/guides/well/" in body, address
    root_url = factories.site().root_url
    hide()
    for address, body in bodies(client).items():
        assert b"Sleep well" not in body, address
        assert f"{root_url}/guides/well/".encode() not in body, address


#: What no such page shows.
NO_CHANGES = {
    "a draft": lambda: factories.draft(guide(), title="Other"),
    "a draft of a plain page": lambda: PlainPage.objects.get().save_revision(),
    "the same again": lambda: factories.publish(guide()),
    "a lock": lambda: PlainPage.objects.get().save(update_fields=["locked"]),
    "a reply": lambda: factories.reply(guide(), state="approved"),
    "a library answer": lambda: saved(factories.FaqEntryFactory(), answer="<p>Other.</p>"),
}


@pytest.mark.parametrize("change", NO_CHANGES.values(), ids=NO_CHANGES)
def test_what_no_page_shows_lets_all_stand(
    client: Client, change: Callable[[], object], django_assert_num_queries: Queries
) -> None:
    bodies(client)
    change()
    with django_assert_num_queries(2 * len(ADDRESSES)):
        bodies(client)


def test_another_card_lets_a_plain_page_stand(client: Client, django_assert_num_queries: Queries) -> None:
    bodies(client)
    factories.publish(guide(), title="Sleep better")
    with django_assert_num_queries(2):
        client.get("/about/")


def test_what_is_rolled_back_lets_all_stand(client: Client, django_assert_num_queries: Queries) -> None:
    bodies(client)
    with transaction.atomic():
        saved(home(), title="Front")
        transaction.set_rollback(True)
    with django_assert_num_queries(2):
        client.get("/")


def test_what_was_begun_before_a_change_is_not_taken_for_later(client: Client) -> None:
    request = RequestFactory().get("/", headers={"host": "localhost"})
    moment = stored_pages.begin(request, home())
    assert moment is not None
    saved(home(), title="Front")
    stored_pages.keep(moment, home(), "/", b"made of what was read before", names=[])
    assert StoredPage.objects.get().html
    assert b"Front" in client.get("/").content


def test_a_page_that_was_found_before_a_change_is_read_again(client: Client) -> None:
    found = home()
    saved(home(), title="Front")
    assert b"Front" in found.serve(RequestFactory().get("/", headers={"host": "localhost"})).content
    assert b"Front" in client.get("/").content


def test_a_page_that_cannot_be_stored_is_sent(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args: object, **kwargs: object) -> None:
        raise DatabaseError("attempt to write a readonly database")

    monkeypatch.setattr(StoredPage.objects, "bulk_create", refuse)
    assert client.get("/").status_code == 200


# Who reads.


def test_a_restricted_page_is_kept_by_nobody(client: Client, admin_client: Client) -> None:
    etag = client.get("/about/")["ETag"]
    restricted_silently(PlainPage.objects.get())
    for headers in ({}, {"if-none-match": etag}, {"if-none-match": "*"}):
        assert client.get("/about/", headers=headers).status_code == 302
    answer = admin_client.get("/about/")
    assert answer.status_code == 200
    assert {"private", "no-store"} <= set(answer["Cache-Control"].split(", "))
    assert "ETag" not in answer
    client.force_login(get_user_model().objects.create_user("reader"))
    assert client.get("/about/").status_code == 200
    assert not StoredPage.objects.filter(path="/about/", state=stored_pages_state()).exists()


def stored_pages_state() -> str:
    moment = stored_pages.begin(RequestFactory().get("/", headers={"host": "localhost"}), home())
    return moment.state if moment else ""


def test_a_preview_is_not_stored(admin_client: Client, rf: RequestFactory) -> None:
    page = PlainPage.objects.get()
    page.title = "Draft"
    response = page.make_preview_request(preview_mode="")
    assert b"Draft" in response.render().content
    assert not StoredPage.objects.exists()


def test_each_site_and_language_has_its_own(client: Client) -> None:
    two = home().add_sibling(instance=HomePage(title="Second", slug="two"))
    Site.objects.create(hostname="two.example", root_page=two)
    spanish = home().copy_for_translation(Locale.objects.get_or_create(language_code="es")[0])
    saved(spanish, title="Inicio", live=True)
    for _ in range(2):
        assert b"<h1>Second</h1>" in client.get("/", headers={"host": "two.example"}).content
        assert b"<h1>Inicio</h1>" in client.get("/es/").content
        assert client.get("/", headers={"host": "unknown.example"}).content == client.get("/").content
    assert b"unknown.example" not in client.get("/", headers={"host": "unknown.example"}).content


# What is kept.


def test_changes_are_forgotten_with_the_pages_that_were_compared_to_them(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(changes, "KEPT", 2)
    for number in range(3):
        saved(home(), title=f"Front {number}")
    bodies(client)
    call_command("publish_scheduled")
    assert (Change.objects.count(), StoredPage.objects.count()) == (0, 0)
    saved(home(), title="Last")
    assert b"Last" in client.get("/").content


def test_reconcile_lets_pages_be_made_anew(client: Client) -> None:
    bodies(client)
    list(reconcile(check=True))
    assert StoredPage.objects.exists()
    list(reconcile())
    assert not StoredPage.objects.exists()


def test_another_release_makes_its_own(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    client.get("/")
    StoredPage.objects.update(html=b"of another release")
    assert client.get("/").content == b"of another release"
    monkeypatch.setattr(stored_pages, "renderer_version", lambda: "9.9")
    assert b"<h1>" in client.get("/").content
