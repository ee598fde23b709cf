"""The site's queue of tasks, which may be away."""

from __future__ import annotations

import logging
from typing import Any

logger = logging.getLogger(__name__)


def enqueue(task: Any, *args: Any, **kwargs: Any) -> None:
    """Leave a task to the queue. Where that takes nothing, do it here and now: slower, and not lost."""
    try:
        task.enqueue(*args, **kwargs)
    except Exception:  # each kind of queue has its own
        logger.exception("The queue is away: %s is done here and now.", task.name)
        task.call(*args, **kwargs)
