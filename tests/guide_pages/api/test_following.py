"""Real processes publish while others follow the feed, and some are killed: nothing is lost, nothing leaks."""

from __future__ import annotations

import random
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from multiprocessing.connection import Connection
from typing import Any, NamedTuple

import pytest
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.core.management import call_command
from django.db import IntegrityError, OperationalError, connection, transaction
from django.db.models.signals import post_save
from wagtail.models import Page, PageViewRestriction

from guide_pages.models import Delivery, Edition, GuideIndexPage, GuidePage
from tests import factories
from tests.guide_pages.api.editing import Choice, Editors, Impossible, publish_what_is_due, two_sites
from tests.guide_pages.api.following import Documents, Follower, guides_in, public_set, readable
from tests.guide_pages.processes import PATIENCE, Process, follow_the_feed

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)

WORDS = ["publish", "save", "edit", "change_a_slug"]
SHARED = ["edit_the_answer", "unpublish_the_answer", "rename", "edit_the_picture", "change_the_settings"]
HIDING = ["unpublish", "publish", "restrict", "unrestrict", "schedule", "hours_pass"]
MOVING = ["move", "move", "change_the_slug_of_an_index"]


def publishing(name: str, pages: list[int], acts: list[str], times: int) -> Callable[[Connection], int]:
    """Do so many of these acts to these pages; return how many were done, not refused."""

    def act(pipe: Connection) -> int:
        chance = random.Random(name)
        editors = Editors(name, GuidePage.objects.filter(pk__in=pages))
        done = 0
        for _ in range(times):
            with may_be_refused(takes_a_place="move" in acts):
                choice = Choice(chance.randrange(20), chance.randrange(20), chance.random() < 0.5)
                editors.do(chance.choice(acts), choice)
                done += 1
        return done

    return act


def coming_and_going(name: str, times: int) -> Callable[[Connection], int]:
    """Create guides and delete them again, but for the last."""

    def act(pipe: Connection) -> int:
        done = 0
        for n in range(times):
            with may_be_refused(takes_a_place=True):
                index = GuideIndexPage.objects.order_by("pk")[n % 4]
                page = factories.guide(parent=index, title=f"{name} {n}", slug=f"{name}-{n}")
                done += 1
                if n < times - 1:
                    page.delete()
        return done

    return act


@contextmanager
def may_be_refused(*, takes_a_place: bool = False) -> Iterator[None]:
    """What others did meanwhile makes some acts impossible.

    Wagtail gives places in the tree without a lock. Of two that take the same, the database refuses one whole: it has
    the place already, or each waits for the other, one with the place and one with its parent's row. After the commit
    of a new slug, Wagtail lists the pages below it for redirects: one that is deleted just then ends
    that, and what else was to follow the commit; what is due stays so.
    """
    with suppress(Impossible, ObjectDoesNotExist, ValidationError):
        try:
            yield
        except (IntegrityError, OperationalError) as error:
            known = ("wagtailcore_page_path", "wagtailcore_page.path", "deadlock detected")
            if not takes_a_place or not any(words in str(error) for words in known):
                raise
        except KeyError as error:
            calls = {frame.name for frame in traceback.extract_tb(error.__traceback__)}
            if not takes_a_place or "autocreate_redirects_on_slug_change" not in calls:
                raise


def killed_when(model: Any, page_id: int) -> Callable[[Connection], None]:
    """Publish, and stop within the transaction when a row of a model has been written: to be killed there."""

    def act(pipe: Connection) -> None:
        def stop(**kwargs: object) -> None:
            pipe.send((False, "stopped"))
            time.sleep(PATIENCE)

        post_save.connect(stop, sender=model)
        factories.publish(GuidePage.objects.get(pk=page_id), title="Of the killed")

    return act


class Followed(NamedTuple):
    """What a client has at the end, how often it looked, and what it was shown that nobody might see."""

    site: int
    documents: Documents
    looks: int
    leaked: set[str]


def following(site: int, coding: str, *, by_bundle: bool = False) -> Callable[[Connection], Followed]:
    """Follow with pages of all sizes, from the place reached or one before, beginning anew now and then, until told."""

    def act(pipe: Connection) -> Followed:
        chance, follower, looks = random.Random(f"{site} {coding}"), Follower(site, coding), 0
        leaked: set[str] = set()
        if by_bundle:
            follower.take_the_bundle()
        while not pipe.poll():
            what = chance.random()
            if what < 0.1:
                follower.take_the_bundle()
            elif what < 0.15:
                follower.begin_again()
            elif what < 0.3:
                follower.go_back(chance.randrange(5))
            with one_moment():
                items, _ = follower.look(chance.choice([1, 2, 3, 100]))
                leaked |= guides_in(items) - set().union(*readable().values())
            looks += 1
            time.sleep(0.02)
        return Followed(site, follower.catch_up(2).documents, looks, leaked)

    return act


@contextmanager
def one_moment() -> Iterator[None]:
    """All that is read inside is as it was at one moment. Nobody has to wait for it."""
    with connection.cursor() as cursor:
        cursor.execute("BEGIN" if connection.vendor == "sqlite" else "BEGIN ISOLATION LEVEL REPEATABLE READ")
        try:
            yield
        finally:
            cursor.execute("ROLLBACK")


def times() -> int:
    """How often each process acts: SQLite's are slower."""
    return 8 if connection.vendor == "postgresql" else 6


def test_eight_publish_and_four_follow_and_two_are_killed() -> None:
    sites = [site.pk for site in two_sites()]
    lasting = [
        factories.guide(parent=index, slug=f"lasting-{index.pk}").pk for index in GuideIndexPage.objects.order_by("pk")
    ]
    doomed = factories.guide(slug="doomed", title="Doomed").pk
    publishers = [
        *(publishing(f"words-{n}", lasting, WORDS, times()) for n in range(3)),
        publishing("shared", lasting, SHARED, times()),
        publishing("hiding", lasting, HIDING, times()),
        publishing("hiding-too", lasting[:2], HIDING, times()),
        publishing("moving", lasting, MOVING, times()),
        coming_and_going("short-lived", times()),
    ]
    with ExitStack() as stack:
        watcher = stack.enter_context(Process(follow_the_feed))
        followers = [
            stack.enter_context(Process(following(site, coding, by_bundle=coding == "gzip")))
            for site in sites
            for coding in ("", "gzip")
        ]
        working = [stack.enter_context(Process(act)) for act in publishers]
        victims = [stack.enter_context(Process(killed_when(model, doomed))) for model in (Edition, Delivery)]
        for process in [watcher, *followers, *working]:
            process.go()
        for victim in victims:
            assert victim.go().says() == "stopped"
            time.sleep(0.2)  # the others queue up behind it
            victim.kill()
        done = [process.says() for process in working]
        publish_what_is_due()  # as each minute: what a process left undone that Wagtail stopped after its commit
        late, _, looks = watcher.stop()
        followed = [process.stop() for process in followers]

    assert all(done), done
    assert sum(done) > len(done) * times() / 2, done
    assert looks > times()
    assert late == []
    for client in followed:
        assert client.looks > 5
        assert client.leaked == set()
        assert client.documents == public_set(client.site)
        assert set(client.documents) == readable()[client.site]
    assert GuidePage.objects.get(pk=doomed).title == "Doomed"
    assert not any("Of the killed" in str(edition.compiled) for edition in Edition.objects.all())
    assert Page.find_problems() == ([], [], [], [], [])
    call_command("reconcile", "--check")


def test_a_restriction_whose_process_is_killed_before_it_could_tell() -> None:
    before, page, after = (factories.guide(slug=slug) for slug in ("before", "hidden", "after"))
    site = factories.site().pk
    had, behind = Follower(site).catch_up(), Follower(site)
    behind.look(limit=1)

    def restrict(pipe: Connection) -> None:
        def stop() -> None:
            pipe.send((False, "stopped"))
            time.sleep(PATIENCE)

        with transaction.atomic():
            transaction.on_commit(stop)
            PageViewRestriction.objects.create(page=page, restriction_type="login")

    with Process(restrict) as victim:
        assert victim.go().says() == "stopped"
    id_of = {pk: str(guide) for pk, guide in Delivery.objects.values_list("guide__page", "guide")}
    assert set(behind.catch_up().documents) == {id_of[before.pk], id_of[after.pk]}  # it has passed the hidden one

    for mend in (lambda: call_command("reconcile"), lambda: PageViewRestriction.objects.get().delete()):
        mend()
        for client in (had, behind, Follower(site)):
            assert client.catch_up().documents == public_set(site)
    assert set(public_set(site)) == set(id_of.values())
