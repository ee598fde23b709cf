"""Times are the same everywhere: UTC, whole seconds, `Z`. What Swift's `.iso8601` reads, every other client reads."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import AbstractBaseUser
from django.test import Client
from django.utils import timezone

from guide_pages.models import Delivery, Edition, GuidePage, Reply
from guide_pages.publishing.reconciling import reconcile
from guide_pages.publishing.withdrawing import mark_withdrawn
from guide_pages.reading.preview_tokens import preview_token
from tests import factories

from .asking import ask, followed, id_of

pytestmark = pytest.mark.django_db

LATE = datetime(2026, 1, 2, 3, 4, 5, 678901, tzinfo=UTC)
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
#: What looks like a time to anybody.
TIMELIKE = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:")


@pytest.fixture
def page() -> GuidePage:
    """A guide with two editions, the first one withdrawn, and replies; each at a time with a fraction."""
    with time_machine.travel(LATE, tick=False):
        page = factories.guide(factories.section("One"))
        page = factories.publish(page, body=factories.body(factories.section("Two")))
        mark_withdrawn(Edition.objects.get(guide__page=page.pk, number=1), "Wrong.")
    for number in range(3):
        reply = factories.reply(page, state="approved")
        Reply.objects.filter(pk=reply.pk).update(created_at=LATE + timedelta(microseconds=number))
    return page


def times(part: Any) -> Iterator[str]:
    """Whatever looks like a time, wherever it stands."""
    if isinstance(part, dict | list):
        for inner in part.values() if isinstance(part, dict) else part:
            yield from times(inner)
    elif isinstance(part, str) and TIMELIKE.match(part):
        yield part


RESOURCES = {
    "guides": 2,
    "guides/{id}": 2,
    "guides/by-path?path={path}": 2,
    "guides/{id}/editions": 3,
    "guides/{id}/editions/2": 2,
    "guides/{id}/replies": 3,
    "changes": 2,
    "preview": 2,
    "bundle": 2,
}


@pytest.mark.parametrize("resource", RESOURCES)
def test_a_time_is_a_whole_second_in_utc(
    client: Client, page: GuidePage, resource: str, admin_user: AbstractBaseUser
) -> None:
    headers = {"authorization": f"Bearer {preview_token(page, admin_user)}"} if resource == "preview" else {}
    answer = ask(client, resource.format(id=id_of(page), path=page.url), **headers)
    found = [time for line in answer.words.splitlines() for time in times(json.loads(line))]
    assert len(found) == RESOURCES[resource]
    assert [time for time in found if not TIME.fullmatch(time)] == []


def test_the_page_for_search_engines_has_the_same_times(client: Client, page: GuidePage) -> None:
    html = client.get(page.url).content.decode()
    assert '"dateModified": "2026-01-02T03:04:05+00:00"' in html or '"dateModified":"2026-01-02T03:04:05+00:00"' in html


def test_a_client_that_asks_since_the_time_it_was_told_misses_nothing(client: Client, page: GuidePage) -> None:
    told = ask(client, f"guides/{id_of(page)}").json["updated_at"]
    assert told == "2026-01-02T03:04:05Z"
    assert [card["id"] for card in ask(client, f"guides?updated_since={told}").json["items"]] == [id_of(page)]
    assert ask(client, "guides?updated_since=2026-01-02T03:04:06Z").json["items"] == []


def test_what_falls_into_one_second_keeps_its_order_page_by_page(client: Client, page: GuidePage) -> None:
    replies = Reply.objects.order_by("created_at").values_list("pk", flat=True)
    items = followed(client, f"guides/{id_of(page)}/replies?limit=1")
    assert [item["id"] for item in items] == [str(pk) for pk in replies]
    others = [factories.guide() for _ in range(3)]
    now = timezone.now().replace(microsecond=0)
    for number, other in enumerate(others):
        moment = now + timedelta(microseconds=number)
        Delivery.objects.filter(guide__page=other.pk).update(first_published_at=moment)
    items = followed(client, "guides?limit=1&order=oldest")
    assert [item["id"] for item in items] == [id_of(page), *(id_of(other) for other in others)]


def test_a_delivery_that_was_made_with_fractions_is_made_anew_by_reconcile(client: Client, page: GuidePage) -> None:
    sequence = Delivery.objects.get(guide__page=page.pk).sequence
    Delivery.objects.update(digest="0" * 64, json=b'{"updated_at":"2026-01-02T03:04:05.678901Z"}')
    list(reconcile())
    delivery = Delivery.objects.get(guide__page=page.pk)
    assert json.loads(delivery.json)["updated_at"] == "2026-01-02T03:04:05Z"
    assert delivery.sequence > sequence
    assert delivery.updated_at.microsecond == 678901
