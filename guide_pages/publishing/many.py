"""Many guides brought in step: made without a lock, and written together if nothing was changed meanwhile.

So who edits waits for the writing alone, and processes share the making.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Collection, Iterable, Sequence
from typing import Any, NamedTuple

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from wagtail.models import Page

from guide_pages.queries.visibility import is_public
from guide_pages.records import Delivery, Edition, Guide, Passage
from guide_pages.records.editions import Cause
from guide_pages.rendering.surroundings import Surroundings

from .deliveries import COMPARED
from .framing import Reframed, frames_of, groups, known_frames, reframe, write_frames
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
    made = _make_all(wanted, inputs, until)
    asked = {each.page_id: each for each in wanted}
    done = _write_all({page_id: each for page_id, each in made.items() if each}, inputs, stored, asked)
    for each in wanted:
        if each.page_id in made and each.page_id not in done:
            if done and _is_late(until):
                break
            done[each.page_id] = _alone(each, inputs)
    return done


def _is_late(until: float | None) -> bool:
    return until is not None and time.monotonic() >= until


def _make_all(
    wanted: Sequence[Wanted], inputs: dict[int, str], until: float | None
) -> dict[int, Made | Reframed | None]:
    """Return what the rows of those that were reached are to become: None where it was not to be made so."""
    around = Surroundings()
    found: dict[int, Made | Reframed | None] = {}
    alike = groups([each.page_id for each in wanted if not each.was_hidden], inputs)
    others = {page_id for group in alike for page_id in group.page_ids}

    def make_those(some: Iterable[Wanted]) -> None:
        for each in some:
            if found and _is_late(until):
                return
            try:
                found[each.page_id] = make(each.page_id, each.cause, was_hidden=each.was_hidden, around=around)
            except Exception as error:  # what was read may have changed in between: it is made again, locked
                logger.info("The guide of page %s is made again: %s", each.page_id, error)
                found[each.page_id] = None

    make_those(each for each in wanted if each.page_id not in others)
    for group in alike:
        frames = known_frames(group)
        if frames is None:
            make_those(each for each in wanted if each.page_id == group.page_ids[0])
            first = found.get(group.page_ids[0])
            frames = frames_of(group, first) if isinstance(first, Made) else None
        if frames and not (found and _is_late(until)):
            found |= reframe([page_id for page_id in group.page_ids if page_id not in found], frames, inputs)
    make_those(each for each in wanted if each.page_id in others and each.page_id not in found)
    return found


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
    made: dict[int, Made | Reframed], inputs: dict[int, str], stored: dict[int, Any], wanted: dict[int, Wanted]
) -> dict[int, Outcome | Exception]:
    """Write what was made, but for guides whose inputs are others now. Return nothing if that fails."""
    try:
        with transaction.atomic():
            lock_pages(made)
            inputs_now, stored_now = inputs_of(made), _stored(made)
            right = {
                page_id: each
                for page_id, each in made.items()
                if (inputs.get(page_id), stored.get(page_id)) == (inputs_now.get(page_id), stored_now.get(page_id))
            }
            write_frames([each for each in right.values() if isinstance(each, Reframed)])
            done: dict[int, Outcome | Exception] = {}
            followed: list[Followed] = []
            for page_id, each in right.items():
                if isinstance(each, Reframed):
                    done[page_id] = Outcome.DELIVERY
                    continue
                done[page_id] = outcome = write(each, inputs.get(page_id, ""))
                if outcome in _FOLLOWED and each.page and each.edition:
                    number = each.edition.number if outcome is Outcome.EDITION else None
                    followed.append(Followed(each.page, wanted[page_id].what, wanted[page_id].cause, number))
            note_followed(followed)
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
