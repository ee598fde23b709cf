"""Reads whose statements PostgreSQL keeps."""

from __future__ import annotations

import psycopg
import pytest
from django.db import connection
from django.test import Client

from guide_pages.models import Delivery
from tests import factories

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


def prepared_statements() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT statement FROM pg_prepared_statements")
        return [statement for (statement,) in cursor.fetchall()]


def test_the_server_keeps_the_plan_of_a_read(client: Client) -> None:
    guide = Delivery.objects.get(guide__page=factories.guide().pk)
    for _ in range(3):
        assert client.get(f"/api/guides/v1/guides/{guide.pk}").status_code == 200
    assert any("guide_pages_delivery" in statement for statement in prepared_statements())


def test_a_read_is_planned_once(client: Client) -> None:
    factories.guide()
    for _ in range(8):
        assert client.get("/api/guides/v1/changes").status_code == 200
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT generic_plans, custom_plans FROM pg_prepared_statements WHERE statement LIKE '%tombstone%'"
        )
        [(kept, anew)] = cursor.fetchall()
    assert (kept >= 6, anew) == (True, 0)


def test_a_read_survives_that_the_server_closed_the_connection(client: Client) -> None:
    guide = Delivery.objects.get(guide__page=factories.guide().pk)
    assert client.get(f"/api/guides/v1/guides/{guide.pk}").status_code == 200
    with psycopg.connect(**connection.get_connection_params() | {"cursor_factory": psycopg.Cursor}) as other:
        assert connection.connection is not None
        other.execute("SELECT pg_terminate_backend(%s)", [connection.connection.info.backend_pid])
    assert client.get(f"/api/guides/v1/guides/{guide.pk}").status_code == 200
