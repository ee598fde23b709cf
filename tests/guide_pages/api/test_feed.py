"""The feed and the bundle: what they say, in which order, and what each costs."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from itertools import pairwise
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client, TestCase
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction, Site

from guide_pages.api import changes
from guide_pages.api.cursors import to_cursor
from guide_pages.models import Delivery, FeedCounter, Guide, GuidePage, Tombstone
from guide_pages.publishing.sequences import give_sequences
from guide_pages.publishing.tombstones import forget_old_tombstones
from tests import factories
from tests.guide_pages.api.asking import Answer, Queries, ask, id_of, names
from tests.guide_pages.api.following import Follower, guides_in, public_set

pytestmark = pytest.mark.django_db

CODINGS = ["", "gzip"]


def committed(act: Callable[[], Any]) -> Any:
    """Do it, with all that follows a commit."""
    with TestCase.captureOnCommitCallbacks(execute=True):
        return act()


def guides(count: int, **fields: Any) -> list[GuidePage]:
    return [factories.guide(title=f"Guide {n}", **fields) for n in range(count)]


def site() -> int:
    return factories.site().pk


def follower(coding: str = "") -> Follower:
    return Follower(site(), coding)


def other_site() -> Site:
    root = factories.guide_index(slug="two", title="Two")
    return committed(lambda: Site.objects.create(hostname="two.example", root_page=root))


def restrict_silently(page: Page) -> PageViewRestriction:
    """No signal tells of it."""
    restriction = PageViewRestriction(page=page, restriction_type="login")
    PageViewRestriction.objects.bulk_create([restriction])
    return PageViewRestriction.objects.get(page=page)


def forget_tombstones() -> None:
    """Let all tombstones grow too old, and be removed."""
    with time_machine.travel(timezone.now() + timedelta(days=180) + timedelta(days=1)):
        call_command("reconcile")


# What it says


@pytest.mark.parametrize("coding", CODINGS)
def test_a_first_pass_is_every_guide_in_the_order_of_commits(coding: str) -> None:
    first, second, third = guides(3)
    factories.publish(first, title="New words")
    items, has_more = follower(coding).look()
    assert [item["guide"]["id"] for item in items] == [id_of(page) for page in (second, third, first)]
    assert not has_more


@pytest.mark.parametrize("coding", CODINGS)
def test_a_guide_in_the_feed_is_the_guide_itself(coding: str) -> None:
    page = factories.guide(factories.section("Überschrift — “quoted”", factories.text("1 &lt; 2 &amp; so on")))
    items, _ = follower(coding).look()
    assert items == [{"kind": "guide", "guide": ask(Client(), f"guides/{id_of(page)}").json}]


def test_it_comes_in_pages() -> None:
    guides(5)
    client = follower()
    assert [(len(items), has_more) for items, has_more in (client.look(2) for _ in range(4))] == [
        (2, True),
        (2, True),
        (1, False),
        (0, False),
    ]
    assert client.documents == public_set(site())


def test_a_page_that_ends_with_the_last_change_says_that_there_is_no_more() -> None:
    guides(2)
    assert not follower().look(2)[1]


def test_many_changes_of_one_guide_are_one_entry() -> None:
    (page,) = guides(1)
    client = follower().catch_up()
    for n in range(3):
        page = factories.publish(page, title=f"Words {n}")
    items, _ = client.look()
    assert [item["guide"]["title"] for item in items] == ["Words 2"]


def test_who_has_all_is_told_nothing_and_stays_there() -> None:
    guides(2)
    client = follower().catch_up()
    assert client.look() == ([], False)
    assert client.cursors[-1] == client.cursors[-2]


@pytest.mark.parametrize(
    ("act", "reason"),
    [
        (lambda page: page.unpublish(), "unpublished"),
        (lambda page: page.delete(), "deleted"),
        (lambda page: PageViewRestriction.objects.create(page=page, restriction_type="login"), "restricted"),
        (lambda page: page.move(other_site().root_page, pos="last-child"), "elsewhere"),
    ],
)
def test_what_is_gone_is_told_with_its_reason(act: Callable[[GuidePage], object], reason: str) -> None:
    stays, page = guides(2)
    client, guide = follower().catch_up(), id_of(page)
    committed(lambda: act(page))
    assert client.look() == ([{"kind": "gone", "id": guide, "reason": reason}], False)
    assert set(client.documents) == {id_of(stays)}


def test_a_guide_that_comes_back_is_not_gone() -> None:
    (page,) = guides(1)
    client = follower().catch_up()
    page.unpublish()
    factories.publish(page)
    items, _ = client.look()
    assert [item["kind"] for item in items] == ["guide"]


def test_what_is_gone_is_told_in_as_few_bytes_as_there_can_be() -> None:
    (page,) = guides(1)
    client, guide = follower().catch_up(), id_of(page)
    page.unpublish()
    answer = client.ask("changes", cursor=client.cursors[-1])
    assert f'"items":[{{"kind":"gone","id":"{guide}","reason":"unpublished"}}]' in answer.words


def test_a_first_pass_tells_of_nothing_that_was_gone_before() -> None:
    gone, stays = guides(2)
    gone.unpublish()
    items, _ = follower().look()
    assert [item["guide"]["id"] for item in items] == [id_of(stays)]


def test_a_guide_withdrawn_while_a_client_pages_is_not_missed() -> None:
    pages = guides(3)
    client = follower()
    client.look(1)
    pages[0].unpublish()
    client.catch_up(1)
    assert set(client.documents) == {id_of(page) for page in pages[1:]}
    assert client.reasons == {id_of(pages[0]): "unpublished"}


def test_a_cursor_may_be_used_again() -> None:
    pages = guides(4)
    client = follower().catch_up(1)
    pages[0].delete()
    factories.publish(pages[1], title="New words")
    for looks in range(1, 6):
        again = client.twin()
        again.go_back(looks)
        assert again.catch_up(1).documents == client.catch_up().documents == public_set(site())


def test_a_draft_changes_nothing() -> None:
    (page,) = guides(1)
    client = follower().catch_up()
    factories.draft(page, title="Not yet")
    assert client.look() == ([], False)


def test_two_sites_have_each_a_feed() -> None:
    second = other_site()
    here, there = factories.guide(), factories.guide(parent=second.root_page)
    clients = {here: follower(), there: Follower(second.pk)}
    for page, client in clients.items():
        assert set(client.catch_up().documents) == {id_of(page)}
    committed(lambda: there.move(factories.guide_index(), pos="last-child"))
    for client in clients.values():
        assert client.catch_up().documents == public_set(client.site_id)
    assert clients[there].reasons == {id_of(there): "elsewhere"}
    assert set(clients[here].documents) == {id_of(here), id_of(there)}


def test_a_guide_that_comes_back_to_a_site_is_there_again() -> None:
    second = other_site()
    (page,) = guides(1)
    clients = [follower().catch_up(), Follower(second.pk).catch_up()]
    for slug in ("two", "guides"):
        target = Page.objects.get(slug=slug)
        committed(partial(GuidePage.objects.get(pk=page.pk).move, target, pos="last-child"))
        for client in clients:
            assert client.catch_up().documents == public_set(client.site_id)
    assert set(clients[0].documents) == {id_of(page)}


def test_a_site_that_is_deleted_leaves_its_guides_to_the_site_around_it() -> None:
    second = other_site()
    page = factories.guide(parent=second.root_page)
    client, theirs = follower().catch_up(), Follower(second.pk).catch_up()
    committed(second.delete)
    assert client.catch_up().documents == public_set(site())
    assert set(client.documents) == {id_of(page)}
    assert ask(Client(), f"changes?cursor={theirs.cursors[-1]}", host="two.example").status == 400


# What nobody told of


@pytest.mark.parametrize("where", ["page", "index"])
def test_a_guide_that_was_hidden_while_a_client_passed_it_is_sent_again(where: str) -> None:
    first, second, third = guides(3)
    client = follower()
    client.look(1)
    restriction = restrict_silently(second if where == "page" else second.get_parent())
    client.catch_up()
    assert id_of(second) not in client.documents
    committed(restriction.delete)
    assert client.catch_up().documents == public_set(site())
    assert set(client.documents) == {id_of(page) for page in (first, second, third)}


def test_a_guide_that_was_moved_out_of_what_hid_it_is_sent_again() -> None:
    (page,) = guides(1)
    restrict_silently(page.get_parent())
    last = factories.guide(parent=factories.guide_index(slug="other", title="Other"))
    client = follower().catch_up()
    committed(lambda: page.move(last.get_parent(), pos="last-child"))
    assert client.catch_up().documents == public_set(site())
    assert len(client.documents) == 2


@pytest.mark.parametrize(
    "publish",
    [
        factories.publish,
        GuidePage.save,
        lambda page: factories.publish(page, title="New words"),
    ],
)
def test_a_guide_that_was_silently_not_live_is_sent_again_when_it_is_published(
    publish: Callable[[GuidePage], object],
) -> None:
    page, _last = guides(2)
    GuidePage.objects.filter(pk=page.pk).update(live=False)
    client = follower().catch_up()
    page = GuidePage.objects.get(pk=page.pk)
    page.live = True
    committed(lambda: publish(page))
    assert client.catch_up().documents == public_set(site())
    assert len(client.documents) == 2


def test_what_is_hidden_silently_is_gone_when_it_is_found() -> None:
    (page,) = guides(1)
    client = follower().catch_up()
    restrict_silently(page)
    call_command("reconcile")
    assert client.look()[0] == [{"kind": "gone", "id": id_of(page), "reason": "restricted"}]


# Cursors


def test_a_cursor_is_opaque_and_signed() -> None:
    guides(1)
    (cursor,) = follower().catch_up().cursors
    for damaged in (cursor[:-1], cursor + "x", "x" + cursor, "x", "", "a:b", "0", cursor.swapcase(), "\x00"):
        answer = ask(Client(), f"changes?cursor={damaged}")
        assert answer.status == 400, damaged
        assert answer.json["type"] == "urn:guidepost:problem:bad-cursor"
        assert answer.headers["Content-Type"] == "application/problem+json"


def test_a_cursor_belongs_to_its_list_and_site() -> None:
    second = other_site()
    guides(2)
    factories.guide(parent=second.root_page)
    (cursor,) = follower().catch_up().cursors
    of_the_list = ask(Client(), "guides?limit=1").json["next_cursor"]
    assert ask(Client(), f"changes?cursor={of_the_list}").status == 400
    assert ask(Client(), f"guides?cursor={cursor}").status == 400
    assert ask(Client(), f"changes?cursor={cursor}", host="two.example").status == 400
    assert ask(Client(), f"changes?cursor={cursor}", host="unknown.example").status == 200
    halfway = follower()
    halfway.look(1)
    assert ask(Client(), f"changes?cursor={halfway.cursors[-1]}", host="two.example").status == 400


def test_a_cursor_that_says_more_than_this_release_knows_is_refused() -> None:
    guides(1)
    answer = ask(Client(), f"changes?cursor={to_cursor('changes', site(), 0, 0, 0)}")
    assert (answer.status, answer.json["type"]) == (400, "urn:guidepost:problem:bad-cursor")


def test_a_cursor_from_before_the_tombstones_kept_leads_to_the_bundle() -> None:
    stays, page = guides(2)
    old = follower().catch_up()
    page.unpublish()
    forget_tombstones()
    assert not Tombstone.objects.exists()

    answer = ask(Client(), f"changes?cursor={old.cursors[-1]}")
    assert answer.status == 410
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.json["link"] == "http://testserver/api/guides/v1/bundle"
    assert answer.headers["Link"] == '<http://testserver/api/guides/v1/bundle>; rel="related"'
    assert old.catch_up().documents == public_set(site())
    assert old.begun_again == 1
    assert set(old.documents) == {id_of(stays)}


def test_a_first_pass_and_who_has_followed_never_have_to_begin_again() -> None:
    _, _, page = guides(3)
    page.unpublish()
    clients = [follower().catch_up(), follower()]
    clients[1].look(1)
    forget_tombstones()
    factories.guide()
    for client in [*clients, follower()]:
        assert client.catch_up(1).documents == public_set(site())
        assert client.begun_again == 0


def test_the_tombstones_of_one_site_say_nothing_of_another() -> None:
    second = other_site()
    guides(1)
    theirs = factories.guide(parent=second.root_page)
    client = follower().catch_up()
    theirs.unpublish()
    forget_tombstones()
    assert client.catch_up().begun_again == 0


def test_tombstones_that_are_young_stay() -> None:
    (page,) = guides(1)
    client = follower().catch_up()
    page.unpublish()
    with time_machine.travel(timezone.now() + timedelta(days=180) - timedelta(hours=1)):
        call_command("reconcile")
    assert client.look()[0][0]["kind"] == "gone"


def test_who_knows_more_than_the_database_begins_again() -> None:
    """The database was restored from a copy that is older than what the client was told."""
    (page,) = guides(1)
    with transaction.atomic():
        factories.guide()
        client = follower().catch_up()
        transaction.set_rollback(True)
    assert client.catch_up().begun_again == 1
    assert set(client.documents) == {id_of(page)}


def test_the_feed_needs_no_counter() -> None:
    guides(2)
    client = follower()
    client.look(1)
    FeedCounter.objects.all().delete()
    assert client.catch_up().documents == public_set(site())
    factories.guide()
    assert client.catch_up().documents == public_set(site())


def test_an_unknown_host_has_no_guides_and_no_more() -> None:
    guides(1)
    Site.objects.update(is_default_site=False)
    answer = ask(Client(), "changes", host="unknown.example").json
    assert (answer["items"], answer["has_more"]) == ([], False)


@pytest.mark.parametrize(
    ("query", "named"),
    [
        ("limit=0", "limit"),
        ("limit=101", "limit"),
        ("limit=x", "limit"),
        ("since=1", "since"),
        ("limit=1&limit=2", "limit"),
        ("rev=9", "rev"),
    ],
)
def test_a_parameter_that_is_wrong_is_named(query: str, named: str) -> None:
    answer = ask(Client(), f"changes?{query}")
    assert (answer.status, names(answer)) == (422, {named})


@pytest.mark.parametrize(
    ("address", "refusals"), [("changes", {"400", "410", "412", "422"}), ("bundle", {"412", "422"})]
)
def test_the_schema_names_what_may_be_answered(address: str, refusals: set[str]) -> None:
    operation = ask(Client(), "openapi.json").json["paths"][f"/api/guides/v1/{address}"]["get"]
    assert {code for code in operation["responses"] if code.startswith("4")} == refusals
    assert operation["tags"] == ["Sync"]


# The bundle


@pytest.mark.parametrize("coding", CODINGS)
@pytest.mark.parametrize("count", [0, 1, 3])
def test_a_bundle_is_the_public_set_and_where_to_go_on(coding: str, count: int) -> None:
    guides(count)
    hidden, gone = guides(2)
    restrict_silently(hidden)
    gone.unpublish()
    client = follower(coding)
    assert len(client.take_the_bundle()) == count
    assert client.documents == public_set(site())
    assert client.look() == ([], False)


def test_the_last_guide_follows_a_bundle_in_which_it_was_hidden_even_if_nobody_tells_that_it_is_back() -> None:
    _first, last = guides(2)
    restrict_silently(last)
    client = follower()
    assert len(client.take_the_bundle()) == 1
    PageViewRestriction.objects.all()._raw_delete("default")
    assert client.catch_up().documents == public_set(site())
    assert len(client.documents) == 2


def test_a_bundle_before_anything_was_published_leads_to_what_is_published_later() -> None:
    client = follower()
    assert client.take_the_bundle() == []
    guides(1)
    assert client.catch_up().documents == public_set(site())
    assert (len(client.documents), client.begun_again) == (1, 0)


def test_a_bundle_of_an_unknown_host_leads_to_what_is_published_later() -> None:
    Site.objects.update(is_default_site=False)
    cursor = json.loads(ask(Client(), "bundle", host="new.example").words)["cursor"]
    Site.objects.update(is_default_site=True)
    guides(1)
    answer = ask(Client(), f"changes?cursor={cursor}")
    assert len(answer.json["items"]) == 1


@pytest.mark.parametrize("coding", CODINGS)
def test_what_is_published_while_a_bundle_is_sent_follows_its_cursor(
    coding: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(changes, "BUNDLED", 3)
    pages = guides(10)
    response = Client().get("/api/guides/v1/bundle", headers={"accept-encoding": coding or "identity"})
    parts = iter(response.streaming_content)
    sent = [next(parts) for _ in range(3)]
    factories.publish(pages[0], title="Sent already")
    factories.publish(pages[8], title="Not sent yet")
    pages[1].unpublish()
    pages[9].delete()

    answer = Answer(200, {"Content-Encoding": coding}, b"".join([*sent, *parts]))
    client = follower(coding)
    told = client.keep_the_bundle(answer)
    assert guides_in(told) == {id_of(page) for page in pages[:8]}
    items, has_more = client.look()
    assert (len(items), has_more) == (4, False)
    assert client.documents == public_set(site())
    assert len(client.documents) == 8


def test_a_bundle_ends_where_the_feed_stood_however_much_is_published_meanwhile(
    monkeypatch: pytest.MonkeyPatch, django_assert_num_queries: Queries
) -> None:
    monkeypatch.setattr(changes, "BUNDLED", 2)
    guides(4)
    parts = iter(Client().get("/api/guides/v1/bundle").streaming_content)
    sent = [next(parts) for _ in range(3)]
    guides(6)
    with django_assert_num_queries(1):
        sent += parts
    assert len(b"".join(sent).splitlines()) == 5


def test_a_bundle_is_lines_of_compact_json() -> None:
    (page,) = guides(1)
    answer = ask(Client(), "bundle")
    assert answer.headers["Content-Type"] == "application/x-ndjson"
    assert "Content-Encoding" not in answer.headers
    first, last = answer.words.splitlines()
    assert answer.words.endswith("\n")
    assert first == f'{{"kind":"guide","guide":{ask(Client(), f"guides/{id_of(page)}").words}}}'
    assert last.startswith('{"kind":"cursor","cursor":"')


# HTTP, and what it costs


@pytest.mark.parametrize("address", ["changes", "bundle"])
@pytest.mark.parametrize("coding", CODINGS)
def test_a_client_that_has_the_answer_is_not_sent_it(address: str, coding: str) -> None:
    (page,) = guides(1)
    answer = ask(Client(), address, accept_encoding=coding or "identity")
    etag = answer.headers["ETag"]
    assert answer.headers["Vary"] == "Accept-Encoding"
    assert answer.headers["Cache-Control"] == "public, max-age=60"
    assert answer.headers.get("Content-Encoding", "") == coding
    known = ask(Client(), address, accept_encoding=coding or "identity", if_none_match=etag)
    assert (known.status, known.body) == (304, b"")
    assert "Content-Type" not in known.headers
    for name in ("ETag", "Cache-Control", "Vary"):
        assert known.headers[name] == answer.headers[name]
    PageViewRestriction.objects.bulk_create([PageViewRestriction(page=page, restriction_type="login")])
    changed = ask(Client(), address, accept_encoding=coding or "identity", if_none_match=etag)
    assert changed.status == 200
    assert page.title not in changed.words


def test_a_look_is_one_query_for_one_change_and_for_a_hundred(django_assert_num_queries: Queries) -> None:
    has = 0
    for count in (5, 45):
        guides(count)
        has += count
        with django_assert_num_queries(1):
            first = ask(Client(), "changes?limit=1", accept_encoding="gzip").json
        for limit, expected in ((1, 1), (100, has - 1)):
            with django_assert_num_queries(1):
                answer = ask(Client(), f"changes?limit={limit}&cursor={first['next_cursor']}")
            assert len(answer.json["items"]) == expected
    end = ask(Client(), "changes?limit=100").json["next_cursor"]
    bury(100)
    for limit in (1, 100):
        with django_assert_num_queries(1):
            answer = ask(Client(), f"changes?limit={limit}&cursor={end}")
        assert len(answer.json["items"]) == limit
        with django_assert_num_queries(1):
            known = ask(Client(), f"changes?limit={limit}&cursor={end}", if_none_match=answer.headers["ETag"])
        assert known.status == 304


def bury(count: int) -> None:
    """So many guides that are gone."""
    buried = Guide.objects.bulk_create(Guide(site_id=site()) for _ in range(count))
    Tombstone.objects.bulk_create(Tombstone(guide=guide, site_id=site(), reason="deleted") for guide in buried)
    assert give_sequences(site()) == count


def test_a_bundle_is_one_query_for_so_many_guides(
    django_assert_num_queries: Queries, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And one for its validator."""
    monkeypatch.setattr(changes, "BUNDLED", 5)
    has = 0
    for count, queries in ((1, 2), (4, 2), (1, 3), (4, 3)):
        guides(count)
        has += count
        with django_assert_num_queries(queries):
            answer = ask(Client(), "bundle")
        assert len(answer.words.splitlines()) == has + 1


def test_a_look_reads_one_row_more_than_it_sends() -> None:
    """It tells whether there are more. The other row of the answer tells of the feed itself."""
    guides(1)
    with CaptureQueriesContext(connection) as queries:
        ask(Client(), "changes?limit=7")
    sql = queries[-1]["sql"]
    assert sql.rstrip(" )").endswith("LIMIT 9")
    assert sql.count("LIMIT 8") == (2 if connection.vendor == "postgresql" else 0)


@pytest.mark.skipif(not settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"), reason="as SQLite says it")
def test_what_a_look_reads_are_the_changes_not_the_catalogue() -> None:
    guides(2)
    client = follower().catch_up()
    with CaptureQueriesContext(connection) as queries:
        client.look()
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {queries[-1]['sql']}")
        plan = [row[3] for row in cursor.fetchall()]
    for table in ("delivery", "tombstone"):
        found = rf"SEARCH guide_pages_{table} USING (COVERING )?INDEX \S+ \(site_id=\? AND sequence>\?\)"
        assert any(re.match(found, step) for step in plan), plan
    assert not [step for step in plan if step.startswith(("SCAN guide_pages_d", "SCAN guide_pages_t"))], plan


def test_sequences_only_grow() -> None:
    pages = guides(3)
    factories.publish(pages[1], title="New words")
    pages[0].unpublish()
    rows = Delivery.objects.values_list("sequence").union(Tombstone.objects.values_list("sequence"))
    given = sorted(sequence for (sequence,) in rows)
    assert all(first < second for first, second in pairwise(given))
    assert FeedCounter.objects.get().value == given[-1]


def test_what_was_written_first_may_be_told_last_and_the_horizon_never_goes_back() -> None:
    first, second, _stays = guides(3)
    client = follower().catch_up()
    now = timezone.now()
    with time_machine.travel(now + timedelta(hours=1)):
        second.unpublish()
    client.catch_up()
    with time_machine.travel(now):  # by a long transaction, or one whose process was killed
        first.unpublish()
    for later in (timedelta(minutes=30), timedelta(hours=2)):
        with time_machine.travel(now + timedelta(days=180) + later):
            assert forget_old_tombstones() == 1
    assert client.catch_up().documents == public_set(site())
