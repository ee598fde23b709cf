"""Guides of which nothing but the frame has changed: their pages are as stored, with the frame of one that was made.

It costs a fifth of making a guide: so a menu's new name reaches thousands of guides soon.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Collection
from typing import NamedTuple
from uuid import UUID

from django.db.models import Exists, OuterRef

from guide_pages.gzipping import gzipped
from guide_pages.records import Delivery, Dependency, Passage
from guide_pages.rendering.frame import frame_of, reframed
from guide_pages.rendering.guide import brotlied
from guide_pages.rendering.version import version_of

from .inputs import frame_digest, without_frame
from .making import Made

FRAME = "frame"
_PAGE = ["inputs", "html_digest", "html", "html_br", "html_gzip"]


#: The code's version, and the digests of what a frame was made from before and is now.
Digests = tuple[str, str, str]


class Group(NamedTuple):
    """Guides with one frame, then and now; by their pages' ids, in order."""

    digests: Digests
    page_ids: list[int]


class Frames(NamedTuple):
    """A page's frame then and now, part by part, and the ids of the pages that it names now."""

    digests: Digests
    before: list[bytes]
    now: list[bytes]
    named: set[str]


class Reframed(NamedTuple):
    """A delivery with another frame around what it says."""

    delivery: Delivery
    frames: Frames


#: Frames that this process has put around a page lately.
_known: dict[Digests, Frames] = {}
_KNOWN = 100


def groups(page_ids: Collection[int], inputs: dict[int, str]) -> list[Group]:
    """Return those of these guides where nothing but the frame is another than when they were made. One query."""
    stored = Delivery.objects.filter(guide__page__in=page_ids, guide__problem="").exclude(inputs="")
    stored = stored.exclude(pk__in=Delivery.objects.closing().values("pk"))
    stored = stored.filter(Exists(Passage.objects.filter(guide=OuterRef("pk"))))
    found: dict[Digests, list[int]] = defaultdict(list)
    for page_id, before in stored.order_by("guide__page").values_list("guide__page", "inputs"):
        now = inputs.get(page_id, "")
        if now != before and without_frame(now) == without_frame(before):
            found[version_of(now), frame_digest(before), frame_digest(now)].append(page_id)
    return [Group(frames, ids) for frames, ids in found.items()]


def known_frames(group: Group) -> Frames | None:
    """Return the frames of a group's pages, if this process has put them around others lately."""
    return _known.get(group.digests)


def frames_of(group: Group, made: Made) -> Frames | None:
    """Return the frames of a group's pages, as those of one that was `made`. None if it was not sent before."""
    if made.delivery is None or made.delivery.before is None:
        return None
    html = Delivery.objects.filter(pk=made.delivery.before.pk).values_list("html", flat=True).get()
    named = {key for kind, key in made.delivery.rendered.references if kind == FRAME}
    return Frames(group.digests, frame_of(bytes(html)), frame_of(made.delivery.rendered.html), named)


def reframe(page_ids: Collection[int], frames: Frames, inputs: dict[int, str]) -> dict[int, Reframed]:
    """Return the deliveries of these guides with the frame of now, by their pages: but for one that has another than
    the frame of before. Something in it is its own, and it is made as ever. One query."""
    if len(frames.before) != len(frames.now):
        return {}
    stored = Delivery.objects.filter(guide__page__in=page_ids).values_list("guide__page", "guide", "html")
    return {
        page_id: Reframed(_framed(Delivery(guide_id=guide, inputs=inputs[page_id]), bytes(html), frames.now), frames)
        for page_id, guide, html in stored
        if frame_of(bytes(html)) == frames.before
    }


def _framed(delivery: Delivery, html: bytes, frame: list[bytes]) -> Delivery:
    delivery.html = html = reframed(html, frame)
    delivery.html_digest = hashlib.sha256(html).hexdigest()
    delivery.html_br, delivery.html_gzip = brotlied(html), gzipped(html)
    return delivery


def write_frames(found: Collection[Reframed]) -> None:
    """Write deliveries that have another frame, and what this frame names; remember the frames. For a transaction that
    has locked their pages, and looked whether what they are made from is as it was."""
    known: dict[UUID, set[str]] = defaultdict(set)
    rows = Dependency.objects.filter(kind=FRAME, guide__in=[each.delivery.pk for each in found])
    for guide, key in rows.values_list("guide", "key"):
        known[guide].add(key)
    for delivery, frames in found:
        delivery.save(update_fields=_PAGE)
        rows.filter(guide=delivery.pk, key__in=known[delivery.pk] - frames.named).delete()
        if len(_known) >= _KNOWN:
            _known.clear()
        _known[frames.digests] = frames
    Dependency.objects.bulk_create(
        Dependency(guide_id=delivery.pk, kind=FRAME, key=key)
        for delivery, frames in found
        for key in frames.named - known[delivery.pk]
    )
