"""What a schema's fuzzer has found, said in a line each."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from tests.guide_pages.api.asking import ask, names

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("address", ["guides", "openapi.json", "docs", "nothing-is-here"])
@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "QUERY"])
def test_a_method_that_is_not_offered_is_refused_as_such(address: str, method: str) -> None:
    """And not as a forgery: an API that reads no cookie needs no token."""
    refused = ask(Client(enforce_csrf_checks=True), address, method)
    assert refused.headers["Content-Type"] == "application/problem+json"
    assert refused.status == (404 if address == "nothing-is-here" else 405)


@pytest.mark.parametrize(
    "moment",
    [
        "0.5",  # no seconds since 1970
        "1767603600",
        "2026-01-05",
        "2026-01-05T09:00:00",  # where?
        "0001-01-01T00:00:00%2B14:00",  # before the calendar begins in UTC
        "9999-12-31T23:59:59-14:00",
        "yesterday",
    ],
)
def test_a_time_that_is_none_is_refused(client: Client, moment: str) -> None:
    refused = ask(client, f"guides?updated_since={moment}")
    assert refused.status == 422
    assert names(refused) == {"updated_since"}


@pytest.mark.parametrize("moment", ["2026-01-05T09:00:00Z", "2026-01-05t09:00:00.5%2B14:00", "0001-01-01T00:00:00Z"])
def test_a_time_is_as_in_rfc_3339(client: Client, moment: str) -> None:
    answered: Any = ask(client, f"guides?updated_since={moment}")
    assert answered.status == 200
