"""The documents that prove the contract, at a time and a place that never change."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest
import time_machine


@pytest.fixture
def stable_surroundings(settings: Any, tmp_path: Path) -> Iterator[None]:
    """A morning in January, and folders in which no file's name is taken."""
    settings.MEDIA_ROOT, settings.PRIVATE_ROOT = tmp_path, tmp_path / "private"
    with time_machine.travel("2026-01-05T09:00:00Z", tick=False):
        yield


@pytest.fixture
def committed(
    django_capture_on_commit_callbacks: Callable[..., AbstractContextManager[object]],
) -> Callable[[], AbstractContextManager[object]]:
    """What is done within has been followed by all that a commit sets off."""
    return lambda: django_capture_on_commit_callbacks(execute=True)
