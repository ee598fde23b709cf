"""Wagtail's v3 API at this site's door: bad input is refused with a sentence, and is never an error of ours."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client

from tests import factories

pytestmark = pytest.mark.django_db

QUERY = [
    "limit",
    "offset",
    "type",
    "ancestor_of",
    "child_of",
    "descendant_of",
    "translation_of",
    "locale",
    "site",
    "order",
    "search",
    "search_operator",
    "slug",
    "title",
    "id",
    "rich_text_format",
    "unheard_of",
]
BAD = {
    "NUL": "%00",
    "NUL in a word": "a%00b",
    "huge": str(10**30),
    "beyond bigint": str(2**63),
    "below bigint": str(-(2**63) - 1),
    "half a pair": "%ED%A0%80",
    "long": "x" * 5000,
    "long number": "9" * 4000,
}


@pytest.mark.parametrize("bad", BAD.values(), ids=BAD)
def test_no_parameter_is_an_error(bad: str) -> None:
    client = Client(raise_request_exception=False)
    asked = [f"pages/?{name}={bad}" for name in QUERY]
    asked += [f"pages/find/?html_path={bad}", f"pages/1/?version={bad}", f"sites/?offset={bad}"]
    asked += [f"pages/{bad}/", f"pages/{bad}/revisions/", f"sites/{bad}/", f"schema/pages/{bad}/", f"{bad}/"]
    for address in asked:
        assert client.get(f"/api/v3/{address}").status_code < 500, address[:80]


@pytest.mark.parametrize(
    ("query", "words"),
    [(f"offset={2**63}", "out of range"), ("search=%00", "NUL"), (f"search={'x' * 5000}", "longer")],
    ids=["number", "NUL", "length"],
)
def test_what_is_refused_is_said_in_a_sentence(query: str, words: str) -> None:
    answer = Client().get(f"/api/v3/pages/?{query}")
    assert answer.status_code == 400
    assert answer["Content-Type"] == "application/problem+json"
    assert words in answer.json()["detail"]


@pytest.mark.parametrize("bad", ["\x00", "a\x00b", "\ud800", 10**30, -(2**63) - 1], ids=ascii)
def test_no_body_is_an_error(bad: Any) -> None:
    """Refused before it is asked who sends it."""
    for body in ({"title": bad}, {"meta": {"type": bad}}, [bad]):
        sent = Client().patch("/api/v3/pages/1/", json.dumps(body), content_type="application/json")
        assert sent.status_code == 400, sent.content


def test_what_is_good_goes_on() -> None:
    page = factories.guide(title="Ünïcödé")
    assert Client().get(f"/api/v3/pages/?title={quote(page.title)}&limit=1&offset=0").json()["count"] == 1
    assert Client().get(f"/api/v3/pages/{page.pk}/").status_code == 200
    assert Client().post("/api/v3/pages/", "{", content_type="application/json").status_code in (400, 401, 422)
