"""The site's queue of tasks, which may be away."""

from __future__ import annotations

import logging
from typing import Any

logger = logging.getLogger(__name__)


def enqueue(task: Any, *args: Any, **kwargs: Any) -> None:
    """Leave a task to the queue. Where that takes nothing, do it here and now: slower, and not lost."""
    if not leave(task, *args, **kwargs):
        task.call(*args, **kwargs)


def leave(task: Any, *args: Any, **kwargs: Any) -> bool:
    """Leave a task to the queue. Return False where that takes nothing: the log says so."""
    try:
        task.enqueue(*args, **kwargs)
    except Exception:  # each kind of queue has its own
        logger.exception("The queue is away: it did not take %s.", task.name)
        return False
    return True
