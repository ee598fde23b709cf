"""Golden documents: the demonstration, and a guide with every block in every variant, as clients get them."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from demo.content import ketamine
from guide_pages.document import GuideDocument
from guide_pages.models import GuidePage
from tests.contract.everything import every_block, translate
from tests.contract.golden import GOLDEN, assert_golden
from tests.guide_pages.api.asking import ask, id_of

Committed = Callable[[], AbstractContextManager[object]]


def golden_documents() -> dict[str, Any]:
    return {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in GOLDEN.glob("*.json")}


def document(client: Client, page: GuidePage) -> Any:
    return ask(client, f"guides/{id_of(page)}").json


@pytest.mark.django_db
@pytest.mark.usefixtures("stable_surroundings")
def test_the_demonstration_is_sent_as_it_was(client: Client, committed: Committed) -> None:
    with committed():
        call_command("load_demo", verbosity=0)
    assert_golden("demonstration", document(client, GuidePage.objects.get(title=ketamine.TITLE)))


@pytest.mark.django_db
@pytest.mark.usefixtures("stable_surroundings")
def test_every_block_is_sent_as_it_was(client: Client, committed: Committed) -> None:
    page = every_block()
    with committed():
        translate(page)
    assert_golden("every-block", document(client, page))


def test_golden_documents_are_of_the_contract() -> None:
    for name, golden in golden_documents().items():
        assert json.loads(GuideDocument.model_validate(golden).model_dump_json()) == golden, name


def test_golden_documents_have_every_field_in_every_variant() -> None:
    """Each kind of part, each choice of an enum, each nullable field with a value and without, each list with items."""
    schema = GuideDocument.model_json_schema(mode="serialization")
    seen: dict[str, set[str]] = defaultdict(set)
    for golden in golden_documents().values():
        for place, variant in variants(schema, "GuideDocument", golden, schema):
            seen[place].add(variant)
    missing = {place: wanted - seen[place] for place, wanted in wanted_of(schema).items() if wanted - seen[place]}
    assert missing == {}


def variants(root: Any, place: str, value: Any, schema: Any) -> Iterator[tuple[str, str]]:
    """Which variant of the schema is at each place of a document."""
    if "$ref" in schema:
        place = schema["$ref"].rpartition("/")[2]
        yield from variants(root, place, value, root["$defs"][place])
    elif "oneOf" in schema:
        chosen = schema["discriminator"]["mapping"][value[schema["discriminator"]["propertyName"]]]
        yield place, chosen.rpartition("/")[2]
        yield from variants(root, place, value, {"$ref": chosen})
    elif "anyOf" in schema:
        yield place, "null" if value is None else "value"
        if value is not None:
            yield from variants(root, place, value, next(c for c in schema["anyOf"] if c.get("type") != "null"))
    elif "enum" in schema:
        yield place, value
    elif schema.get("type") == "array":
        yield place, "items" if value else "empty"
        for item in value:
            yield from variants(root, place, item, schema["items"])
    for name, inner in schema.get("properties", {}).items():
        yield from variants(root, f"{place}.{name}", value[name], inner)


def wanted_of(root: Any) -> dict[str, set[str]]:
    """The variants that each place of the contract has."""
    wanted: dict[str, set[str]] = {}
    for title, schema in {**root["$defs"], "GuideDocument": root}.items():
        if "oneOf" in schema:
            wanted[title] = {choice["$ref"].rpartition("/")[2] for choice in schema["oneOf"]}
        for name, inner in schema.get("properties", {}).items():
            place = f"{title}.{name}"
            if "anyOf" in inner:
                wanted[place] = {"null", "value"}
            elif "enum" in inner:
                wanted[place] = set(inner["enum"])
            elif inner.get("type") == "array":
                wanted[place] = {"items"}
    return wanted
