"""A queue that is away: what was committed stays, what follows is done here, and one failure stops nothing else."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import transaction
from django_tasks.backends.immediate import ImmediateBackend
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from guide_pages.models import Delivery
from guide_pages.publishing import following, signal_handlers
from tests import factories

pytestmark = pytest.mark.django_db


class AwayBackend(ImmediateBackend):
    """A queue that takes none of the plugin's tasks. What Wagtail does in a save itself is Wagtail's."""

    def enqueue(self, task: Any, args: Any, kwargs: Any) -> Any:
        if task.module_path.startswith("guide_pages."):
            raise ConnectionError("Nobody answers.")
        return super().enqueue(task, args, kwargs)


@pytest.fixture(autouse=True)
def no_queue(settings: Settings) -> None:
    settings.TASKS = {"default": {"BACKEND": f"{__name__}.AwayBackend"}}


def test_guides_follow_a_shared_change_without_a_queue(
    monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    monkeypatch.setattr(following, "AT_ONCE", 0)
    topic = factories.TopicFactory(name="Old")
    page = factories.guide(topics=[topic])
    with django_capture_on_commit_callbacks(execute=True):
        topic.name = "New"
        topic.save()
    assert b"New" in bytes(Delivery.objects.get(guide__page=page.pk).json)


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_what_fails_after_a_commit_neither_fails_the_save_nor_stops_what_else_follows(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*args: Any) -> None:
        raise ConnectionError("Nobody answers.")

    monkeypatch.setattr(signal_handlers, "dependents_follow", fail)
    done = []
    with transaction.atomic():
        factories.TopicFactory()
        transaction.on_commit(lambda: done.append("what else follows"))
    assert done == ["what else follows"]
    assert "on_commit" in caplog.text
