"""A queue that is away: what was committed stays, what follows stays due, and one failure stops nothing else."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from django.core.management import call_command
from django.db import transaction
from django_tasks.backends.base import BaseTaskBackend
from django_tasks.backends.immediate import ImmediateBackend
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from guide_pages.models import Delivery, Due, Topic
from guide_pages.publishing import working_off
from tests import factories

pytestmark = pytest.mark.django_db

GUIDES = working_off.AT_ONCE + 2


class Queue(BaseTaskBackend):
    """A queue that leaves the plugin's tasks to a worker. What Wagtail does in a save itself is Wagtail's."""

    left: list[Any] = []

    def enqueue(self, task: Any, args: Any, kwargs: Any) -> Any:
        if task.module_path.startswith("guide_pages."):
            return self.take(task)
        return ImmediateBackend("default", {}).enqueue(task, args, kwargs)

    def take(self, task: Any) -> Any:
        self.left.append(task)


class AwayQueue(Queue):
    """Takes nothing."""

    def take(self, task: Any) -> Any:
        raise ConnectionError("Nobody answers.")


@pytest.fixture
def topic() -> Topic:
    topic = factories.TopicFactory(name="Old")
    for n in range(GUIDES):
        factories.guide(topics=[topic], title=f"Guide {n}")
    topic.name = "New"
    return topic


def with_the_new_name() -> int:
    return sum(b'"New"' in bytes(delivery.json) for delivery in Delivery.objects.all())


@pytest.mark.parametrize("backend", [Queue, AwayQueue])
def test_what_an_editor_does_not_wait_for_is_left_to_the_queue_and_stays_due_where_that_is_away(
    topic: Topic,
    settings: Settings,
    backend: type[Queue],
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    settings.TASKS = {"default": {"BACKEND": f"{__name__}.{backend.__name__}"}}
    Queue.left.clear()
    with django_capture_on_commit_callbacks(execute=True):
        topic.save()
    assert with_the_new_name() == working_off.AT_ONCE
    assert Due.objects.count() == GUIDES - working_off.AT_ONCE
    if backend is Queue:
        [task] = Queue.left
        task.call()
    else:
        call_command("publish_scheduled")
    assert with_the_new_name() == GUIDES
    assert not Due.objects.exists()


def test_a_change_that_few_guides_follow_leaves_the_queue_nothing(
    settings: Settings, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    settings.TASKS = {"default": {"BACKEND": f"{__name__}.Queue"}}
    Queue.left.clear()
    topic = factories.TopicFactory()
    factories.guide(topics=[topic])
    with django_capture_on_commit_callbacks(execute=True):
        topic.name = "New"
        topic.save()
    assert with_the_new_name() == 1
    assert Queue.left == []


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_what_fails_after_a_commit_neither_fails_the_save_nor_stops_what_else_follows(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*args: Any) -> None:
        raise ConnectionError("Nobody answers.")

    topic = factories.TopicFactory(name="Old")
    page = factories.guide(topics=[topic])
    done = []
    with monkeypatch.context() as patched:
        patched.setattr(working_off, "work_off", fail)
        with transaction.atomic():
            topic.name = "New"
            topic.save()
            transaction.on_commit(lambda: done.append("what else follows"))
    assert done == ["what else follows"]
    assert "on_commit" in caplog.text
    assert Due.objects.get().key == page.pk
    call_command("publish_scheduled")
    assert with_the_new_name() == 1


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_in_development_a_thread_of_the_server_does_the_rest(topic: Topic, settings: Settings) -> None:
    """No cron runs there."""
    settings.DEBUG = True
    topic.save()
    assert with_the_new_name() >= working_off.AT_ONCE
    for thread in threading.enumerate():
        if thread.name == working_off.THREAD:
            thread.join()
    assert with_the_new_name() == GUIDES
    assert not Due.objects.exists()


def test_a_site_without_a_queue_starts_no_thread_in_production(
    topic: Topic, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        topic.save()
    assert with_the_new_name() == working_off.AT_ONCE
    assert [thread for thread in threading.enumerate() if thread.name == working_off.THREAD] == []
