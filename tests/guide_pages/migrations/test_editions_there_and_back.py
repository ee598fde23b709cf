"""Editions are compressed by a migration, and their topics get ids: no guide says anything new by that."""

from __future__ import annotations

import hashlib
import json
from typing import Any

import pytest
from django.db import connection

from .conftest import run


@pytest.mark.django_db
def test_editions_are_the_same_after_they_were_migrated_back_and_again(database_url: str) -> None:
    found = json.loads(run(database_url, "editions_there_and_back.py").splitlines()[-1])
    digests, documents = zip(*found["now"], strict=True)
    assert len(documents) == 3

    before = [edition["document"] for edition in found["before"]]
    by_title = sorted(documents, key=in_order)
    assert sorted(map(without_ids, documents), key=in_order) == sorted(before, key=in_order)
    if connection.vendor == "sqlite":  # PostgreSQL has not kept the order of their fields
        assert [edition["digest"] for edition in found["before"]] == [as_it_was(edition) for edition in before]
    assert [set(topic) for topic in found["card_before"]["topics"]] == [{"slug", "name"}]

    # The way back has no place for what is made beside the editions: Markdown, and pictures for those who share.
    assert {outcome for _what, outcome, _is_failure in found["differences"]} <= {"new delivery"}
    assert found["editions"] == 3
    again_digests, again = zip(*found["again"], strict=True)
    assert sorted(map(without_ids, again), key=in_order) == sorted(map(without_ids, by_title), key=in_order)
    lost = [topic["id"] for document in again for topic in document["topics"] if topic["slug"] == "gone"]
    assert [number < 0 for number in lost] == [True]
    assert [d for d, edition in zip(digests, documents, strict=True) if "gone" not in str(edition)] == [
        d for d, edition in zip(again_digests, again, strict=True) if "gone" not in str(edition)
    ]
    assert [topic["id"] for topic in found["card"]["topics"]] == [found["renamed"]]


def in_order(document: dict[str, Any]) -> str:
    """What to sort by, whatever order its fields are in."""
    return json.dumps(document, sort_keys=True)


def without_ids(document: dict[str, Any]) -> dict[str, Any]:
    topics = [{"slug": topic["slug"], "name": topic["name"]} for topic in document["topics"]]
    return document | {"topics": topics}


def as_it_was(document: dict[str, Any]) -> str:
    """The digest of an edition as it was before people's names were left out of it."""
    return hashlib.sha256(json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()
