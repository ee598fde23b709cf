"""Whoever waits for a guide is not waited for by who holds it: no deadlock on PostgreSQL."""

from __future__ import annotations

import random
from collections.abc import Callable
from contextlib import ExitStack
from datetime import timedelta
from functools import partial
from multiprocessing.connection import Connection
from typing import Any

import pytest
import time_machine
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import IntegrityError, OperationalError, transaction
from django.test import Client
from django.utils import timezone
from wagtail.actions import EditPageAction
from wagtail.models import Page

from faq_blocks.models import FaqEntry
from guide_pages.models import Delivery, GuidePage
from guide_pages.publishing.refusals import PublishedSince
from guide_pages.publishing.rows import lock_pages
from tests import factories
from tests.guide_pages.pages.test_forms import form, section
from tests.guide_pages.processes import (
    Process,
    at_once,
    follow_the_feed,
    public_set,
    wait_until_blocked,
)

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


@pytest.fixture
def page() -> GuidePage:
    return factories.guide(title="Sleep", slug="sleep")


@pytest.fixture
def other_index() -> Page:
    return factories.guide_index(title="Elsewhere", slug="elsewhere")


def in_admin(address: str, **fields: Any) -> None:
    client = Client()
    client.force_login(get_user_model().objects.get(username="boss"))
    assert client.post(f"/admin/{address}", fields).status_code == 302


def publish(page: GuidePage) -> None:
    page.title = "New words"
    page.save_revision().publish()


def save(page: GuidePage) -> None:
    page.title = "New words"
    page.save()


def edit_through_the_api(page: GuidePage) -> None:
    page.title = "New words"
    EditPageAction(page, publish=True).execute(skip_permission_checks=True)


def publish_in_bulk(page: GuidePage) -> None:
    page.save_revision()
    in_admin(f"bulk/wagtailcore/page/publish/?id={page.pk}&next=/admin/", include_descendants="")


def publish_on_schedule(page: GuidePage) -> None:
    with time_machine.travel(timezone.now() + timedelta(days=2)):
        call_command("publish_scheduled")


def unpublish(page: GuidePage) -> None:
    page.unpublish()


def expire(page: GuidePage) -> None:
    Page.objects.get(pk=page.pk).unpublish(set_expired=True)


def move(page: GuidePage) -> None:
    page.move(Page.objects.get(slug="elsewhere"), pos="last-child")


def delete(page: GuidePage) -> None:
    page.delete()


def delete_in_the_admin(page: GuidePage) -> None:
    in_admin(f"pages/{page.pk}/delete/")


WAYS = [
    publish,
    save,
    edit_through_the_api,
    publish_in_bulk,
    publish_on_schedule,
    unpublish,
    expire,
    move,
    delete,
    delete_in_the_admin,
]


def act_at_once(page: GuidePage, *acts: Callable[[GuidePage], None]) -> list[str]:
    """Let all wait for the page, in this order, then let go of it; return how each failed."""
    with ExitStack() as stack:
        processes = [
            stack.enter_context(Process(lambda pipe, act=act: act(GuidePage.objects.get(pk=page.pk)))) for act in acts
        ]
        with transaction.atomic():
            lock_pages([page.pk])
            for n, process in enumerate(processes, start=1):
                process.go()
                wait_until_blocked(n)
        return [process.failure() for process in processes]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        *((save, way) for way in WAYS),
        *((delete, way) for way in (save, publish_in_bulk, publish_on_schedule, expire, edit_through_the_api)),
        *((way, move) for way in (publish, unpublish, expire)),
    ],
)
def test_two_who_wait_for_a_guide_do_not_hinder_each_other(
    page: GuidePage, other_index: Page, first: Callable[[GuidePage], None], second: Callable[[GuidePage], None]
) -> None:
    get_user_model().objects.create_superuser("boss", "boss@example.com", "boss")
    factories.publish(page, title="Later", go_live_at=timezone.now() + timedelta(days=1))

    failures = act_at_once(page, first, second)

    assert [failure for failure in failures if "deadlock" in failure] == []
    assert failures[0] == ""
    assert Page.find_problems() == ([], [], [], [], [])
    call_command("reconcile", "--check")


def publishing(page_ids: list[int], seed: int) -> Callable[[Connection], None]:
    def act(pipe: Connection) -> None:
        chance = random.Random(seed)
        for n in range(10):
            page_id = chance.choice(page_ids)
            way = chance.choice([save, edit_through_the_api, lambda page: page.save_revision().publish()])
            read_again(page_id, lambda page, way=way, n=n: way(titled(page, f"{page.slug} by {seed}, {n}")))

    return act


def titled(page: GuidePage, title: str) -> GuidePage:
    page.title = title
    return page


def read_again(page_id: int, act: Callable[[GuidePage], Any]) -> None:
    """Do it to the page as it is. What was published since it was read is refused whole, and may be read again."""
    for _ in range(20):
        try:
            act(GuidePage.objects.get(pk=page_id))
        except PublishedSince:
            continue
        return
    raise AssertionError("The page is published all the time.")


def expiring(page_ids: list[int]) -> Callable[[Connection], None]:
    def act(pipe: Connection) -> None:
        for n in range(10):
            read_again(page_ids[n % len(page_ids)], expire if n % 2 else unpublish)

    return act


def placed(act: Callable[[], Any]) -> Any:
    """Do what gives a page a place in the tree. Wagtail finds the place without a lock: of two who found the same,
    or wait for each other's row of the tree, one is refused whole by the database, and may try again."""
    for _ in range(20):
        try:
            return act()
        except Page.DoesNotExist:  # the last page of the place, which this one was to follow, has been deleted
            continue
        except (IntegrityError, OperationalError) as error:
            if "wagtailcore_page_path" not in str(error) and "deadlock" not in str(error):
                raise
    raise AssertionError("No place in the tree is free.")


def moving(page_ids: list[int]) -> Callable[[Connection], None]:
    def act(pipe: Connection) -> None:
        for n in range(10):
            page_id = page_ids[n % len(page_ids)]
            is_elsewhere = Page.objects.get(pk=page_id).get_parent().slug == "elsewhere"
            placed(partial(move_to, page_id, "guides" if is_elsewhere else "elsewhere"))

    return act


def move_to(page_id: int, slug: str) -> None:
    Page.objects.get(pk=page_id).move(Page.objects.get(slug=slug), pos="last-child")


def coming_and_going(pipe: Connection) -> None:
    for n in range(5):
        page = placed(partial(factories.guide, slug=f"short-lived-{n}"))
        (delete if n % 2 else delete_in_the_admin)(page)


def answering(entry_id: int) -> Callable[[Connection], None]:
    def act(pipe: Connection) -> None:
        for n in range(10):
            entry = FaqEntry.objects.get(pk=entry_id)
            entry.answer = f"<p>Answer {n}.</p>"
            entry.save_revision().publish()

    return act


def test_eight_processes_do_different_things_to_the_same_guides(other_index: Page) -> None:
    get_user_model().objects.create_superuser("boss", "boss@example.com", "boss")
    entry = factories.FaqEntryFactory()
    faq = factories.faq(factories.from_library(entry))
    page_ids = [factories.guide(factories.section(), faq, slug=f"guide-{n}").pk for n in range(4)]

    with Process(follow_the_feed) as follower:
        follower.go()
        at_once(
            *(publishing(page_ids, seed) for seed in range(4)),
            expiring(page_ids),
            moving(page_ids),
            coming_and_going,
            answering(entry.pk),
        )
        late, followed, _ = follower.stop()

    assert late == []
    assert followed == public_set()
    assert Page.find_problems() == ([], [], [], [], [])
    call_command("reconcile", "--check")
    for delivery in Delivery.objects.select_related("edition"):
        assert "Answer 9." in str(delivery.edition.compiled)


def test_an_autosave_that_waits_while_its_page_is_published_leaves_it_published() -> None:
    """It has read a draft, and Wagtail would write the draft's row."""
    page = factories.draft(factories.guide(live=False, slug="sleep", title="Sleep"), title="Published")
    get_user_model().objects.create_superuser("boss", "boss@example.com", "boss")

    def autosave(pipe: Connection) -> bytes:
        client = Client()
        client.force_login(get_user_model().objects.get(username="boss"))
        sent = form(section("Typed meanwhile"), slug="sleep", title="Typed meanwhile")
        return client.post(f"/admin/pages/{page.pk}/edit/", sent, headers={"Accept": "application/json"}).content

    with Process(autosave) as editor:
        with transaction.atomic():
            lock_pages([page.pk])
            editor.go()
            wait_until_blocked()
            GuidePage.objects.get(pk=page.pk).get_latest_revision().publish()
        assert b'"success": true' in editor.says()
    page.refresh_from_db()
    assert (page.live, page.title, page.has_unpublished_changes) == (True, "Published", True)
    assert page.get_latest_revision_as_object().title == "Typed meanwhile"
    call_command("reconcile", "--check")
