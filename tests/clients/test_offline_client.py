"""An app that keeps the guides: whatever happens to it, it ends up with what the public may see, and loses nothing."""

from __future__ import annotations

import json
import random
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone
from wagtail.models import PageViewRestriction

from guide_pages.models import Delivery, GuidePage, Tombstone
from guide_pages.publishing.tombstones import forget_old_tombstones
from tests import factories
from tests.clients.network import Network
from tests.clients.phone import Phone

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


@pytest.fixture(autouse=True)
def pages() -> list[GuidePage]:
    """Six guides that are public when the story begins."""
    return [factories.guide(title=f"Guide {n}", slug=f"guide-{n}") for n in range(6)]


def public_set() -> dict[str, Any]:
    """The guides that everybody may read, as they are sent."""
    return {str(delivery.guide_id): json.loads(bytes(delivery.json)) for delivery in Delivery.objects.public()}


def change_much(pages: list[GuidePage]) -> None:
    """Edit, publish, restrict, delete, unpublish, and publish again."""
    factories.publish(pages[0], title="Edited")
    factories.publish(pages[0], title="Edited twice")
    factories.guide(title="New")
    PageViewRestriction.objects.create(page=pages[1], restriction_type="login")
    pages[2].delete()
    pages[3].unpublish()
    pages[4].unpublish()
    factories.publish(GuidePage.objects.get(pk=pages[4].pk), title="Back")


def test_the_first_launch_takes_the_bundle(phone: Phone) -> None:
    assert phone.sync()["did"] == "bundle"
    assert phone.guides() == public_set()
    assert len(phone.guides()) == 6


def test_it_follows_what_is_published_and_withdrawn(phone: Phone, pages: list[GuidePage]) -> None:
    phone.sync()
    change_much(pages)
    report = phone.sync(limit=1)
    assert report["did"] == "changes"
    assert phone.guides() == public_set()
    assert {guide["title"] for guide in phone.guides().values()} == {"Edited twice", "New", "Back", "Guide 5"}


def test_a_sync_costs_what_has_changed(phone: Phone, pages: list[GuidePage]) -> None:
    phone.sync()
    factories.publish(pages[0], title="Edited")
    assert phone.sync()["changes"] == 1


def test_where_nothing_changed_the_answer_is_304(phone: Phone, network: Network) -> None:
    phone.sync()
    before = phone.store.read_bytes()
    network.room = 2000  # no room for a guide
    assert phone.sync() == {"did": "nothing", "changes": 0}
    assert phone.store.read_bytes() == before


def test_without_a_network_it_shows_what_it_has(phone: Phone, network: Network, pages: list[GuidePage]) -> None:
    phone.sync()
    kept = phone.guides()
    change_much(pages)
    network.down()
    with pytest.raises(ConnectionError):
        phone.sync()
    assert phone.guides() == kept
    network.up()
    phone.sync()
    assert phone.guides() == public_set()


def test_a_network_that_says_nothing_is_none(phone: Phone, network: Network, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATIENCE", "500")
    network.is_silent = True
    with pytest.raises(ConnectionError, match="No answer"):
        phone.sync()


@pytest.mark.parametrize("room", [0, 100, 1000, 3000])
def test_a_network_that_goes_away_in_the_middle_costs_nothing(
    phone: Phone, network: Network, pages: list[GuidePage], room: int
) -> None:
    network.room = room
    with pytest.raises(ConnectionError):
        phone.sync()
    assert phone.guides() == {}
    network.room = None
    phone.sync()
    kept = phone.guides()
    assert kept == public_set()
    change_much(pages)
    network.room = room
    with pytest.raises(ConnectionError):
        phone.sync()
    assert phone.guides() == kept
    network.room = None
    phone.sync()
    assert phone.guides() == public_set()


@pytest.mark.parametrize("step", ["line:1", "line:4", "line:7", "writing:1", "written:1", "stored:1", "received:1"])
def test_killed_on_its_first_launch_it_has_nothing_or_all(phone: Phone, step: str) -> None:
    phone.killed(step)
    assert phone.guides() in ({}, public_set())
    phone.sync()
    assert phone.guides() == public_set()


@pytest.mark.parametrize("step", ["received", "writing", "written", "stored"])
@pytest.mark.parametrize("time", [1, 2, 3])
def test_killed_while_it_syncs_it_goes_on_where_it_was(
    phone: Phone, pages: list[GuidePage], step: str, time: int
) -> None:
    phone.sync()
    change_much(pages)
    phone.killed(f"{step}:{time}", limit=2)
    pages[5].unpublish()
    phone.sync(limit=2)
    assert phone.guides() == public_set()


def test_killed_anywhere_again_and_again_it_gets_there(phone: Phone, pages: list[GuidePage]) -> None:
    chance = random.Random(7)
    phone.sync()
    change_much(pages)
    for n in range(12):
        factories.publish(GuidePage.objects.get(pk=pages[0].pk), title=f"Edited {n}")
        phone.killed_after(chance.uniform(0.03, 0.4))
        phone.guides()  # it opens
    phone.sync()
    assert phone.guides() == public_set()


def test_what_is_withdrawn_between_two_pages_is_gone(phone: Phone, pages: list[GuidePage]) -> None:
    phone.sync()
    for n, page in enumerate(pages):
        factories.publish(page, title=f"Edited {n}")
    phone.killed("stored:1", limit=2)
    for page in (pages[0], pages[3]):  # one that it has in its new words, and one that it has not
        PageViewRestriction.objects.create(page=page, restriction_type="login")
    phone.sync(limit=2)
    assert phone.guides() == public_set()
    assert len(phone.guides()) == 4


def test_what_is_withdrawn_while_the_bundle_is_read_is_gone(phone: Phone, pages: list[GuidePage]) -> None:
    phone.killed("stored:1")
    pages[2].unpublish()
    phone.sync()
    assert phone.guides() == public_set()


def test_too_long_away_it_begins_again(phone: Phone, pages: list[GuidePage]) -> None:
    phone.sync()
    pages[0].delete()
    pages[1].unpublish()
    factories.publish(pages[2], title="Edited")
    with time_machine.travel(timezone.now() + timedelta(days=180) + timedelta(days=1), tick=True):
        assert forget_old_tombstones() == 2
        assert not Tombstone.objects.exists()
        assert phone.sync()["did"] == "bundle"
        assert phone.guides() == public_set()
        assert len(phone.guides()) == 4
        factories.publish(pages[3], title="Edited")
        assert phone.sync() == {"did": "changes", "changes": 1}


def test_killed_while_it_begins_again_it_still_shows_what_it_had(phone: Phone, pages: list[GuidePage]) -> None:
    phone.sync()
    kept = phone.guides()
    pages[0].delete()
    with time_machine.travel(timezone.now() + timedelta(days=180) + timedelta(days=1), tick=True):
        forget_old_tombstones()
        phone.killed("line:3")
        assert phone.guides() == kept
        phone.sync()
        assert phone.guides() == public_set()


def test_a_cursor_that_is_good_no_more_is_not_the_end(phone: Phone, pages: list[GuidePage]) -> None:
    phone.sync()
    state = json.loads(phone.store.read_text())
    phone.store.write_text(json.dumps({**state, "cursor": "restored-from-another-site"}))
    pages[0].delete()
    assert phone.sync()["did"] == "bundle"
    assert phone.guides() == public_set()
