"""Sync loses nothing: whatever editors do in whatever order, whoever follows the feed has just the public set.

`make test` tries the same few histories each time; GUIDEPOST_SYNC_EXAMPLES=500 tries so many new ones.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress

import pytest
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db import transaction
from django.test import TestCase
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test
from wagtail.models import Page, Site

from tests.guide_pages.api.editing import ACTS, Choice, Editors, Impossible, two_sites
from tests.guide_pages.api.following import Follower, guides_in, public_set, readable

pytestmark = pytest.mark.django_db

EXAMPLES = int(os.environ.get("GUIDEPOST_SYNC_EXAMPLES", 0))
MOST_FOLLOWERS = 6

NUMBERS = st.integers(0, 20)
CHOICES = st.builds(Choice, NUMBERS, NUMBERS, st.booleans())
MENDING = {"reconcile", "let_tombstones_grow_old"}


class Publishing(RuleBasedStateMachine):
    """Two sites with guides, all that editors do to them, and clients that look in between."""

    def __init__(self) -> None:
        super().__init__()
        self._until_the_end = ExitStack()
        self._until_the_end.enter_context(rolled_back())
        self.editors = Editors()
        self.is_settled = True
        self.sites = list(Site.objects.order_by("pk").values_list("pk", flat=True))
        self.followers = [Follower(site, coding) for site in self.sites for coding in ("", "gzip")]

    def teardown(self) -> None:
        self._until_the_end.close()

    @rule(acts=st.lists(st.tuples(st.sampled_from(sorted(ACTS)), CHOICES), min_size=1, max_size=3))
    def edit(self, acts: list[tuple[str, Choice]]) -> None:
        """Each is committed, with all that follows a commit; or it is refused, as where a slug is taken."""
        for act, choice in acts:
            with suppress(Impossible, ValidationError), TestCase.captureOnCommitCallbacks(execute=True):
                with transaction.atomic():
                    self.editors.do(act, choice)
                if act == "restrict_silently":
                    self.is_settled = False
                elif act in MENDING:
                    self.is_settled = True

    @rule(which=NUMBERS, limit=st.sampled_from([1, 2, 3, 100]), back=st.sampled_from([0, 0, 0, 1, 2, 5]))
    def look(self, which: int, limit: int, back: int) -> None:
        """From where a client stands, or from a place where it was before."""
        follower = self.followers[which % len(self.followers)]
        follower.go_back(back)
        items, _ = follower.look(limit)
        assert guides_in(items) <= readable()[follower.site_id]

    @precondition(lambda self: len(self.followers) < MOST_FOLLOWERS)
    @rule(which=NUMBERS, coding=st.sampled_from(["", "gzip"]), is_bundle=st.booleans())
    def join(self, which: int, coding: str, is_bundle: bool) -> None:
        follower = Follower(self.sites[which % len(self.sites)], coding)
        self.followers.append(follower)
        if is_bundle:
            assert guides_in(follower.take_the_bundle()) <= readable()[follower.site_id]

    @invariant()
    def whoever_follows_to_the_end_has_the_public_set(self) -> None:
        """From wherever it stands. What no signal told of, a client may still have until `reconcile`."""
        there = readable()
        public = {site: public_set(site) for site in self.sites}
        for follower in self.followers:
            expected = public[follower.site_id]
            assert set(expected) == there[follower.site_id]
            has = follower.twin().catch_up(3).documents
            if not self.is_settled:
                has = {guide: document for guide, document in has.items() if guide in expected}
            assert has == expected

    @invariant()
    def the_tree_is_whole(self) -> None:
        assert Page.find_problems() == ([], [], [], [], [])


@contextmanager
def rolled_back() -> Iterator[None]:
    """What is done inside is undone at the end."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
    cache.clear()


def test_whoever_follows_the_feed_has_the_public_set() -> None:
    with TestCase.captureOnCommitCallbacks(execute=True):
        two_sites()
    run_state_machine_as_test(
        Publishing,
        settings=settings(
            max_examples=EXAMPLES or 6,
            stateful_step_count=50 if EXAMPLES else 20,
            derandomize=not EXAMPLES,
            phases=[Phase.generate, Phase.shrink],
            database=None,
            deadline=None,
            print_blob=False,
            suppress_health_check=list(HealthCheck),
        ),
    )
