"""A queue in the database, django-tasks-db, and its worker: what many guides have to follow is worked off by it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection, connections

from guide_pages.models import Delivery, Due
from guide_pages.publishing.working_off import AT_ONCE
from tests import factories

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)

ROOT = Path(__file__).parents[2]
GUIDES = AT_ONCE + 5
SETTINGS = """
from config.settings.test import *

INSTALLED_APPS = [*INSTALLED_APPS, "django_tasks_db"]
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
DATABASES["default"]["NAME"] = "%s"
"""
RENAME = """
from guide_pages.models import Topic
topic = Topic.objects.get()
topic.name = "New"
topic.save()
"""


class Site:
    """The site in processes of its own, with a queue, on the test's database."""

    def __init__(self, folder: Path) -> None:
        (folder / "queueing.py").write_text(SETTINGS % connection.settings_dict["NAME"])
        path = os.pathsep.join([str(folder), str(ROOT / "site")])
        self.environment = os.environ | {"DJANGO_SETTINGS_MODULE": "queueing", "PYTHONPATH": path}

    def run(self, *arguments: str) -> str:
        command = [sys.executable, "manage.py", *arguments]
        done = subprocess.run(
            command, cwd=ROOT, env=self.environment, capture_output=True, text=True, timeout=600, check=False
        )
        assert done.returncode == 0, f"{arguments}\n{done.stdout[-2000:]}{done.stderr[-4000:]}"
        return done.stdout


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    site = Site(tmp_path)
    connections.close_all()
    site.run("migrate", "django_tasks_database")
    yield site
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if table.startswith("django_tasks_database_"):
                cursor.execute(f"DROP TABLE {connection.ops.quote_name(table)} CASCADE")
        cursor.execute("DELETE FROM django_migrations WHERE app = 'django_tasks_database'")


def saying(name: str) -> int:
    return sum(f'"{name}"'.encode() in bytes(delivery.json) for delivery in Delivery.objects.all())


def test_the_worker_of_a_queue_works_off_what_the_editor_does_not_wait_for(site: Site) -> None:
    topic = factories.TopicFactory(name="Old")
    for n in range(GUIDES):
        factories.guide(topics=[topic], title=f"Guide {n}")
    site.run("shell", "--no-imports", "-c", RENAME)
    assert 0 < saying("New") <= AT_ONCE
    assert Due.objects.count() == GUIDES - saying("New")
    site.run("db_worker", "--batch")
    assert saying("New") == GUIDES
    assert not Due.objects.exists()
