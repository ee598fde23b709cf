"""The work of an import in steps, so that an editor sees how far it is."""

from __future__ import annotations

import logging
import time
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Count, QuerySet
from django.utils.translation import gettext as _

from guide_pages.records import Import, ImportedDocument

from .making import link, make
from .reading import read

logger = logging.getLogger(__name__)
State = ImportedDocument.State
#: Seconds of work in one step.
A_STEP = 1.5
#: Documents that are read at once, before the editor sees anything: one is no matter of progress.
_FEW = 3


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an import is: documents read, made or linked, of how many.

    `action` is `read`, `make` or `link` while there is more to do.
    """

    done: int
    of: int
    action: str

    @property
    def percent(self) -> int:
        return 100 * self.done // max(self.of, 1)


def progress(made: Import) -> Progress:
    counts = dict(made.documents.order_by().values_list("state").annotate(Count("pk")))
    total = sum(counts.values())
    waiting, wanted = counts.get(State.WAITING, 0), counts.get(State.WANTED, 0)
    if waiting:
        return Progress(total - waiting, total, "read")
    if wanted:
        ready = counts.get(State.MADE, 0)
        return Progress(ready, ready + wanted, "make")
    if unlinked := _unlinked(made).count():
        ready = counts.get(State.MADE, 0)
        return Progress(ready - unlinked, ready, "link")
    return Progress(total, total, "")


def begin(made: Import) -> None:
    """Read a few documents at once; many are read step by step."""
    if made.documents.filter(state=State.WAITING).count() <= _FEW:
        step(made, made.owner, seconds=30)


def step(made: Import, user: Any, seconds: float = A_STEP) -> Progress:
    """Read, or make, documents for so long, one at least. Each is whole by itself; whoever comes second waits."""
    end = time.monotonic() + seconds
    worked = True
    while worked:
        worked = _one(made, user)
        if time.monotonic() >= end:
            break
    return progress(made)


def want(made: Import) -> None:
    """Say that drafts are to be made of all documents that have been read, and of those whose drafts were undone."""
    made.documents.filter(state__in=[State.READ, State.UNDONE]).update(state=State.WANTED, error="")


def _one(made: Import, user: Any) -> bool:
    """Do the next piece of work. Return whether there was any."""
    with transaction.atomic():
        waits = made.documents.select_for_update().filter(state__in=[State.WAITING, State.WANTED])
        document = waits.order_by("state", "order").first()  # what waits to be read goes first
        if document is None:
            return _link_one(made, user)
        waited = document.state == State.WAITING
        try:
            with transaction.atomic():
                read(document) if waited else make(document, user)
        except Exception:  # whatever it is must not keep the others from being brought in
            logger.exception("%s of import %s failed", document.name, made.pk)
            failed = State.REFUSED if waited else State.READ
            error = _("Something went wrong. Tell whoever runs the site: the log says what.")
            made.documents.filter(pk=document.pk).update(state=failed, error=error)
        return True


def _link_one(made: Import, user: Any) -> bool:
    document = _unlinked(made).select_for_update(of=("self",)).select_related("of__parent").order_by("order").first()
    if document is not None:
        link(document, user)
    return document is not None


def _unlinked(made: Import) -> QuerySet[ImportedDocument]:
    """Return the guides whose links have not met yet: they do when all are there."""
    return made.documents.filter(state=State.MADE, made__linked=False)
