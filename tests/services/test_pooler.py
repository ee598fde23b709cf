"""A pooler gives each transaction another connection, and each connection to others: nothing of ours stays on it."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from guide_pages.models import GuidePage
from tests import factories

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)

CONFIGURATION = """
[databases]
* = {behind}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = {listen_port}
unix_socket_dir =
auth_type = any
pool_mode = transaction
default_pool_size = 1
"""


@pytest.fixture
def page() -> GuidePage:
    return factories.guide(title="Sleep well", slug="sleep")


@pytest.fixture
def pooler(page: GuidePage, tmp_path: Path) -> Iterator[None]:
    """PgBouncer with one connection to the database, between it and this process, which is set up as Django is."""
    program = shutil.which("pgbouncer", path=f"{os.environ['PATH']}:/usr/sbin")
    if program is None:
        pytest.fail("Needs PgBouncer: apt-get install pgbouncer", pytrace=False)
    settings, before = connection.settings_dict, dict(connection.settings_dict)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    file = tmp_path / "pgbouncer.ini"
    behind = {"host": before["HOST"] or "127.0.0.1", "port": before["PORT"] or 5432}
    behind |= {"user": before["USER"], "password": before["PASSWORD"]}
    words = " ".join(f"{name}={value}" for name, value in behind.items() if value)
    file.write_text(CONFIGURATION.format(behind=words, listen_port=port))
    as_whom = ["-u", "nobody"] if os.getuid() == 0 else []
    for folder in [file, *file.parents][: -len(Path("/tmp").parents) - 1]:
        folder.chmod(folder.stat().st_mode | 0o555)
    process = subprocess.Popen([program, *as_whom, str(file)], stderr=subprocess.PIPE)
    deadline = time.monotonic() + 30
    while socket.socket().connect_ex(("127.0.0.1", port)):
        assert process.poll() is None, process.stderr and process.stderr.read()
        assert time.monotonic() < deadline, "PgBouncer does not start."
        time.sleep(0.02)
    connection.close()
    settings |= {"HOST": "127.0.0.1", "PORT": port, "OPTIONS": {}, "DISABLE_SERVER_SIDE_CURSORS": True}
    yield
    connection.close()
    process.kill()
    process.wait()
    settings.update(before)


def left_on_the_session() -> list[Any]:
    """What was set on it, and the statements that it keeps: as whoever gets the connection next finds it."""
    connection.close()
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, setting FROM pg_settings WHERE source = 'session' ORDER BY name")
        settings = cursor.fetchall()
        cursor.execute("SELECT statement FROM pg_prepared_statements")
        statements = cursor.fetchall()
        cursor.execute("SHOW plan_cache_mode")
        return [settings, statements, cursor.fetchall()]


def test_reads_leave_nothing_on_a_session_that_is_shared(pooler: None, client: Client, page: GuidePage) -> None:
    fresh = left_on_the_session()
    guide = f"/api/guides/v1/guides/{page.guide.pk}"
    for _ in range(3):
        for address in ("/guides/sleep/", guide, "/api/guides/v1/changes", "/api/guides/v1/search?q=words"):
            assert client.get(address).status_code == 200
    assert left_on_the_session() == fresh
    assert fresh[1:] == [[], [("auto",)]]
