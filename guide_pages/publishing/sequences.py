"""Sequences: the order in which a site's feed tells what was published. Given after the commit, to what waits.

No lock is held while something is compiled, rendered or compressed. Whoever has published gives the sequences of the
site, also to what another left behind who was killed in between; `publish_scheduled` and `reconcile` do, too.
"""

from __future__ import annotations

import time
import weakref
from collections.abc import Callable
from typing import Any

from django.db import connection, transaction
from django.db.models import Q, QuerySet

from guide_pages.records import Delivery, FeedCounter, Tombstone

#: Seconds after which what waits has been left behind: whoever should have given its sequence is gone.
SOON = 1


class _Told:
    """A transaction tells something of a site. The last that does gives the sequences of all."""

    def __init__(self, site_id: int) -> None:
        self.site_id = site_id
        self.later: Callable[[], object] = lambda: None  # a weak reference: what is rolled back is not later

    def give(self) -> None:
        if self.later() is None:
            give_sequences(self.site_id)


def will_be_told(site_id: int) -> None:
    """Let what this transaction tells of a site have its sequences as soon as it is committed."""
    told = _Told(site_id)
    for registered in reversed(connection.run_on_commit):
        if isinstance(earlier := getattr(registered[1], "__self__", None), _Told) and earlier.site_id == site_id:
            earlier.later = weakref.ref(told)
            break
    after_commit(told.give)


def after_commit(act: Any) -> None:
    """Do it when this transaction is committed. If it fails, that is logged: the next who publishes does it."""
    transaction.on_commit(act, robust=True)


def give_sequences(site_id: int) -> int:
    """Give what waits on a site its place in the feed. Return to how many deliveries and tombstones.

    Waits for the counter alone. What another transaction is just writing is left to it: it will wait again.
    """
    if not any(waiting.exists() for waiting in _waiting(site_id)):
        return 0
    with transaction.atomic():
        counter = FeedCounter.lock(site_id)
        given = 0
        for waiting in _waiting(site_id):
            rows = waiting.select_for_update(skip_locked=True, no_key=True).order_by("pk")
            for key in rows.values_list("pk", flat=True):
                given += waiting.filter(pk=key).update(sequence=counter.next())
        counter.save(update_fields=["value"])
    return given


def waiting_sites() -> list[int]:
    """Return the keys of the sites where something waits for its sequence."""
    return sorted({site for rows in _waiting() for site in rows.order_by().values_list("site", flat=True).distinct()})


def give_all_sequences() -> int:
    """Give sequences on every site where something waits, one site after the other. Return to how many."""
    return sum(map(give_sequences, waiting_sites()))


def left_behind() -> int:
    """Return how many deliveries and tombstones wait for a sequence that nobody is about to give them.

    Where some wait, look again a little later: whoever has just published gives theirs.
    """
    waiting = _keys()
    if waiting:
        time.sleep(SOON)
        waiting &= _keys()
    return len(waiting)


def _keys() -> set[tuple[str, Any]]:
    return {(rows.model.__name__, key) for rows in _waiting() for key in rows.values_list("pk", flat=True)}


def _waiting(site_id: int | None = None) -> list[QuerySet[Any]]:
    waits = Q(sequence=None) if site_id is None else Q(sequence=None, site=site_id)
    return [Delivery.objects.filter(waits), Tombstone.objects.filter(waits)]
