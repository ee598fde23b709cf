"""What is due, as editors see it: which changes guides have still to follow, since when, and how far that is."""

from __future__ import annotations

from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import Count, Min
from django.utils.translation import gettext
from wagtail.models import Collection, Site

from guide_pages.publishing.facts import kinds
from guide_pages.records import Due, Guide
from guide_pages.records.editions import Cause

#: So many changes are shown, the oldest first.
SHOWN = 20


class Following(NamedTuple):
    """A change that guides have still to follow: so many, of so many that show it, where that is known."""

    what: str
    cause: str
    left: int
    concerned: int | None
    since: datetime


def following() -> list[Following]:
    """Return the changes that guides have still to follow, the oldest first."""
    rows = Due.objects.filter(kind=Due.GUIDE).values("what", "cause")
    groups = rows.annotate(left=Count("key", distinct=True), first=Min("since")).order_by("first")[:SHOWN]
    return [
        Following(
            named(row["what"]),
            _why(Cause(row["cause"])),
            row["left"],
            _concerned(row["what"], row["left"]),
            row["first"],
        )
        for row in groups
    ]


def named(what: str) -> str:
    """Return what “topic:7” is called now; as it is, where it is gone."""
    kind, _, key = what.partition(":")
    models: dict[str, Any] = {kind.name: kind.model for kind in kinds()} | {"site": Site, "collection": Collection}
    found = models[kind]._base_manager.filter(pk=key).first() if kind in models and key.isdigit() else None
    return str(found) if found else what


def _why(cause: Cause) -> str:
    return gettext("A page, a site or its settings changed") if cause is Cause.PAGE else str(cause.label)


def _concerned(what: str, left: int) -> int | None:
    kind, _, key = what.partition(":")
    concerned = Guide.objects.depending_on(kind, key).page_keys().count()
    return concerned if concerned >= left else None
