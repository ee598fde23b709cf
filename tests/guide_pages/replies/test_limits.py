"""How much is taken, from one network and under one guide, however it is sent."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client, RequestFactory
from django.utils import timezone

from guide_pages.models import GuidePage, Reply
from guide_pages.moderation.moderating import answer
from guide_pages.replies.limits import MAX_BYTES, TooMany, is_too_long, network_of, refuse_too_many
from tests import factories
from tests.guide_pages.replies.leaving import WORDS, address, api, leave, post, token, words

pytestmark = pytest.mark.django_db

# As docs/replies.md promises them: what the code says is what is tested here.
OF_A_NETWORK, IN_MINUTES = 5, 10
UNDER_A_GUIDE, IN_HOURS = 60, 1
POSTS_A_MINUTE = 30


def networks(count: int) -> list[str]:
    return [f"10.{n // 65536}.{n // 256 % 256}.{n % 256}" for n in range(count)]


def taken(guide: Any, count: int, *, ago: timedelta = timedelta(seconds=30), network: str = "", **fields: Any) -> None:
    """So many replies, sent so long ago, each from a network of its own where none is named."""
    rows = [
        Reply(guide=guide, name="x", text="x", network=network or f"net {n}", created_at=timezone.now() - ago, **fields)
        for n in range(count)
    ]
    Reply.objects.bulk_create(rows)


def is_taken(guide: Any, network: str = "mine") -> bool:
    try:
        refuse_too_many(guide.pk, network)
    except TooMany:
        return False
    return True


@pytest.mark.parametrize("door", ["form", "api"])
@pytest.mark.parametrize("addresses", [["10.0.0.1"], networks(70)], ids=["one network", "many networks"])
def test_seventy_posts_in_a_minute(client: Client, page: GuidePage, door: str, addresses: list[str]) -> None:
    statuses = []
    for n in range(70):
        text = f"Message number {n}, of seventy that were sent."
        where = {"REMOTE_ADDR": addresses[n % len(addresses)]}
        if door == "form":
            response = client.post(address(page), {**WORDS, "text": text, "token": token(page)}, **where)
        else:
            body = json.dumps({**WORDS, "text": text, "parent": None})
            response = client.post(api(page), body, content_type="application/json", **where)
        statuses.append(response.status_code)
    most = OF_A_NETWORK if len(addresses) == 1 else UNDER_A_GUIDE
    assert Reply.objects.count() == most
    assert statuses.count(303 if door == "form" else 202) == most
    assert set(statuses[most:]) == {429}
    assert int(response["Retry-After"]) > 0
    assert not Reply.objects.exclude(state__in=["waiting", "spam"]).exists()


# Each limit from both sides.


@pytest.mark.parametrize(("count", "expected"), [(OF_A_NETWORK - 1, True), (OF_A_NETWORK, False)])
def test_a_network_sends_five_replies(page: GuidePage, count: int, expected: bool) -> None:
    taken(page.guide, count, network="mine")
    assert is_taken(page.guide) == expected
    assert is_taken(page.guide, "another")


@pytest.mark.parametrize(("seconds", "expected"), [(-5, False), (5, True)])
def test_a_network_sends_again_after_ten_minutes(page: GuidePage, seconds: int, expected: bool) -> None:
    taken(page.guide, OF_A_NETWORK, network="mine", ago=timedelta(minutes=IN_MINUTES, seconds=seconds))
    assert is_taken(page.guide) == expected


@pytest.mark.parametrize(("count", "expected"), [(UNDER_A_GUIDE - 1, True), (UNDER_A_GUIDE, False)])
def test_a_guide_takes_sixty_replies(page: GuidePage, count: int, expected: bool) -> None:
    taken(page.guide, count)
    assert is_taken(page.guide) == expected
    assert is_taken(factories.guide().guide)


@pytest.mark.parametrize(("seconds", "expected"), [(-5, False), (5, True)])
def test_a_guide_takes_more_after_an_hour(page: GuidePage, seconds: int, expected: bool) -> None:
    taken(page.guide, UNDER_A_GUIDE, ago=timedelta(hours=IN_HOURS, seconds=seconds))
    assert is_taken(page.guide) == expected


def test_a_network_is_limited_whatever_guides_it_sends_to(page: GuidePage) -> None:
    taken(page.guide, 3, network="mine")
    taken(factories.guide().guide, 2, network="mine")
    assert not is_taken(factories.guide().guide)


@pytest.mark.parametrize("state", Reply.State.values)
def test_a_reply_counts_whatever_was_decided_of_it(page: GuidePage, state: str) -> None:
    taken(page.guide, OF_A_NETWORK, network="mine", state=state)
    assert not is_taken(page.guide)


@pytest.mark.parametrize("minutes", [1, 4, 9])
def test_who_reached_a_limit_is_told_when_there_is_room_again(page: GuidePage, minutes: int) -> None:
    """When the oldest of the five counts no more, and not a second sooner."""
    with time_machine.travel(timezone.now(), tick=False):
        taken(page.guide, 1, network="mine", ago=timedelta(minutes=minutes))
        taken(page.guide, OF_A_NETWORK - 1, network="mine", ago=timedelta(seconds=10))
        with pytest.raises(TooMany) as told:
            refuse_too_many(page.guide.pk, "mine")
        assert told.value.seconds == (IN_MINUTES - minutes) * 60
        later = timezone.now() + timedelta(seconds=told.value.seconds)
    with time_machine.travel(later - timedelta(seconds=2), tick=False):
        assert not is_taken(page.guide)
    with time_machine.travel(later, tick=False):
        assert is_taken(page.guide)


@pytest.mark.parametrize(("seconds", "told"), [(-3, 1), (0, 1), (0.2, 1), (1, 1), (1.01, 2), (59.5, 60)])
def test_it_is_told_in_whole_seconds_and_never_in_none(seconds: float, told: int) -> None:
    assert TooMany(seconds).seconds == told


def test_sixty_answers_by_the_publisher_block_no_reader(client: Client, page: GuidePage) -> None:
    first = factories.reply(page, state="approved")
    taken(page.guide, UNDER_A_GUIDE, is_publisher=True, state="approved", parent=first)
    answer(first, "One more.", "The editors", factories.moderator())
    assert leave(client, page).status_code == 303
    assert post(client, page, {"text": "Another one."}).status_code == 202


def test_answers_by_the_publisher_from_a_readers_network_block_nobody_there(page: GuidePage) -> None:
    taken(page.guide, OF_A_NETWORK, network="mine", is_publisher=True, state="approved")
    assert is_taken(page.guide)


def test_whoever_reached_a_limit_keeps_the_words_and_is_told_when(client: Client, page: GuidePage) -> None:
    for n in range(OF_A_NETWORK):
        assert leave(client, page, text=f"Message number {n}.").status_code == 303
    response = leave(client, page, text="One too many.")
    assert response.status_code == 429
    assert 0 < int(response["Retry-After"]) <= IN_MINUTES * 60
    assert "One too many." in words(response)
    assert "Many replies have come just now. Wait 10 minutes" in words(response)
    with time_machine.travel(timezone.now() + timedelta(minutes=IN_MINUTES, seconds=5)):
        assert leave(client, page, text="One too many.").status_code == 303


# Posts, good or bad.


def test_thirty_posts_a_minute_are_read_and_no_more(client: Client, page: GuidePage) -> None:
    now = timezone.now()
    with time_machine.travel(now, tick=False):
        statuses = [leave(client, page, text="").status_code for _ in range(POSTS_A_MINUTE + 1)]
        assert statuses == [422] * POSTS_A_MINUTE + [429]
        refused = post(client, page)
        assert refused.status_code == 429, "both doors count together"
        assert 0 < int(refused["Retry-After"]) <= 60
        assert leave(client, page, REMOTE_ADDR="10.9.9.9").status_code == 303, "another network has its own"
    with time_machine.travel(now + timedelta(seconds=61), tick=False):
        assert leave(client, page, text="").status_code == 422


@pytest.mark.parametrize("seconds", [0, 1, 20, 59])
def test_who_has_posted_too_much_is_told_when_the_next_post_is_read(
    client: Client, page: GuidePage, seconds: int
) -> None:
    now = timezone.now()
    with time_machine.travel(now, tick=False):
        for _ in range(POSTS_A_MINUTE):
            leave(client, page, text="")
    with time_machine.travel(now + timedelta(seconds=seconds), tick=False):
        refused = leave(client, page, text="")
        assert (refused.status_code, int(refused["Retry-After"])) == (429, 60 - seconds)
    with time_machine.travel(now + timedelta(seconds=60), tick=False):
        assert leave(client, page, text="").status_code == 422


@pytest.mark.parametrize(
    ("length", "expected"),
    [("", False), ("0", False), ("65536", False), ("65537", True), ("-1", True), ("x", True), (" 12 ", False)],
)
def test_64_kilobytes_are_read_and_no_more(length: str, expected: bool) -> None:
    request = RequestFactory().post("/", {})
    request.META["CONTENT_LENGTH"] = length
    assert is_too_long(request) == expected
    assert MAX_BYTES == 65536


def test_the_longest_reply_there_can_be_is_read(client: Client, page: GuidePage) -> None:
    """Each of its letters takes twelve bytes in a form: four, each percent-encoded."""
    text = "\U0001f600" * 4000
    assert leave(client, page, text=text).status_code == 303
    assert len(Reply.objects.get().text) == 4000


# From where.


def network(remote: str, forwarded: str = "", **headers: str) -> str:
    headers = {"x-forwarded-for": forwarded} if forwarded else {}
    return network_of(RequestFactory().get("/", REMOTE_ADDR=remote, headers=headers))


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("192.0.2.1", "::ffff:192.0.2.1", True),
        ("192.0.2.1", "::ffff:c000:201", True),
        ("192.0.2.1", "192.0.2.2", False),
        ("::ffff:192.0.2.1", "::ffff:192.0.2.2", False),
        ("2001:db8:0:1::1", "2001:db8:0:1::2", True),
        ("2001:db8:0:1::1", "2001:db8:0:ff::1", True),
        ("2001:db8:0:1::1", "2001:db8:0:100::1", False),
        ("2001:db8:0:1::1", "2001:0db8:0000:0001:0:0:0:1", True),
        ("", "unix:", False),
    ],
)
def test_one_subscriber_is_one_network(first: str, second: str, same: bool) -> None:
    assert (network(first) == network(second)) == same


@pytest.mark.parametrize(
    ("proxies", "forwarded", "is_of"),
    [
        (0, "6.6.6.6", "10.0.0.1"),
        (1, "6.6.6.6", "6.6.6.6"),
        (1, "7.7.7.7, 6.6.6.6", "6.6.6.6"),
        (2, "7.7.7.7, 6.6.6.6", "7.7.7.7"),
        (2, "6.6.6.6", "6.6.6.6"),
        (3, "8.8.8.8,7.7.7.7 , 6.6.6.6", "8.8.8.8"),
        (1, "", "10.0.0.1"),
        (1, "6.6.6.6:4711", "6.6.6.6"),
        (1, "[2001:db8::1]:4711", "2001:db8::1"),
        (1, "[2001:db8::1]", "2001:db8::1"),
    ],
)
def test_a_proxy_is_believed_as_far_as_there_are_proxies(
    settings: Any, proxies: int, forwarded: str, is_of: str
) -> None:
    settings.NINJA_NUM_PROXIES = proxies
    assert network("10.0.0.1", forwarded) == network(is_of)


def test_where_nobody_has_said_how_many_proxies_there_are_none_is_believed(settings: Any) -> None:
    settings.NINJA_NUM_PROXIES = None
    assert network("10.0.0.1", "7.7.7.7, 6.6.6.6") == network("10.0.0.1")
    del settings.NINJA_NUM_PROXIES
    assert network("10.0.0.1", "7.7.7.7, 6.6.6.6") == network("10.0.0.1")


def test_a_forwarded_address_is_believed_as_far_as_there_are_proxies(
    client: Client, page: GuidePage, settings: Any
) -> None:
    settings.NINJA_NUM_PROXIES = 0
    for n in range(8):
        leave(client, page, text=f"Message number {n}.", headers={"x-forwarded-for": f"10.0.0.{n}"})
    assert Reply.objects.count() == OF_A_NETWORK
    settings.NINJA_NUM_PROXIES = 1
    for n in range(8):
        leave(client, page, text=f"Another number {n}.", headers={"x-forwarded-for": f"6.6.6.6, 10.0.0.{n}"})
    assert Reply.objects.count() == OF_A_NETWORK + 8


def test_a_network_is_a_keyed_hash_that_says_nothing(settings: Any) -> None:
    first = network("192.0.2.1")
    assert len(first) == 64
    assert "192" not in first or first.isalnum()
    settings.SECRET_KEY = "another"
    assert network("192.0.2.1") != first
