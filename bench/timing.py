"""Timing in one process: how long each of many acts takes."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable

WARM_UP = 2  # acts that are not counted: the first ones import and connect


def timed(act: Callable[[], object]) -> float:
    """Return the milliseconds that it takes."""
    start = time.perf_counter()
    act()
    return (time.perf_counter() - start) * 1000


def timed_after_rest(act: Callable[[], object]) -> float:
    """Return the milliseconds that it takes when what was before it left nothing to tidy up."""
    gc.collect()
    return timed(act)
