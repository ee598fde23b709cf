"""How often the password of a page or of a collection of documents may be tried."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
import time_machine
from django.core.cache.backends.locmem import LocMemCache
from django.test import Client
from wagtail.documents import get_document_model
from wagtail.models import Collection, CollectionViewRestriction, PageViewRestriction

from guide_pages.attempts import PASSWORDS
from tests import factories

pytestmark = pytest.mark.django_db

PASSWORD = "swordfish"


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    """One that stands: what is counted anew every ten minutes is not in the middle of a test."""
    with time_machine.travel(datetime(2026, 11, 27, 9, 1, tzinfo=UTC), tick=False) as clock:
        yield clock


@pytest.fixture
def door() -> str:
    """Where the password of a guide is sent."""
    return door_of(factories.guide(title="Restricted"))


def door_of(page: Any, at: Any = None) -> str:
    restriction = PageViewRestriction.objects.create(page=page, restriction_type="password", password=PASSWORD)
    return f"/_util/authenticate_with_password/{restriction.pk}/{(at or page).pk}/"


def knock(door: str, password: str, address: str = "203.0.113.7", **more: Any) -> Any:
    client = more.pop("client", None) or Client()
    return client.post(door, {"password": password, "return_url": "/"}, REMOTE_ADDR=address, **more)


def wrong(times: int, door: str, **how: Any) -> list[int]:
    return [knock(door, "wrong", **how).status_code for _ in range(times)]


def test_after_ten_wrong_ones_the_right_one_is_not_looked_at(door: str) -> None:
    assert wrong(12, door) == [200] * 10 + [429] * 2
    refused = knock(door, PASSWORD)
    assert refused.status_code == 429
    assert 0 < int(refused["Retry-After"]) <= PASSWORDS.seconds + 1
    assert "no-store" in refused["Cache-Control"]
    assert "Try again in" in refused.content.decode()
    assert "Restricted" not in refused.content.decode()


def test_it_ends_by_itself(door: str, clock: time_machine.Traveller) -> None:
    wrong(11, door)
    clock.shift(PASSWORDS.seconds)
    assert knock(door, PASSWORD).status_code == 302


def test_right_ones_are_not_counted(door: str) -> None:
    assert {knock(door, PASSWORD).status_code for _ in range(20)} == {302}
    assert wrong(11, door) == [200] * 10 + [429]


def test_a_network_is_locked_out_of_one_door_and_others_of_none(door: str) -> None:
    other = door_of(factories.guide())
    wrong(11, door)
    assert knock(door, PASSWORD, address="198.51.100.1").status_code == 302
    assert knock(other, PASSWORD).status_code == 302


def test_no_header_and_no_other_page_is_a_way_round_it(door: str) -> None:
    elsewhere = f"{door.rsplit('/', 2)[0]}/{factories.guide_index().pk}/"
    for number in range(10):
        knock(door if number % 2 else elsewhere, "wrong", HTTP_X_FORWARDED_FOR=f"198.51.100.{number}")
    assert knock(door, PASSWORD, HTTP_X_FORWARDED_FOR="198.51.100.99").status_code == 429
    assert knock(elsewhere, PASSWORD).status_code == 429


def test_the_form_is_shown_to_who_tried_too_often(door: str) -> None:
    wrong(11, door)
    assert Client().get(door, REMOTE_ADDR="203.0.113.7").status_code == 200


def test_who_has_passed_goes_on_reading() -> None:
    page = factories.guide()
    door = door_of(page)
    reader = Client()
    knock(door, PASSWORD, client=reader)
    wrong(11, door)
    assert reader.get(page.url, REMOTE_ADDR="203.0.113.7").status_code == 200


def test_documents_of_a_collection_have_the_same_door() -> None:
    collection = Collection.get_first_root_node().add_child(instance=Collection(name="Private"))
    restriction = CollectionViewRestriction.objects.create(
        collection=collection, restriction_type="password", password=PASSWORD
    )
    get_document_model().objects.create(title="Paper", collection=collection, file="paper.txt")
    door = f"/documents/authenticate_with_password/{restriction.pk}/"
    assert wrong(11, door) == [200] * 10 + [429]
    assert knock(door, PASSWORD).status_code == 429
    assert knock(door, PASSWORD, address="198.51.100.1").status_code == 302


def test_a_cache_that_fails_neither_opens_nor_shuts_it(door: str, settings: Any) -> None:
    settings.CACHES = {"default": {"BACKEND": "tests.guide_pages.test_attempts.NoCache", "LOCATION": "away"}}
    assert wrong(11, door) == [200] * 10 + [429]
    assert knock(door, PASSWORD, address="198.51.100.1").status_code == 302


class NoCache(LocMemCache):
    """A cache that is away."""

    def add(self, *args: Any, **kwargs: Any) -> bool:
        raise ConnectionError("away")

    incr = add  # type: ignore[assignment]
