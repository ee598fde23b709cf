"""Finding and mending what no signal told of: `queryset.update()`, a row deleted by hand, a lost file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from django.db import transaction
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext
from wagtail.images import get_image_model
from wagtail.models import Page

from guide_pages.pictures import renditions
from guide_pages.records import Dependency, Due, Guide
from guide_pages.records.editions import Cause

from .following import guide_page_ids
from .in_step import Outcome, bring_in_step
from .sequences import give_all_sequences, left_behind
from .taking_away import take_guide_away
from .thinning import thin_editions
from .tombstones import forget_old_tombstones


class Difference(NamedTuple):
    """Something that was not as it should be, and what was done."""

    what: str
    outcome: str
    is_failure: bool = False


def reconcile(*, check: bool = False) -> Iterator[Difference]:
    """Yield each difference as it is mended; with `check`, as it would be: nothing is changed.

    Old tombstones and editions go, too: a matter of age, not a difference.
    """
    if check:
        yield from _due()
    yield from _pictures(check=check)
    yield from _guides(check=check)
    yield from _sequences(check=check)
    if not check:
        forget_old_tombstones()
        thin_editions()


def _sequences(*, check: bool) -> Iterator[Difference]:
    """Yield what the feed does not tell because somebody was killed before it had its place there."""
    found = left_behind() if check else give_all_sequences()
    if found:
        yield Difference(gettext("%s waited for their place in the feed") % found, str(Outcome.DELIVERY.value))


def _guides(*, check: bool) -> Iterator[Difference]:
    lost = Guide.objects.filter(page=None, delivery__isnull=False).values_list("pk", flat=True)
    for guide_id in lost:
        with transaction.atomic():
            take_guide_away(guide_id)
            transaction.set_rollback(check)
        yield Difference(gettext("guide %s") % guide_id, str(Outcome.TOMBSTONE.value))
    known = Guide.objects.exclude(page=None).values_list("page_id", flat=True)
    asked: dict[int, list[int]] = {}
    for page_id, pk in Due.objects.filter(kind=Due.GUIDE, was_hidden=False).values_list("key", "pk"):
        asked.setdefault(page_id, []).append(pk)
    for page_id in sorted({*guide_page_ids(), *known}):
        yield from _guide(page_id, asked.get(page_id, []), check=check)


def _guide(page_id: int, asked: list[int], *, check: bool) -> Iterator[Difference]:
    try:
        with transaction.atomic():
            outcome = bring_in_step(page_id, Cause.RECONCILED)
            guide = Guide.objects.filter(page_id=page_id).first()  # as it would be: with its problem
            transaction.set_rollback(check)
    except Exception as error:  # whatever it is must not keep the others from being mended
        yield Difference(gettext("page %s") % page_id, _failed(error), is_failure=True)
        return
    if asked and not check:
        Due.objects.filter(pk__in=asked).delete()
    if outcome is Outcome.UNCHANGED:
        return
    page = Page.objects.filter(pk=page_id).first()
    name = f"“{page.title}” ({page.url_path})" if page else gettext("page %s") % page_id
    reason = f": {guide.problem}" if guide and outcome is Outcome.FAILED else ""
    yield Difference(name, f"{outcome.value}{reason}", is_failure=outcome is Outcome.FAILED)
    if page is None and not check:
        Guide.objects.filter(page_id=page_id).update(page=None)


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
