"""Running a module's tests in forked processes, each with a database of its own."""

from __future__ import annotations

import contextlib
import os
import pickle
import select
import shutil
import signal
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import pytest
from django.apps import apps

from .loading import Noticed, activate

#: Seconds for each test, and to begin with.
PATIENCE, TO_BEGIN = 60, 60
#: Not needed, and slow to load, or in the way.
OPTIONS = ["-q", "-x", "-n0", "--no-header", "-p", "no:cacheprovider", "-p", "no:schemathesis", f"--timeout={PATIENCE}"]

_SERVER = TemporaryDirectory(prefix="guidepost-mutants-")


class Reached(NamedTuple):
    """A test that passes without a fault: how long it takes, and the faults that it comes by."""

    test: str
    seconds: float
    faults: set[int]


#: Runs some tests with a fault, for so many seconds at most: 0 if they pass, else 1, None if they hang or die.
Tried = Callable[[list[str], int, float], int | None]


class Template(NamedTuple):
    """The database that each process gets a copy of: its name, and what migrations have put into it."""

    name: str
    contents: str


def in_process(act: Callable[[], Any], patience: float) -> Any:
    """What `act` returns in a forked process; None where it hangs or dies."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.setsid()
        os.close(reading)
        result = None
        with contextlib.suppress(BaseException):
            result = act()
        with os.fdopen(writing, "wb") as pipe:
            pickle.dump(result, pipe)
        os._exit(0)
    os.close(writing)
    result = None
    with os.fdopen(reading, "rb") as pipe, contextlib.suppress(EOFError):
        if select.select([pipe], [], [], patience)[0]:
            result = pickle.load(pipe)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(child, signal.SIGKILL)  # and what it has started
    os.waitpid(child, 0)
    return result


def set_up(tests: list[str]) -> None:
    """Load the site and the tests, so that a fork has them."""
    with _silence():
        pytest.main([*OPTIONS, "--collect-only", *tests])


def make_template() -> Template:
    """Make the database that each process gets a copy of."""
    from django.db import connection

    with _silence():
        connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=True)
    contents = connection._test_serialized_contents  # type: ignore[attr-defined]
    name: str = connection.settings_dict["NAME"]
    connection.close()
    return Template(name, contents)


@contextlib.contextmanager
def own_database(template: Template) -> Iterator[None]:
    """The site works on a copy of the template."""
    from django.db import connection

    name = f"{template.name}_{os.getpid()}"
    if connection.vendor == "sqlite":
        name = str(Path(_SERVER.name) / f"{os.getpid()}.sqlite3")
        shutil.copy(template.name, name)
    else:
        _on_server(f'CREATE DATABASE "{name}" TEMPLATE "{template.name}"')
    connection.settings_dict["NAME"] = name
    connection._test_serialized_contents = template.contents  # type: ignore[attr-defined]
    try:
        yield
    finally:
        connection.close()
        drop(name)


def drop(name: str) -> None:
    from django.db import connection

    if connection.vendor == "sqlite":
        for path in Path(name).parent.glob(f"{Path(name).name}*"):
            path.unlink()
    else:
        _on_server(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def _on_server(command: str) -> None:
    from django.db import connection

    with connection._nodb_cursor() as cursor:
        cursor.execute(command)


class _Plugin:
    """Gives pytest the database that there is, and notes what each test comes by."""

    def __init__(self, noticed: Noticed | None) -> None:
        self.reached: list[Reached] = []
        self._noticed = noticed

    def pytest_configure(self, config: pytest.Config) -> None:
        config.pluginmanager.register(_Database())  # after pytest-django's own, so that it comes first

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        if self._noticed is None:
            return (yield)
        self._noticed.forget()
        begun = time.monotonic()
        result = yield
        self.reached.append(Reached(item.nodeid, time.monotonic() - begun, self._noticed.numbers))
        return result


class _Database:
    @pytest.fixture(scope="session")
    def django_db_setup(self) -> None:
        return None


def run(tests: list[str], template: Template, active: int) -> int:
    """Run the tests with a fault; pytest's exit code."""
    activate(active)
    if not apps.ready:  # the fault is in what runs when the site is loaded: it is loaded here
        set_up(tests)
    with own_database(template), _silence():
        return int(pytest.main([*OPTIONS, *tests], plugins=[_Plugin(None)]))


class _InForks:
    """Tries faults from within a run of pytest that has collected the tests: a process that is forked here need not."""

    def __init__(self, act: Callable[[Tried], Any], template: Template) -> None:
        self.result: Any = None
        self._act, self._template = act, template

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        items = {item.nodeid: item for item in session.items}

        def tried(tests: list[str], active: int, patience: float) -> int | None:
            return in_process(lambda: self._run(session, [items[test] for test in tests], active), patience)

        self.result = self._act(tried)
        return True

    def _run(self, session: pytest.Session, items: list[pytest.Item], active: int) -> int:
        activate(active)
        with own_database(self._template), _silence():
            for item, after in zip(items, [*items[1:], None], strict=True):
                session.config.hook.pytest_runtest_protocol(item=item, nextitem=after)
                if session.testsfailed:
                    return 1
        return 0


def in_forks(act: Callable[[Tried], Any], tests: list[str], template: Template) -> Any:
    """What `act` returns, which is given a function that tries a fault on some of these files of tests."""
    plugin = _InForks(act, template)
    with _silence():
        pytest.main([*OPTIONS, "--capture=no", *tests], plugins=[plugin, _Plugin(None)])
    return plugin.result


def notice(tests: list[str], template: Template) -> tuple[int, str, list[Reached]]:
    """Run the tests without a fault: the exit code, what was said, and what each test reaches."""
    noticed = Noticed()
    activate(noticed)
    _forget_what_is_prepared()
    plugin = _Plugin(noticed)
    with own_database(template), _silence() as said:
        code = int(pytest.main([*OPTIONS, *tests], plugins=[plugin]))
    return code, Path(said).read_text(), plugin.reached


def _forget_what_is_prepared() -> None:
    """Let each read write its SQL anew: else only the first test that needs it is seen to come by."""
    from guide_pages.queries.prepared import Prepared

    rows = Prepared.rows

    def anew(self: Prepared, **values: Any) -> list[tuple[Any, ...]]:
        self._written = None
        return rows(self, **values)

    Prepared.rows = anew  # type: ignore[method-assign]


@contextlib.contextmanager
def _silence() -> Iterator[str]:
    """Writes what is said to a file, whatever says it."""
    path = Path(_SERVER.name) / f"said-{os.getpid()}"
    sys.stdout.flush()
    kept = os.dup(1), os.dup(2)
    with path.open("w") as file:
        os.dup2(file.fileno(), 1)
        os.dup2(file.fileno(), 2)
        try:
            yield str(path)
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
            for there, was in enumerate(kept, 1):
                os.dup2(was, there)
                os.close(was)
