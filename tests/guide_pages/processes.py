"""Other processes that work on the test's database, and places in it where a write fails or stops."""

from __future__ import annotations

import hashlib
import multiprocessing
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from multiprocessing.connection import Connection
from typing import Any

from django.db import connection, connections
from django.db.models import Value

from guide_pages.models import Anchor, Delivery, Dependency, Edition, FeedCounter, Guide, GuidePage, Tombstone

PATIENCE = 90  # seconds: on a busy machine a process may get little of it

#: Forked, not started anew: importing Wagtail would take longer than all that is tested.
_FORK = multiprocessing.get_context("fork")


class Process:
    """A process with a connection of its own. It does `act`, given its end of a pipe, when it is told to go.

    As a context it is killed at the end, whatever became of it.
    """

    def __init__(self, act: Callable[[Connection], Any]) -> None:
        assert not connection.in_atomic_block
        connections.close_all()  # what is open at a fork is shared by both
        self.pipe, theirs = _FORK.Pipe()
        self._process = _FORK.Process(target=_do, args=(act, theirs), daemon=True)
        self._process.start()
        theirs.close()

    def __enter__(self) -> Process:
        return self

    def __exit__(self, *error: object) -> None:
        self.kill()

    def go(self) -> Process:
        self.pipe.send("go")
        return self

    def says(self) -> Any:
        """What it says next. Raises AssertionError with its traceback if it failed."""
        assert self.pipe.poll(PATIENCE), "The process says nothing."
        failed, said = self.pipe.recv()
        assert not failed, said
        return said

    def failure(self) -> str:
        """The traceback of its failure, or nothing."""
        try:
            self.says()
        except AssertionError as failure:
            return str(failure)
        return ""

    def stop(self) -> Any:
        """Tell a process that goes on until it is told to stop; return its result."""
        self.pipe.send("stop")
        return self.says()

    def kill(self) -> None:
        """SIGKILL: nothing of it is tidied up."""
        self._process.kill()
        self._process.join(PATIENCE)


def _do(act: Callable[[Connection], Any], pipe: Connection) -> None:
    pipe.recv()
    try:
        said = (False, act(pipe))
    except BaseException:
        said = (True, traceback.format_exc())
    connections.close_all()
    pipe.send(said)


def at_once(*acts: Callable[[Connection], Any]) -> list[Any]:
    """Do each in a process of its own, all at the same time; return their results."""
    with ExitStack() as stack:
        processes = [stack.enter_context(Process(act)) for act in acts]
        for process in processes:
            process.go()
        return [process.says() for process in processes]


def follow_the_feed(pipe: Connection) -> tuple[list[int], dict[Any, int], int]:
    """A client of each site that asks for what comes after the last sequence it has seen, until it is told to stop.

    Returns the sequences that appeared too late for it, its guides by sequence, and how often it looked.
    """
    seen: set[tuple[int, int]] = set()
    late: list[int] = []
    guides: dict[Any, int] = {}
    looks = 0
    is_last = False
    while not is_last:
        is_last = pipe.poll()
        latest: dict[int, int] = {}
        for site, sequence in seen:
            latest[site] = max(sequence, latest.get(site, 0))
        rows = [(site, sequence, guide, is_there) for sequence, guide, is_there, site in feed_of_sites()]
        is_new = [sequence > latest.get(site, 0) for site, sequence, _, _ in rows]
        late += [row[1] for row, new in zip(rows, is_new, strict=True) if not new and row[:2] not in seen]
        seen |= {row[:2] for row in rows}
        for (_site, sequence, guide, is_there), new in zip(rows, is_new, strict=True):
            if new:
                guides.pop(guide, None)
                if is_there:
                    guides[guide] = sequence
        looks += 1
        time.sleep(0.005)
    return late, guides, looks


def feed() -> list[tuple[int, Any, bool]]:
    """All that is told, in the order of the sequences, as it is at one moment: one statement."""
    return [row[:3] for row in feed_of_sites()]


def feed_of_sites() -> list[tuple[int, Any, bool, int]]:
    """The same, each with its site, whose order it is."""
    fields = ("sequence", "guide_id", "is_there", "site_id")
    there = Delivery.objects.exclude(sequence=None).annotate(is_there=Value(True)).values_list(*fields)
    gone = Tombstone.objects.exclude(sequence=None).annotate(is_there=Value(False)).values_list(*fields)
    return list(there.union(gone, all=True).order_by("sequence"))


def public_set() -> dict[Any, int]:
    """The guides that the public may see, by sequence."""
    return dict(Delivery.objects.public().values_list("guide_id", "sequence"))


def stored(page_id: int) -> dict[str, Any]:
    """All that is stored about a guide page, to be compared with what is stored later."""
    pages = GuidePage.objects.filter(pk=page_id)
    guides = Guide.objects.filter(page=page_id)
    rows = {
        "page": pages.values(),
        "revisions": [row for page in pages for row in page.revisions.order_by("pk").values()],
        "topics": [row for page in pages for row in page.guide_topics.order_by("pk").values()],
        "guide": guides.values(),
        "counter": FeedCounter.objects.values(),
    }
    for model in (Edition, Delivery, Tombstone, Anchor, Dependency):
        rows[model.__name__] = model.objects.filter(guide__in=guides).order_by("pk").values()
    return {name: [_digested(row) for row in found] for name, found in rows.items()}


def _digested(row: dict[str, Any]) -> dict[str, Any]:
    return {
        name: hashlib.sha256(value).hexdigest() if isinstance(value, (bytes, memoryview)) else value
        for name, value in row.items()
    }


@contextmanager
def writes_failing(table: str) -> Iterator[None]:
    """The database itself refuses every row that is written to a table: “forced”."""
    sqlite, postgresql = "SELECT RAISE(ABORT, 'forced');", "RAISE EXCEPTION 'forced';"
    with _trigger(table, sqlite, postgresql):
        yield


@contextmanager
def writes_stopping(table: str) -> Iterator[None]:
    """Whoever writes a row to a table stops there, before the row is written. In SQLite, if it has `can_be_stopped`."""
    with _trigger(table, "SELECT stop_here();", "PERFORM pg_advisory_xact_lock(1);"):
        if connection.vendor == "sqlite":
            yield
            return
        _execute("SELECT pg_advisory_lock(1)")
        try:
            yield
        finally:
            _execute("SELECT pg_advisory_unlock(1)")
            wait_for(
                "SELECT count(*) = 0 FROM pg_stat_activity "
                "WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )


def can_be_stopped(pipe: Connection) -> None:
    """Let this process be stopped by `writes_stopping`."""

    def stop_here() -> None:
        pipe.send((False, "stopped"))
        time.sleep(PATIENCE)

    if connection.vendor == "sqlite":
        connection.ensure_connection()
        connection.connection.create_function("stop_here", 0, stop_here)


def wait_until_stopped(process: Process) -> None:
    """Return when the process stands in `writes_stopping`."""
    if connection.vendor == "sqlite":
        assert process.says() == "stopped"
    else:
        wait_until_blocked()


def wait_until_blocked(count: int = 1) -> None:
    """PostgreSQL: return when so many processes on this database wait for a lock."""
    wait_for(
        f"SELECT count(DISTINCT waits.pid) >= {count} FROM pg_locks waits JOIN pg_locks USING (pid) "
        "JOIN pg_database ON pg_database.oid = pg_locks.database "
        "WHERE NOT waits.granted AND datname = current_database()"
    )


def wait_for(condition: str) -> None:
    """Ask the database until it says yes."""
    deadline = time.monotonic() + PATIENCE
    while not _execute(condition)[0]:
        assert time.monotonic() < deadline, condition
        time.sleep(0.02)


def _execute(sql: str) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchone() if cursor.description else None


@contextmanager
def _trigger(table: str, sqlite: str, postgresql: str) -> Iterator[None]:
    if connection.vendor == "sqlite":
        for event in ("INSERT", "UPDATE"):
            _execute(f"CREATE TRIGGER halt_{event} BEFORE {event} ON {table} BEGIN {sqlite} END")
        drop = ["DROP TRIGGER halt_INSERT", "DROP TRIGGER halt_UPDATE"]
    else:
        _execute(f"CREATE FUNCTION halt() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {postgresql} RETURN NEW; END $$")
        _execute(f"CREATE TRIGGER halt BEFORE INSERT OR UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION halt()")
        drop = ["DROP FUNCTION halt CASCADE"]
    try:
        yield
    finally:
        for statement in drop:
            _execute(statement)
