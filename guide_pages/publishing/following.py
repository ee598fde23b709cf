"""Keeping guides in step with what they share: which guides a change concerns, asked for in the change's transaction.

After the commit it is looked again whom it concerns: a guide may have been published meanwhile that reads it. Then a
few are worked off. Whatever fails there is logged, and stays due: the change is committed, and so is what it asks for.
"""

from __future__ import annotations

import weakref
from collections.abc import Callable
from typing import Any, NamedTuple

from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.db.models import CharField, F, QuerySet
from django.db.models.functions import Cast
from wagtail.documents import get_document_model
from wagtail.models import Collection, Page, Site, get_page_models

from guide_pages.records import Due, Guide
from guide_pages.records.editions import Cause
from guide_pages.records.fields import GuidePageFields

from .facts import LANGUAGE
from .working_off import follow_at_once

_CAUSES = {
    "faq_entry": Cause.LIBRARY,
    "contributor": Cause.CONTRIBUTOR,
    "topic": Cause.TOPIC,
    "term": Cause.TERM,
    "image": Cause.IMAGE,
}


class _Asked(NamedTuple):
    """What was asked for in this transaction: the query whom it concerns, and whom it found."""

    concerned: QuerySet[Any, Any]
    cause: Cause
    what: str
    was_hidden: bool
    found: set[int]

    def ask_newcomers(self) -> None:
        """Ask for those whom it concerns by now, and did not."""
        came = {row["key"] for row in self.concerned.all()} - self.found
        if came:
            pages = Page.objects.filter(pk__in=came).values(key=F("pk"))
            Due.objects.ask(pages, cause=self.cause, what=self.what, was_hidden=self.was_hidden)


class _AfterCommit:
    """What follows the commit of one ask; the last one of a transaction works off a few guides."""

    def __init__(self, asked: _Asked | None) -> None:
        self.asked = asked
        self.later: Callable[[], object] = lambda: None  # a weak reference: what is rolled back is not later

    def run(self) -> None:
        if self.asked:
            self.asked.ask_newcomers()
        if self.later() is None:
            follow_at_once()


def _after_commit(asked: _Asked | None = None) -> None:
    after = _AfterCommit(asked)
    for registered in reversed(connection.run_on_commit):
        if isinstance(earlier := getattr(registered[1], "__self__", None), _AfterCommit):
            earlier.later = weakref.ref(after)
            break
    transaction.on_commit(after.run, robust=True)


def follow(concerned: QuerySet[Any, Any], *, what: str, cause: Cause = Cause.PAGE, was_hidden: bool = False) -> None:
    """Let guides follow what has changed: `concerned` yields the ids of their pages as `key`."""
    found = Due.objects.ask(concerned, cause=cause, what=what, was_hidden=was_hidden)
    _after_commit(_Asked(concerned, cause, what, was_hidden, found))


def dependents_follow(kind: str, *keys: object, what: str = "", but: int | None = None) -> None:
    """Let the guides follow that read one of these."""
    reading = Guide.objects.depending_on(kind, *keys).exclude(page=but)
    follow(
        reading.page_keys(),
        what=what or f"{kind}:{keys[0]}",
        cause=_CAUSES.get(kind.removesuffix(LANGUAGE), Cause.PAGE),
    )


def image_follows(image_id: int, *, at_once: bool) -> None:
    """Let an image's files be made, and then the guides follow that show it; `at_once`, before there are any, too."""
    Due.objects.create(kind=Due.IMAGE, key=image_id, cause=Cause.IMAGE, what=f"image:{image_id}")
    if at_once:
        dependents_follow("image", image_id)
    else:
        _after_commit()


def subtree_follows(page: Page, *, was_hidden: bool = False, itself: bool = True) -> None:
    """Let the guides follow at and below a page, and those that name a page there.

    Without `itself` the page is left out: it was saved, and told its own.
    Reads ask at read time who may see a guide, and what hid it may be gone by now: `was_hidden` sends it again.
    """
    what = f"page:{page.pk}"
    below = Page.objects.filter(path__startswith=page.path).order_by()
    if not itself:
        below = below.exclude(path=page.path)
    guides = below.filter(content_type__in=_guide_types())
    follow(guides.values(key=F("pk")), what=what, was_hidden=was_hidden)
    keys = below.values(text=Cast("pk", CharField()))  # never a list: SQLite takes no more than 250,000
    naming = Guide.objects.filter(dependencies__kind__in=("page", "frame"), dependencies__key__in=keys)
    follow(naming.distinct().page_keys(), what=what)


def subtree_follows_in_a_while(page: Page) -> None:
    """Ask for the guides at and below a page before it is changed in no transaction: whoever does may be killed then.

    What is asked after the change takes this along.
    """
    guides = Page.objects.filter(path__startswith=page.path, content_type__in=_guide_types()).order_by()
    keys = guides.values(key=F("pk"))
    Due.objects.ask(keys, cause=Cause.PAGE, what=f"page:{page.pk}", was_hidden=True, in_a_while=True)


def every_guide_follows(what: str) -> None:
    """Let every guide follow."""
    follow(guide_pages().values(key=F("pk")), what=what)


def menu_changed(page: Page) -> None:
    """Let the guides follow of a site whose navigation a page may have joined, or its footer."""
    above = (page.path[: -Page.steplen], page.path[: -2 * Page.steplen])
    sites = Site.objects.filter(root_page__path__in=above).values_list("pk", flat=True)
    dependents_follow("site", *sites, what=f"page:{page.pk}")


def language_added(page: Page) -> None:
    """Let the guides follow of a site that can be read in one more language, if this new page is its home in it."""
    sites = Site.objects.filter(root_page__translation_key=page.translation_key).values_list("pk", flat=True)
    if sites:
        dependents_follow("site", *sites, what=f"page:{page.pk}")


def documents_follow(collection_id: int) -> None:
    """Let the guides follow that link to a document in this collection, or below."""
    for path in Collection.objects.filter(pk=collection_id).values_list("path", flat=True):
        documents = get_document_model().objects.filter(collection__path__startswith=path)
        keys = documents.values(text=Cast("pk", CharField()))
        linking = Guide.objects.filter(dependencies__kind="document", dependencies__key__in=keys)
        follow(linking.distinct().page_keys(), what=f"collection:{collection_id}")


def guide_pages() -> QuerySet[Page]:
    """Return all pages that are guides, live or not, of whatever class."""
    pages: QuerySet[Page] = Page.objects.filter(content_type__in=_guide_types()).order_by()
    return pages


def _guide_types() -> list[ContentType]:
    models = (model for model in get_page_models() if issubclass(model, GuidePageFields))
    return [ContentType.objects.get_for_model(model) for model in models]
