"""For how many days a guide takes replies: a change counts at once, and from the first publication."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from guide_pages.models import Delivery, GuidePage
from tests import factories
from tests.guide_pages.replies.leaving import leave, post

pytestmark = pytest.mark.django_db


@pytest.fixture
def page() -> GuidePage:
    return factories.guide(replies="days", replies_days=10)


def taken(client: Client, page: GuidePage, at: datetime) -> bool:
    with time_machine.travel(at):
        by_form = leave(client, page, text=f"Words of {at.isoformat()}.").status_code == 303
        by_api = post(client, page, {"text": f"More words of {at.isoformat()}."}).status_code == 202
    assert by_form == by_api
    return by_form


@pytest.mark.parametrize(("days", "was_open", "is_open"), [(20, True, True), (10, True, False), (5, False, False)])
def test_prolonging_and_shortening_has_effect(
    client: Client, page: GuidePage, days: int, was_open: bool, is_open: bool
) -> None:
    first = page.first_published_at
    factories.publish(page, replies_days=days)
    assert Delivery.objects.get().replies_close_at == first + timedelta(days=days)
    assert taken(client, page, first + timedelta(days=9)) == was_open
    assert taken(client, page, first + timedelta(days=15)) == is_open


def test_a_guide_that_had_closed_opens_again(client: Client, page: GuidePage) -> None:
    later = page.first_published_at + timedelta(days=15)
    with time_machine.travel(later):
        factories.publish(page, title="Later")
    assert Delivery.objects.get().takes_replies is False
    assert not taken(client, page, later)
    with time_machine.travel(later):
        factories.publish(GuidePage.objects.get(), replies_days=20)
    assert Delivery.objects.get().takes_replies is True
    assert taken(client, page, later)


def test_days_count_from_the_first_publication(page: GuidePage) -> None:
    first = page.first_published_at
    with time_machine.travel(timezone.now() + timedelta(days=3)):
        factories.publish(page, title="Later")
    assert Delivery.objects.get().replies_close_at == first + timedelta(days=10)


def test_who_is_open_for_ever_has_no_day(page: GuidePage) -> None:
    factories.publish(page, replies="open")
    delivery = Delivery.objects.get()
    assert (delivery.takes_replies, delivery.replies_close_at) == (True, None)
    factories.publish(page, replies="closed")
    delivery = Delivery.objects.get()
    assert (delivery.takes_replies, delivery.replies_close_at) == (False, None)


@pytest.mark.parametrize(("late", "is_open"), [(-1, True), (0, False), (1, False)])
def test_it_is_closed_from_that_time_on_whatever_the_page_still_says(
    client: Client, page: GuidePage, late: int, is_open: bool
) -> None:
    close_at = Delivery.objects.get().replies_close_at
    with time_machine.travel(close_at + timedelta(seconds=late), tick=False):
        assert client.get(f"/api/guides/v1/guides/{page.guide.pk}/replies").json()["is_open"] == is_open
    assert Delivery.objects.get().takes_replies is True, "nothing has been made anew"
