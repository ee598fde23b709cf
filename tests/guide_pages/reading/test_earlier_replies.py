"""The newest replies stand in the guide's page, the others a page further: a page is no longer than fifty of them."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from guide_pages.models import Delivery, GuidePage, Reply
from guide_pages.publishing.in_step import bring_in_step
from guide_pages.rendering.discussion import THREADS_A_PAGE

pytestmark = pytest.mark.django_db

GUIDE = "/guides/sleep/"


def approved(page: GuidePage, number: int, parent: Reply | None = None) -> list[Reply]:
    """So many replies, as they would be once they are approved."""
    state, guide = Reply.State.APPROVED, page.guide
    return Reply.objects.bulk_create(
        Reply(guide=guide, parent=parent, state=state, name=f"Reader {n}", email="r@example.org", text=f"Words {n}.")
        for n in range(number)
    )


def numbers(client: Client, address: str) -> list[int]:
    return [int(number) for number in re.findall(r"Words (\d+)\.", client.get(address).content.decode())]


def earlier(page: GuidePage) -> str:
    return f"/_util/replies/{page.guide.pk}/earlier/"


def test_the_newest_are_in_the_page_and_the_others_behind_a_link(client: Client, page: GuidePage) -> None:
    approved(page, 2 * THREADS_A_PAGE + 3)
    bring_in_step(page.pk)
    assert numbers(client, GUIDE) == list(range(THREADS_A_PAGE + 3, 2 * THREADS_A_PAGE + 3))
    html = client.get(GUIDE).content.decode()
    assert f'href="{earlier(page)}?page=2"' in html
    assert f'<span class="replies__count">{2 * THREADS_A_PAGE + 3}</span>' in html
    assert numbers(client, f"{earlier(page)}?page=2") == list(range(3, THREADS_A_PAGE + 3))
    assert numbers(client, f"{earlier(page)}?page=3") == [0, 1, 2]
    assert numbers(client, earlier(page)) == numbers(client, GUIDE)


def test_as_many_as_fit_have_no_link(client: Client, page: GuidePage) -> None:
    approved(page, THREADS_A_PAGE)
    bring_in_step(page.pk)
    assert len(numbers(client, GUIDE)) == THREADS_A_PAGE
    assert "/earlier/" not in client.get(GUIDE).content.decode()


def test_two_thousand_are_no_large_page(client: Client, page: GuidePage) -> None:
    approved(page, 2000)
    bring_in_step(page.pk)
    assert len(bytes(Delivery.objects.get(guide=page.guide).html)) < 60_000
    assert len(client.get(f"{earlier(page)}?page=40").content) < 60_000


def test_an_answer_stands_under_what_it_answers(client: Client, page: GuidePage) -> None:
    (first, *_rest) = approved(page, THREADS_A_PAGE + 1)
    approved(page, 1, parent=first)
    bring_in_step(page.pk)
    old = client.get(f"{earlier(page)}?page=2").content.decode()
    assert old.index(f'id="reply_{first.pk}"') < old.index("replies__answers")
    assert f"?to={first.pk}" in old


@pytest.mark.parametrize("number", ["0", "-1", "x", "999", "", "\x00"])
def test_whatever_page_is_asked_for_there_is_one(client: Client, page: GuidePage, number: str) -> None:
    approved(page, THREADS_A_PAGE + 1)
    assert client.get(earlier(page), {"page": number}).status_code == 200


def test_nobody_reads_the_replies_of_a_guide_that_they_may_not_read(client: Client, page: GuidePage) -> None:
    approved(page, 1)
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    assert client.get(earlier(page)).status_code == 404


def test_what_is_not_approved_is_on_no_page(client: Client, page: GuidePage) -> None:
    approved(page, THREADS_A_PAGE + 1)
    Reply.objects.update(state=Reply.State.WAITING)
    assert numbers(client, f"{earlier(page)}?page=2") == []


def test_it_costs_the_same_for_few_and_for_many(client: Client, page: GuidePage) -> None:
    costs = set()
    for more in (THREADS_A_PAGE + 1, 300):
        approved(page, more)
        client.get(f"{earlier(page)}?page=2")  # what a process finds out once
        with CaptureQueriesContext(connection) as queries:
            client.get(f"{earlier(page)}?page=2")
        costs.add(len(queries))
    assert len(costs) == 1
