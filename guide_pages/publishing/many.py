"""Many guides brought in step: made without a lock, and written together if nothing was changed meanwhile.

So who edits waits for the writing alone, and processes share the making.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Collection, Sequence
from typing import Any, NamedTuple

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from wagtail.models import Page

from guide_pages.queries.visibility import is_public
from guide_pages.records import Delivery, Edition, Guide, Passage
from guide_pages.records.editions import Cause
from guide_pages.rendering.surroundings import Surroundings

from .deliveries import COMPARED
from .history import Followed, note_followed
from .in_step import Outcome, bring_in_step, write
from .inputs import inputs_of
from .making import Made, make
from .rows import lock_pages

logger = logging.getLogger(__name__)

#: What a guide's readers are sent anew.
_FOLLOWED = (Outcome.EDITION, Outcome.DELIVERY)


class Wanted(NamedTuple):
    """A guide that is to be brought in step, as `bring_in_step` takes it."""

    page_id: int
    cause: Cause
    was_hidden: bool = False
    what: str = ""  # changed, that it follows


def bring_all_in_step(wanted: Sequence[Wanted], until: float | None = None) -> dict[int, Outcome | Exception]:
    """Bring guides in step, until `time.monotonic()` is so late; at least one. Return what each took, by its page.

    Whatever fails is returned, and keeps no other guide from being written. What was not reached is not returned.
    """
    ids = [each.page_id for each in wanted]
    inputs, stored = inputs_of(ids), _stored(ids)
    made: dict[int, Made] = {}
    around = Surroundings()
    reached: list[Wanted] = []
    for each in wanted:
        if reached and until is not None and time.monotonic() >= until:
            break
        reached.append(each)
        try:
            made[each.page_id] = make(each.page_id, each.cause, was_hidden=each.was_hidden, around=around)
        except Exception as error:  # what was read may have changed in between: it is made again, locked
            logger.info("The guide of page %s is made again: %s", each.page_id, error)
    done = _write_all(made, inputs, stored, {each.page_id: each for each in wanted})
    for each in reached:
        if each.page_id not in done:
            if done and until is not None and time.monotonic() >= until:
                break
            done[each.page_id] = _alone(each, inputs)
    return done


def in_step(page_ids: Collection[int], inputs: dict[int, str]) -> set[int]:
    """Return those of these pages whose guides need not be made, since nothing that they would be made from differs.

    Also what has no readers, and whose readers have been told. Three queries.
    """
    delivered = Guide.objects.filter(page__in=page_ids, problem="", delivery__isnull=False)
    delivered = delivered.exclude(Q(delivery__inputs="") | Q(delivery__in=Delivery.objects.closing()))
    delivered = delivered.filter(Exists(Passage.objects.filter(guide=OuterRef("pk"))))
    made = {
        page_id
        for page_id, digest in delivered.values_list("page_id", "delivery__inputs")
        if digest == inputs.get(page_id)
    }
    hidden = Guide.objects.filter(~is_public("page__"), page__in=page_ids, delivery=None, problem="", warnings="")
    told = hidden.filter(Q(tombstones__isnull=False) | Q(editions=None)).values_list("page_id", flat=True)
    never = Page.objects.filter(pk__in=page_ids, guide=None, live=False).values_list("pk", flat=True)
    return {*made, *told, *never}


def _write_all(
    made: dict[int, Made], inputs: dict[int, str], stored: dict[int, Any], wanted: dict[int, Wanted]
) -> dict[int, Outcome | Exception]:
    """Write what was made, but for guides whose inputs are others now. Return nothing if that fails."""
    try:
        with transaction.atomic():
            lock_pages(made)
            inputs_now, stored_now = inputs_of(made), _stored(made)
            done: dict[int, Outcome | Exception] = {
                page_id: write(each, inputs.get(page_id, ""))
                for page_id, each in made.items()
                if (inputs.get(page_id), stored.get(page_id)) == (inputs_now.get(page_id), stored_now.get(page_id))
            }
            note_followed(
                Followed(
                    page, wanted[pk].what, wanted[pk].cause, edition.number if outcome is Outcome.EDITION else None
                )
                for pk, outcome in done.items()
                if outcome in _FOLLOWED and (page := made[pk].page) and (edition := made[pk].edition)
            )
            return done
    except Exception as error:  # one of them, or the database: each by itself says which
        logger.info("%s guides are written one by one: %s", len(made), error)
        return {}


def _stored(page_ids: Collection[int]) -> dict[int, tuple[Any, ...]]:
    """Return what is stored of each guide's delivery, as far as a new one is compared with it."""
    rows = Delivery.objects.filter(guide__page__in=page_ids).order_by().values_list("guide__page", *COMPARED)
    return {page_id: tuple(row) for page_id, *row in rows}


def _alone(wanted: Wanted, inputs: dict[int, str]) -> Outcome | Exception:
    """Bring a guide in step as a save does. Return what it took, or what it raised."""
    page_id = wanted.page_id
    try:
        with transaction.atomic():
            outcome = bring_in_step(page_id, wanted.cause, was_hidden=wanted.was_hidden, inputs=inputs.get(page_id, ""))
            page = Page.objects.filter(pk=page_id).first() if outcome in _FOLLOWED else None
            if page is not None:
                latest = (
                    Edition.objects.filter(guide__page=page_id).order_by("-number").values_list("number", flat=True)
                )
                number = latest.first() if outcome is Outcome.EDITION else None
                note_followed([Followed(page.specific_deferred, wanted.what, wanted.cause, number)])
            return outcome
    except Exception as error:  # whatever it is: the guide keeps what it has
        return error
