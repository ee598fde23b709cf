"""Who does what can be done later: what many guides follow, pictures' files, mailing moderators."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.core.checks import CheckMessage, Error, Warning, register
from django_tasks import DEFAULT_TASK_BACKEND_ALIAS, DEFAULT_TASK_QUEUE_NAME, task_backends
from django_tasks.backends.dummy import DummyBackend
from django_tasks.backends.immediate import ImmediateBackend


@register("guide_pages")
def tasks_are_done(**kwargs: Any) -> Iterator[CheckMessage]:
    try:
        backend = task_backends[DEFAULT_TASK_BACKEND_ALIAS]
    except Exception as error:  # whatever a backend needs and does not find
        yield Error(
            f"TASKS has no backend “{DEFAULT_TASK_BACKEND_ALIAS}” that works: {error}",
            hint="Name one, and its app in INSTALLED_APPS; or take TASKS out, and tasks are done at once.",
            id="guide_pages.E020",
        )
        return
    if backend.queues and DEFAULT_TASK_QUEUE_NAME not in backend.queues:
        yield Error(
            f"The backend “{backend.alias}” of TASKS has no queue “{DEFAULT_TASK_QUEUE_NAME}”: it refuses every task.",
            hint=f'Add "{DEFAULT_TASK_QUEUE_NAME}" to its QUEUES.',
            id="guide_pages.E021",
        )
    if isinstance(backend, DummyBackend):
        yield Warning(
            "TASKS does nothing of what it is given: moderators are not mailed, and nothing new is found.",
            hint="Use another backend; or take TASKS out, and tasks are done at once.",
            id="guide_pages.W022",
        )
    elif not isinstance(backend, ImmediateBackend):
        yield Warning(
            "Tasks wait for a worker, Wagtail's own too: until one runs, guides follow late, nothing new is found.",
            hint="Run the backend's worker beside the server, then silence guide_pages.W023; or take TASKS out.",
            id="guide_pages.W023",
        )
