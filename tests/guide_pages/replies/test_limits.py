"""How much is taken, from one network and under one guide, however it is sent."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from guide_pages.models import GuidePage, Reply
from guide_pages.replies.limits import PER_GUIDE, PER_NETWORK

from .leaving import WORDS, address, api, leave, token, words

pytestmark = pytest.mark.django_db


def networks(count: int) -> list[str]:
    return [f"10.{n // 65536}.{n // 256 % 256}.{n % 256}" for n in range(count)]


@pytest.mark.parametrize("door", ["form", "api"])
@pytest.mark.parametrize("addresses", [["10.0.0.1"], networks(500)], ids=["one network", "many networks"])
def test_five_hundred_posts_in_a_minute(client: Client, page: GuidePage, door: str, addresses: list[str]) -> None:
    statuses = []
    for n in range(500):
        text = f"Message number {n}, of five hundred that were sent."
        where = {"REMOTE_ADDR": addresses[n % len(addresses)]}
        if door == "form":
            response = client.post(address(page), {**WORDS, "text": text, "token": token(page)}, **where)
        else:
            body = json.dumps({**WORDS, "text": text, "parent": None})
            response = client.post(api(page), body, content_type="application/json", **where)
        statuses.append(response.status_code)
    most = PER_NETWORK.replies if len(addresses) == 1 else PER_GUIDE.replies
    assert Reply.objects.count() == most
    assert statuses.count(303 if door == "form" else 202) == most
    assert set(statuses[most:]) == {429}
    assert int(response["Retry-After"]) > 0
    assert not Reply.objects.exclude(state__in=["waiting", "spam"]).exists()


def test_whoever_reached_a_limit_keeps_the_words_and_is_told_when(client: Client, page: GuidePage) -> None:
    for n in range(PER_NETWORK.replies):
        assert leave(client, page, text=f"Message number {n}.").status_code == 303
    response = leave(client, page, text="One too many.")
    assert response.status_code == 429
    assert 0 < int(response["Retry-After"]) <= PER_NETWORK.within.total_seconds()
    assert "One too many." in words(response)
    assert "Many replies have come just now. Wait 10 minutes" in words(response)
    with time_machine.travel(timezone.now() + PER_NETWORK.within + timedelta(seconds=5)):
        assert leave(client, page, text="One too many.").status_code == 303


def test_a_forwarded_address_is_believed_as_far_as_there_are_proxies(
    client: Client, page: GuidePage, settings: Any
) -> None:
    settings.NINJA_NUM_PROXIES = 0
    for n in range(8):
        leave(client, page, text=f"Message number {n}.", headers={"x-forwarded-for": f"10.0.0.{n}"})
    assert Reply.objects.count() == PER_NETWORK.replies
    settings.NINJA_NUM_PROXIES = 1
    for n in range(8):
        leave(client, page, text=f"Another number {n}.", headers={"x-forwarded-for": f"6.6.6.6, 10.0.0.{n}"})
    assert Reply.objects.count() == PER_NETWORK.replies + 8


def test_one_subscriber_of_ipv6_is_one_network(client: Client, page: GuidePage) -> None:
    for n in range(8):
        client.post(
            address(page),
            {**WORDS, "text": f"Message number {n}.", "token": token(page)},
            REMOTE_ADDR=f"2001:db8:0:{n:x}::1",
        )
    assert Reply.objects.count() == PER_NETWORK.replies
