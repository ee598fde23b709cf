"""What is due: guides that have to follow a change, images whose files are to be made. Written down with the change."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any, NamedTuple, Self

from django.core.exceptions import EmptyResultSet
from django.db import connection, models, transaction
from django.db.models import Count, Exists, F, Min, OuterRef, Q, QuerySet
from django.utils import timezone

from .editions import Cause

#: So long is what was claimed left to whoever claimed it: a process that died has it no longer.
LEASE = timedelta(seconds=60)
#: What is due for longer was left undone.
LATE = timedelta(seconds=90)
#: How long after an error it is tried again: twice as long each time.
FIRST_RETRY, LAST_RETRY = timedelta(seconds=10), timedelta(hours=1)
#: Claims are short, and are made one after the other: PostgreSQL's name of that lock.
_CLAIMING = 0x47754465


class DueStatus(NamedTuple):
    """How much is due, and of it how much has failed; since when the oldest is."""

    guides: int
    images: int
    failed: int
    since: datetime | None

    @property
    def is_late(self) -> bool:
        """True if something is due for longer than it takes where somebody works it off."""
        return self.since is not None and self.since < timezone.now() - LATE


class Claim(NamedTuple):
    """One thing to do, whatever number of asks: the first one's cause, and the rows that are done with it."""

    kind: str
    key: int
    cause: Cause
    was_hidden: bool
    tries: int
    rows: tuple[int, ...]
    what: str = ""


class DueQuerySet(models.QuerySet["Due"]):
    """What is due, by who may do it."""

    def ask(
        self, things: QuerySet[Any, Any], *, cause: Cause, what: str, was_hidden: bool = False, in_a_while: bool = False
    ) -> set[int]:
        """Ask for guides, by one INSERT: `things` yields the ids of their pages as `key`. Return these.

        For the transaction of the change that they follow. It locks nothing that another asks for. What is asked
        `in_a_while` waits that long, unless it is asked anew.
        """
        try:
            asked, parameters = things.query.sql_with_params()
        except EmptyResultSet:
            return set()
        name = connection.ops.quote_name
        table, key = name(self.model._meta.db_table), name("key")
        columns = ", ".join(
            map(name, ("kind", "key", "cause", "was_hidden", "what", "since", "not_before", "tries", "error"))
        )
        now, adapted = timezone.now(), connection.ops.adapt_datetimefield_value
        since, not_before = adapted(now), adapted(now + FIRST_RETRY if in_a_while else None)
        with connection.cursor() as cursor:
            cursor.execute(
                f"INSERT INTO {table} ({columns}) "  # noqa: S608 - names of columns, and a query of Django's own
                f"SELECT %s, asked.{key}, %s, %s, %s, %s, %s, 0, '' FROM ({asked}) asked RETURNING {key}",
                [Due.GUIDE, cause, was_hidden, what, since, not_before, *parameters],
            )
            return {key for (key,) in cursor.fetchall()}

    def free(self) -> Self:
        """Return what may be done now: asked anew or tried long enough ago, and claimed by nobody."""
        now = timezone.now()
        claimed = Due.objects.filter(kind=OuterRef("kind"), key=OuterRef("key"), claimed_until__gt=now)
        return self.filter(Q(not_before=None) | Q(not_before__lte=now)).exclude(Exists(claimed))

    def claim(self, limit: int, *kinds: str) -> list[Claim]:
        """Claim up to so many things for the next `LEASE`: of the first of these kinds that has any, the oldest.

        No two processes claim the same thing: on SQLite a transaction that writes is alone, on PostgreSQL a claim is.
        What has been tried comes last, so that nothing that kills whoever does it keeps the others waiting.
        """
        if not self.free().filter(kind__in=kinds).exists():
            return []
        with transaction.atomic():
            if connection.vendor == "postgresql":
                with connection.cursor() as cursor:
                    cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_CLAIMING])
            for kind in kinds:
                keys = self.free().filter(kind=kind).order_by("tries", "pk").values_list("key", flat=True)[:limit]
                rows = self.select_for_update(skip_locked=True).filter(kind=kind, key__in=list(keys)).order_by("pk")
                if claims := _claims(rows):
                    of_all = [pk for claim in claims for pk in claim.rows]
                    until = timezone.now() + LEASE
                    self.filter(pk__in=of_all).update(claimed_until=until, tries=F("tries") + 1)
                    return claims
        return []

    def give_back(self, claims: Iterable[Claim]) -> None:
        """Let others have what was claimed and not begun."""
        rows = [pk for claim in claims for pk in claim.rows]
        self.filter(pk__in=rows).update(claimed_until=None, tries=F("tries") - 1)

    def put_off(self, claim: Claim, error: str) -> None:
        """Keep what failed to be tried again later. Who asks anew meanwhile does not wait for that."""
        wait = min(FIRST_RETRY * 2 ** min(claim.tries, 20), LAST_RETRY)
        self.filter(pk__in=claim.rows).update(claimed_until=None, not_before=timezone.now() + wait, error=error)

    def status(self) -> DueStatus:
        """Return how much is due. One query."""
        rows = (
            self.order_by()
            .values("kind")
            .annotate(
                things=Count("key", distinct=True),
                failed=Count("key", distinct=True, filter=~Q(error="")),
                first=Min("since"),
            )
        )
        found = {row["kind"]: row for row in rows}
        number = {kind: found[kind]["things"] if kind in found else 0 for kind in (Due.GUIDE, Due.IMAGE)}
        return DueStatus(
            guides=number[Due.GUIDE],
            images=number[Due.IMAGE],
            failed=sum(row["failed"] for row in found.values()),
            since=min((row["first"] for row in found.values()), default=None),
        )

    def done(self, claims: Iterable[Claim]) -> None:
        """Forget what was asked before it was claimed: what has been asked since stays due."""
        self.filter(pk__in=[pk for claim in claims for pk in claim.rows]).delete()


def _claims(rows: Iterable[Due]) -> list[Claim]:
    by_key: dict[int, list[Due]] = {}
    for row in rows:
        by_key.setdefault(row.key, []).append(row)
    return [
        Claim(
            kind=asks[0].kind,
            key=key,
            cause=Cause(asks[0].cause),
            was_hidden=any(ask.was_hidden for ask in asks),
            tries=max(ask.tries for ask in asks),
            rows=tuple(ask.pk for ask in asks),
            what=asks[0].what,
        )
        for key, asks in by_key.items()
    ]


class Due(models.Model):
    """An ask: this guide is to be brought in step, or this image's files are to be made.

    Each change inserts its own, in its transaction, and never updates another's: so two changes neither wait for one
    another nor deadlock. What many have asked for is done once. `key` is the id of a page or an image, without a
    constraint: that would lock the page's row. `what` changed, as “topic:7”.
    """

    GUIDE, IMAGE = "guide", "image"

    wagtail_reference_index_ignore = True

    kind = models.CharField(max_length=10, choices=[(GUIDE, GUIDE), (IMAGE, IMAGE)])
    key = models.BigIntegerField()
    cause = models.CharField(max_length=20, choices=Cause.choices)
    was_hidden = models.BooleanField(default=False)
    what = models.CharField(max_length=100)
    since = models.DateTimeField(default=timezone.now)
    not_before = models.DateTimeField(null=True)
    claimed_until = models.DateTimeField(null=True)
    tries = models.PositiveIntegerField(default=0)
    error = models.TextField(blank=True)

    objects = DueQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["kind", "key"], name="due_asks"),
            models.Index(fields=["kind", "tries", "id"], name="due_in_order"),
            models.Index(fields=["kind", "key"], name="due_claimed", condition=Q(claimed_until__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"
