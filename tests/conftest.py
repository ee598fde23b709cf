"""What every test is given: its mark from the folder it is in, and an empty cache."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.core.cache import cache
from django.utils import translation
from hypothesis import settings

from guide_pages.publishing import working_off

if TYPE_CHECKING:
    from collections.abc import Iterator

TESTS = Path(__file__).parent
MARKED_FOLDERS = ("browser", "clients", "services")
#: Seconds for each test of what starts others' programs, where the first also pays for installing them.
PATIENCE = {"browser": 1800, "clients": 3600, "services": 1800}

# How long an example takes says how busy the machine is. What hangs is ended by the test's own timeout.
settings.register_profile("guidepost", deadline=None)
settings.load_profile("guidepost")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks the tests of `MARKED_FOLDERS`, so that the default suite can leave them out.

    The server that a browser talks to has a connection of its own: it sees what is committed, and what migrations made
    is put back for each test.
    """
    for item in items:
        folder = item.path.relative_to(TESTS).parts[0]
        if folder in MARKED_FOLDERS:
            item.add_marker(folder)
        for mark, seconds in PATIENCE.items():
            if item.get_closest_marker(mark) and not item.get_closest_marker("timeout"):
                item.add_marker(pytest.mark.timeout(seconds))
        if folder == "browser":
            item.add_marker(pytest.mark.django_db(transaction=True, serialized_rollback=True))


@pytest.fixture(autouse=True, scope="session")
def no_hurry() -> Iterator[None]:
    """Lets as many guides follow at once as may, however busy the machine is: in what many tests share, too."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(working_off, "SECONDS_AT_ONCE", PATIENCE["services"])
        yield


@pytest.fixture(autouse=True)
def sequences_at_once(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Gives sequences as soon as they are wanted, where a test never commits: it has no "after the commit"."""
    mark = request.node.get_closest_marker("django_db")
    if mark and not mark.kwargs.get("transaction"):
        monkeypatch.setattr("guide_pages.publishing.sequences.after_commit", lambda act: act())


@pytest.fixture(autouse=True)
def own_language() -> Iterator[None]:
    """Keeps the language that one test has asked for from the next: a request leaves it behind in its thread."""
    yield
    translation.deactivate()


@pytest.fixture(autouse=True)
def empty_cache() -> Iterator[None]:
    """Keeps what one test has cached from the next."""
    cache.clear()
    yield
    cache.clear()
