"""A database that is away is a 503 with `Retry-After` wherever it is met, and every view finds it when it is back."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Iterator
from typing import Any

import psycopg
import pytest
from django.contrib.auth import get_user_model
from django.db import close_old_connections, connection
from django.test import Client

from guide_pages.models import GuidePage
from tests import factories
from tests.guide_pages.replies.leaving import leave, post

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


class Gate:
    """What stands before the database: open, closed, or open with nobody behind it."""

    def __init__(self, host: str, port: int) -> None:
        self.behind = (host, port)
        self._sockets: list[socket.socket] = []
        self.is_hanging = False
        self.open()
        self.port = self._door.getsockname()[1]

    def open(self) -> None:
        self._door = socket.create_server(("127.0.0.1", getattr(self, "port", 0)))
        threading.Thread(target=self._answer, args=(self._door,), daemon=True).start()

    def close(self) -> None:
        with contextlib.suppress(OSError):
            self._door.shutdown(socket.SHUT_RDWR)
        self._door.close()
        self.cut()

    def cut(self) -> None:
        """Everybody who is inside is thrown out."""
        while self._sockets:
            with contextlib.suppress(OSError):
                self._sockets.pop().shutdown(socket.SHUT_RDWR)

    def _answer(self, door: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while True:
                inside, _ = door.accept()
                self._sockets.append(inside)
                if self.is_hanging:
                    continue
                outside = socket.create_connection(self.behind)
                self._sockets.append(outside)
                for one, other in ((inside, outside), (outside, inside)):
                    threading.Thread(target=self._pass_on, args=(one, other), daemon=True).start()

    @staticmethod
    def _pass_on(one: socket.socket, other: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while data := one.recv(65536):
                other.sendall(data)
        for end in (one, other):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)


@pytest.fixture
def page() -> GuidePage:
    get_user_model().objects.create_superuser("boss", "boss@example.com", "boss")
    return factories.guide(title="Sleep well", slug="sleep")


@pytest.fixture
def gate(page: GuidePage) -> Iterator[Gate]:
    settings = connection.settings_dict
    before = {name: settings[name] for name in ("HOST", "PORT", "OPTIONS", "CONN_MAX_AGE")}
    gate = Gate(settings["HOST"] or "127.0.0.1", int(settings["PORT"] or 5432))
    connection.close()
    settings |= {"HOST": "127.0.0.1", "PORT": gate.port, "CONN_MAX_AGE": 60}
    settings["OPTIONS"] = {**settings["OPTIONS"], "connect_timeout": 1}
    yield gate
    gate.close()
    connection.close()
    settings.update(before)


def views(page: GuidePage) -> dict[str, str]:
    """Each view that asks the database, by its address, and the type of what it answers when that is away."""
    html, problem = "text/html", "application/problem+json"
    reply, guide = f"/_util/replies/{page.guide.pk}", f"/api/guides/v1/guides/{page.guide.pk}"
    return {
        **dict.fromkeys(["/", "/guides/", "/guides/sleep/", "/sitemap.xml", "/search/?query=sleep"], html),
        **dict.fromkeys([f"{reply}/", f"{reply}/token/", f"{reply}/received/", "/_util/userbar/?path=/"], html),
        **dict.fromkeys(["/admin/", f"/admin/pages/{page.pk}/edit/", "/admin/images/", "/admin/replies/"], html),
        **dict.fromkeys([guide, f"{guide}/editions", f"{guide}/replies", "/api/v3/pages/"], problem),
        **dict.fromkeys([f"/api/guides/v1/{name}" for name in ("guides", "changes", "bundle", "topics")], problem),
        "/api/guides/v1/search?q=sleep": problem,
    }


@pytest.fixture
def client(page: GuidePage) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(get_user_model().objects.get(username="boss"))
    return client


def ask(client: Client, address: str) -> Any:
    """As a server does: between two requests it lets go of what is too old."""
    close_old_connections()
    response: Any = client.get(address)
    if response.streaming:
        response.getvalue()
    return response


@pytest.mark.parametrize("state", ["closed", "hanging"])
def test_a_database_that_is_away_is_said_by_every_view(gate: Gate, client: Client, page: GuidePage, state: str) -> None:
    expected = views(page) if state == "closed" else dict(list(views(page).items())[2:3])
    assert {ask(client, address).status_code for address in expected} == {200}
    if state == "closed":
        gate.close()
    else:
        gate.is_hanging = True
        gate.cut()
    for address, kind in expected.items():
        response = ask(client, address)
        said = (response.status_code, response.headers.get("Retry-After"), response["Cache-Control"])
        assert said == (503, "30", "no-store"), address
        assert response["Content-Type"].partition(";")[0] == kind, address
    if state == "closed":
        gate.open()
    gate.is_hanging = False
    assert {address: ask(client, address).status_code for address in expected} == dict.fromkeys(expected, 200)


def test_a_reply_and_a_save_meet_it_too(gate: Gate, client: Client, page: GuidePage) -> None:
    assert page.guide, "It is read before the database is away."
    gate.close()
    for act in (
        lambda: leave(client, page),
        lambda: post(client, page),
        lambda: client.post(f"/admin/pages/{page.pk}/edit/", {"title": "Sleep"}),
    ):
        close_old_connections()
        assert act().status_code == 503
    gate.open()


def test_every_view_recovers_from_a_connection_that_was_ended(gate: Gate, client: Client, page: GuidePage) -> None:
    parameters = connection.get_connection_params() | {"cursor_factory": psycopg.Cursor, "autocommit": True}
    with psycopg.connect(**parameters) as other:
        for address in views(page):
            assert ask(client, address).status_code == 200
            assert connection.connection is not None, "The connection is kept."
            other.execute("SELECT pg_terminate_backend(%s)", [connection.connection.info.backend_pid])
            assert ask(client, address).status_code == 200, address


def test_what_is_asked_wrongly_is_no_outage(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE guide_pages_topic RENAME TO guide_pages_elsewhere")
    try:
        assert ask(client, "/api/guides/v1/topics").status_code == 500
    finally:
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE guide_pages_elsewhere RENAME TO guide_pages_topic")
