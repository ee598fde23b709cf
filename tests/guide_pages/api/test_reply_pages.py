"""Replies page by page: each once, in one order, however many came in the same instant."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from guide_pages.models import GuidePage, Reply
from tests import factories
from tests.guide_pages.api.asking import ask, followed, id_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def page() -> GuidePage:
    return factories.guide()


def replies_at(page: GuidePage, *seconds: int) -> list[str]:
    """Approved replies, so many seconds ago; their ids in the order of the list."""
    now = timezone.now()
    made = [
        Reply(
            guide=page.guide, state="approved", name="Ada", text=f"Reply {n}.", created_at=now - timedelta(seconds=ago)
        )
        for n, ago in enumerate(seconds)
    ]
    Reply.objects.bulk_create(made)
    return [str(reply.pk) for reply in sorted(made, key=lambda reply: (reply.created_at, reply.pk))]


@pytest.mark.parametrize("seconds", [(5,) * 5, (9, 5, 5, 5, 1), (9, 9, 5, 1, 1)], ids=["all", "middle", "ends"])
def test_replies_of_the_same_instant_come_once_each(client: Client, page: GuidePage, seconds: tuple[int, ...]) -> None:
    expected = replies_at(page, *seconds)
    for limit in (1, 2, 3, 5, 7):
        items = followed(client, f"guides/{id_of(page)}/replies?limit={limit}")
        assert [item["id"] for item in items] == expected, limit


def test_a_page_that_ends_with_the_last_reply_is_the_last(client: Client, page: GuidePage) -> None:
    replies_at(page, 3, 2)
    assert ask(client, f"guides/{id_of(page)}/replies?limit=2").json["next_cursor"] is None
    assert ask(client, f"guides/{id_of(page)}/replies?limit=1").json["next_cursor"] is not None


def test_one_that_comes_meanwhile_comes_last(client: Client, page: GuidePage) -> None:
    first, second = replies_at(page, 9, 5)
    address = f"guides/{id_of(page)}/replies?limit=1"
    cursor = ask(client, address).json["next_cursor"]
    [third] = replies_at(page, 1)
    [there] = ask(client, f"{address}&cursor={cursor}").json["items"]
    assert there["id"] == second
    assert [item["id"] for item in followed(client, address)] == [first, second, third]


def test_an_answer_to_what_is_hidden_is_on_no_page(client: Client, page: GuidePage) -> None:
    parent = factories.reply(page, state="rejected")
    Reply.objects.create(guide=page.guide, parent=parent, state="approved", name="Bea", text="I agree.")
    assert followed(client, f"guides/{id_of(page)}/replies?limit=1") == []


def test_replies_of_another_guide_are_on_none_of_its_pages(client: Client, page: GuidePage) -> None:
    replies_at(factories.guide(), 9, 5, 1)
    [mine] = replies_at(page, 5)
    assert [item["id"] for item in followed(client, f"guides/{id_of(page)}/replies?limit=1")] == [mine]
