"""Finding and mending what no signal told of: `queryset.update()`, a row deleted by hand, a lost file."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from datetime import datetime
from functools import partial
from multiprocessing import get_context
from typing import NamedTuple

from django.db import connections, transaction
from django.db.models import F, Q
from django.db.models.functions import Mod
from django.db.models.lookups import Exact
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext
from wagtail.images import get_image_model
from wagtail.models import Page

from guide_pages.pictures import renditions
from guide_pages.records import Delivery, Dependency, Due, Guide
from guide_pages.records.editions import Cause

from .changes import forget_stored_pages
from .following import guide_pages
from .in_step import Outcome, bring_in_step
from .inputs import inputs_of
from .many import Wanted, bring_all_in_step, in_step
from .sequences import give_all_sequences, left_behind
from .taking_away import take_guide_away
from .thinning import thin_editions
from .tombstones import forget_old_tombstones

#: So many are looked at at a time, and so many made and written.
BATCH, TOGETHER = 500, 20


class Shard(NamedTuple):
    """One part of all guides: the first of three is 1, 3."""

    number: int
    parts: int

    def of(self, key: str) -> Exact:
        """Return the condition that a page's key, under this name, is in the part."""
        return Exact(Mod(F(key), self.parts), self.number - 1)


ALL = Shard(1, 1)


class Difference(NamedTuple):
    """Something that was not as it should be, and what was done."""

    what: str
    outcome: str
    is_failure: bool = False


def reconcile(
    *,
    check: bool = False,
    anew: bool = False,
    since: datetime | None = None,
    shard: Shard = ALL,
    processes: int = 1,
    pictures: bool = True,
) -> Iterator[Difference]:
    """Yield each difference as it is mended; with `check`, as it would be: nothing is changed.

    A guide is skipped that was made from what is there now; `anew` makes every one again, and where that is stopped,
    the next goes on. `since` looks only at pages that were saved since then, `shard` at its part of all, `processes`
    share the work. Without `pictures`, no file is looked for. Old tombstones and editions go, too: a matter of age,
    not a difference; and pages around guides are made anew when they are read next.
    """
    if check:
        yield from _due()
    if pictures:
        yield from _pictures(check=check)
    if anew and not check:
        Delivery.objects.filter(shard.of("guide__page")).exclude(inputs="").update(inputs="")
    yield from _guides(since, shard, processes, check=check)
    yield from _sequences(check=check)
    if not check:
        forget_old_tombstones()
        thin_editions()
        forget_stored_pages()


def _sequences(*, check: bool) -> Iterator[Difference]:
    """Yield what the feed does not tell because somebody was killed before it had its place there."""
    found = left_behind() if check else give_all_sequences()
    if found:
        yield Difference(gettext("%s waited for their place in the feed") % found, str(Outcome.DELIVERY.value))


def _guides(since: datetime | None, shard: Shard, processes: int, *, check: bool) -> Iterator[Difference]:
    yield from _without_a_page(check=check)
    ids = _page_ids(since, shard)
    batches = [ids[start : start + BATCH] for start in range(0, len(ids), BATCH)]
    if processes == 1:
        for batch in batches:
            yield from _batch(batch, check=check)
        return
    connections.close_all()  # nobody shares one
    with ProcessPoolExecutor(processes, get_context("fork"), initializer=connections.close_all) as pool:
        for found in pool.map(partial(_batch, check=check), batches):
            yield from found


def _without_a_page(*, check: bool) -> Iterator[Difference]:
    for guide_id in Guide.objects.filter(page=None, delivery__isnull=False).values_list("pk", flat=True):
        with transaction.atomic():
            take_guide_away(guide_id)
            transaction.set_rollback(check)
        yield Difference(gettext("guide %s") % guide_id, str(Outcome.TOMBSTONE.value))


def _page_ids(since: datetime | None, shard: Shard) -> list[int]:
    """Return the ids of the pages that are or were guides, in order."""
    known = Guide.objects.filter(shard.of("page")).exclude(page=None).values_list("page_id", flat=True)
    pages = guide_pages().filter(shard.of("pk"))
    if since is None:
        return sorted({*pages.values_list("pk", flat=True), *known})
    saved = Q(last_published_at__gte=since) | Q(latest_revision_created_at__gte=since)
    return sorted(pages.filter(saved).values_list("pk", flat=True))


def _batch(page_ids: list[int], *, check: bool) -> list[Difference]:
    """Bring some guides in step. Return what differed."""
    asked: dict[int, list[int]] = {}
    due = Due.objects.filter(kind=Due.GUIDE, key__in=page_ids, was_hidden=False)
    for page_id, pk in due.values_list("key", "pk"):
        asked.setdefault(page_id, []).append(pk)
    left = sorted(set(page_ids) - in_step(page_ids, inputs_of(page_ids)))
    if check:
        results = {page_id: _as_it_would_be(page_id) for page_id in left}
    else:
        results = {}
        for start in range(0, len(left), TOGETHER):
            wanted = [Wanted(page_id, Cause.RECONCILED) for page_id in left[start : start + TOGETHER]]
            results |= {page_id: _said(page_id, result) for page_id, result in bring_all_in_step(wanted).items()}
        done = set(page_ids) - {page_id for page_id, result in results.items() if result.error}
        Due.objects.filter(pk__in=[pk for page_id in done for pk in asked.get(page_id, [])]).delete()
    return [found for page_id in left if (found := _difference(page_id, results[page_id], check=check))]


class _Result(NamedTuple):
    """What it took to bring a guide in step, and what is wrong with it; or what it raised."""

    outcome: Outcome
    problem: str
    error: Exception | None = None


def _as_it_would_be(page_id: int) -> _Result:
    try:
        with transaction.atomic():
            result = _said(page_id, bring_in_step(page_id, Cause.RECONCILED))
            transaction.set_rollback(True)
    except Exception as error:  # whatever it is must not keep the others from being looked at
        return _Result(Outcome.FAILED, "", error)
    return result


def _said(page_id: int, result: Outcome | Exception) -> _Result:
    if isinstance(result, Exception):
        return _Result(Outcome.FAILED, "", result)
    if result is not Outcome.FAILED:
        return _Result(result, "")
    return _Result(result, Guide.objects.filter(page_id=page_id).values_list("problem", flat=True).first() or "")


def _difference(page_id: int, result: _Result, *, check: bool) -> Difference | None:
    if result.error:
        return Difference(gettext("page %s") % page_id, _failed(result.error), is_failure=True)
    if result.outcome is Outcome.UNCHANGED:
        return None
    page = Page.objects.filter(pk=page_id).first()
    name = f"“{page.title}” ({page.url_path})" if page else gettext("page %s") % page_id
    reason = f": {result.problem}" if result.problem else ""
    if page is None and not check:
        Guide.objects.filter(page_id=page_id).update(page=None)
    return Difference(name, f"{result.outcome.value}{reason}", is_failure=result.outcome is Outcome.FAILED)


def _due() -> Iterator[Difference]:
    """Yield what has been due for so long that nobody seems to work it off."""
    due = Due.objects.status()
    if due.is_late:
        counts = {"guides": due.guides, "images": due.images, "failed": due.failed}
        what = gettext("%(guides)s guides and %(images)s images are due, of which %(failed)s have failed") % counts
        yield Difference(what, gettext("since %s") % date_format(localtime(due.since), "DATETIME_FORMAT"))


def _pictures(*, check: bool) -> Iterator[Difference]:
    """Yield the files that deliveries need and that are not there."""
    ids = {int(key) for key in Dependency.objects.filter(kind="image").values_list("key", flat=True)}
    for image in get_image_model().objects.filter(pk__in=ids).prefetch_related("renditions"):
        lost = [r.pk for r in image.renditions.all() if not r.file.storage.exists(r.file.name)]
        missing = renditions.missing(image)
        if not lost and not missing:
            continue
        try:
            if not check:
                image.renditions.filter(pk__in=lost).delete()
                renditions.make(get_image_model().objects.get(pk=image.pk))
            outcome, is_failure = gettext("%s files made anew") % (len(lost) + len(missing)), False
        except Exception as error:  # the original may be lost, too: the guides are shown without it
            outcome, is_failure = _failed(error), True
        yield Difference(gettext("image “%s”") % image.title, outcome, is_failure)


def _failed(error: Exception) -> str:
    return f"{Outcome.FAILED.value}: {type(error).__name__}: {error}"
