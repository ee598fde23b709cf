"""What every test is given: its mark from the folder it is in, and an empty cache."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.core.cache import cache

if TYPE_CHECKING:
    from collections.abc import Iterator

TESTS = Path(__file__).parent
MARKED_FOLDERS = ("browser", "services")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks the tests under tests/browser and tests/services, so that the default suite can leave them out."""
    for item in items:
        folder = item.path.relative_to(TESTS).parts[0]
        if folder in MARKED_FOLDERS:
            item.add_marker(folder)


@pytest.fixture(autouse=True)
def empty_cache() -> Iterator[None]:
    """Keeps what one test has cached from the next."""
    cache.clear()
    yield
    cache.clear()
