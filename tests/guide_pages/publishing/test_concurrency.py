"""Many processes publish at once: nothing is locked, nothing is lost. On the database that the suite runs on."""

from __future__ import annotations

from collections.abc import Callable
from multiprocessing.connection import Connection

import pytest
from django.conf import settings
from django.core.management import call_command
from wagtail.models import PageViewRestriction

from guide_pages.models import Delivery, Edition, FeedCounter, GuidePage, Tombstone
from tests import factories
from tests.guide_pages.processes import Process, at_once, feed, follow_the_feed, public_set

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)

PROCESSES = 8
PUBLISHES = 10 if settings.DATABASES["default"]["ENGINE"].endswith("postgresql") else 4  # of each; SQLite's are slower


def publishing(page_ids: list[int], name: str, times: int = PUBLISHES) -> Callable[[Connection], int]:
    """Publish these guides in turn, with new words each time; return how often."""

    def act(pipe: Connection) -> int:
        for n in range(times):
            page = GuidePage.objects.get(pk=page_ids[n % len(page_ids)])
            page.title = f"{page.slug} by {name}, {n}"
            page.save_revision().publish()
        return times

    return act


def test_eight_processes_publish_at_once() -> None:
    """Each its own guide and one that all share; none was published before, and the counter's row is lost."""
    shared, *own = [factories.guide(live=False, slug=f"guide-{n}").pk for n in range(PROCESSES + 1)]
    FeedCounter.objects.all().delete()

    with Process(follow_the_feed) as follower:
        follower.go()
        published = at_once(*(publishing([page_id, shared], f"process {n}") for n, page_id in enumerate(own)))
        late, followed, looks = follower.stop()

    assert published == [PUBLISHES] * PROCESSES
    assert Edition.objects.count() == PROCESSES * PUBLISHES
    for delivery in Delivery.objects.select_related("guide__page", "edition"):
        numbers = list(delivery.guide.editions.values_list("number", flat=True))
        assert numbers == list(range(1, len(numbers) + 1))
        assert delivery.edition.number == len(numbers)
        assert delivery.edition.compiled.title == delivery.guide.page.title
    given = public_set().values()
    assert FeedCounter.objects.get().value == max(given)
    assert max(given) - min(given) < PROCESSES * PUBLISHES
    assert looks > PROCESSES
    assert late == []
    assert followed == public_set()
    call_command("reconcile", "--check")


def test_a_guide_published_while_it_is_restricted_is_gone() -> None:
    page_ids = [factories.guide(slug=f"guide-{n}").pk for n in range(3)]
    index = factories.guide_index()

    def restricting(pipe: Connection) -> None:
        for _ in range(3):
            PageViewRestriction.objects.create(page=index, restriction_type="login")
            assert not Delivery.objects.public().exists()
            index.view_restrictions.all().delete()
        PageViewRestriction.objects.create(page=index, restriction_type="login")

    with Process(follow_the_feed) as follower:
        follower.go()
        at_once(restricting, *(publishing([page_id], f"process {page_id}", 3) for page_id in page_ids))
        late, followed, _ = follower.stop()

    assert late == []
    assert followed == public_set() == {}
    assert not Delivery.objects.exists()
    assert {tombstone.reason for tombstone in Tombstone.objects.all()} == {"restricted"}
    assert len(feed()) == len(page_ids)
    call_command("reconcile", "--check")
