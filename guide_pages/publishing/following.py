"""Keeping guides in step with what they share: what follows a change to something that many of them read."""

from __future__ import annotations

import logging
from collections.abc import Iterable

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField
from django.db.models.functions import Cast
from django_tasks import task
from wagtail.models import Page, Site, get_page_models

from guide_pages.outages.queue import enqueue
from guide_pages.records import Guide
from guide_pages.records.editions import Cause
from guide_pages.records.fields import GuidePageFields

from .in_step import bring_in_step

logger = logging.getLogger(__name__)

#: So many guides follow while the editor waits; more are a task for the background.
AT_ONCE = 10

_CAUSES = {
    "faq_entry": Cause.LIBRARY,
    "contributor": Cause.CONTRIBUTOR,
    "topic": Cause.TOPIC,
    "image": Cause.IMAGE,
}


def follow(page_ids: Iterable[int], cause: Cause = Cause.PAGE, *, was_hidden: bool = False) -> None:
    """Bring these guides in step: at once when they are few, in the background when they are many."""
    ids = sorted(set(page_ids))
    if len(ids) <= AT_ONCE:
        bring_all_in_step(ids, cause, was_hidden=was_hidden)
    else:
        enqueue(bring_in_step_later, ids, str(cause), was_hidden=was_hidden)


@task()
def bring_in_step_later(page_ids: list[int], cause: str, was_hidden: bool = False) -> None:
    """Bring each guide in step, as `bring_all_in_step`, in the background."""
    bring_all_in_step(page_ids, Cause(cause), was_hidden=was_hidden)


def bring_all_in_step(page_ids: Iterable[int], cause: Cause = Cause.PAGE, *, was_hidden: bool = False) -> None:
    """Bring each guide in step, each in a transaction of its own; one that fails does not stop the others."""
    for page_id in page_ids:
        try:
            bring_in_step(page_id, cause, was_hidden=was_hidden)
        except Exception as error:  # whatever it is: the guide keeps what it has, and is listed
            logger.exception("Guide page %s could not be brought in step.", page_id)
            Guide.objects.filter(page=page_id).update(problem=f"{type(error).__name__}: {error}")


def dependents_follow(kind: str, *keys: object, but: int | None = None, failed: bool = False) -> None:
    """Bring in step the guides that read one of these; of them those that could not follow before, if only `failed`."""
    guides = Guide.objects.depending_on(kind, *keys).exclude(page=None).exclude(page=but)
    if failed:
        guides = guides.exclude(problem="")
    page_ids = list(guides.values_list("page_id", flat=True))
    if page_ids:
        follow(page_ids, _CAUSES.get(kind, Cause.PAGE))


def subtree_follows(path: str, *, was_hidden: bool = False, itself: bool = True) -> None:
    """Bring in step the guides at and below a tree path, and those that link to a page there.

    Without `itself` the page at the path is left out: it was saved, and told its own.
    Reads ask at read time who may see a guide, and what hid it may be gone by now: `was_hidden` sends it again.
    """
    below = Page.objects.filter(path__startswith=path)
    if not itself:
        below = below.exclude(path=path)
    guides = below.filter(content_type__in=_guide_types())
    follow(guides.values_list("pk", flat=True), was_hidden=was_hidden)
    keys = below.order_by().values(key=Cast("pk", CharField()))  # never a list: SQLite takes no more than 250,000
    naming = Guide.objects.filter(dependencies__kind__in=("page", "frame"), dependencies__key__in=keys)
    follow(naming.exclude(page=None).values_list("page_id", flat=True))


def every_guide_follows() -> None:
    """Bring every guide in step."""
    follow(guide_page_ids())


def guide_page_ids() -> list[int]:
    """Return the ids of all pages that are guides, live or not, of whatever class."""
    return list(Page.objects.filter(content_type__in=_guide_types()).values_list("pk", flat=True))


def _guide_types() -> list[ContentType]:
    models = (model for model in get_page_models() if issubclass(model, GuidePageFields))
    return [ContentType.objects.get_for_model(model) for model in models]


def menu_changed(path: str) -> None:
    """Bring in step the guides of a site whose navigation a page at this tree path may have joined."""
    parent_path = path[: -Page.steplen]
    for site in Site.objects.filter(root_page__path=parent_path):
        dependents_follow("site", site.pk)
