"""The contract is typed to the last field: a client's generator never meets something it cannot name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from pydantic import ValidationError

from faq_blocks.nodes import Prose, TextNode
from guide_pages.document import CompiledGuide, GuideDocument

SCHEMA = GuideDocument.model_json_schema(mode="serialization")


def schemas(part: Any, path: str = "$") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every schema in the document's schema, with the way to it."""
    if not isinstance(part, dict):
        return
    yield path, part
    for name, inner in {**part.get("properties", {}), **part.get("$defs", {})}.items():
        yield from schemas(inner, f"{path}.{name}")
    for key in ("items", "additionalProperties"):
        yield from schemas(part.get(key), f"{path}.{key}")
    for key in ("anyOf", "oneOf", "allOf"):
        for number, inner in enumerate(part.get(key, [])):
            yield from schemas(inner, f"{path}.{key}[{number}]")


EVERYTHING = list(schemas(SCHEMA))


def test_nothing_is_of_any_type() -> None:
    for path, schema in EVERYTHING:
        assert {"type", "$ref", "anyOf", "oneOf", "const", "enum"} & set(schema), path


def test_every_object_names_its_fields_and_no_other() -> None:
    objects = [(path, schema) for path, schema in EVERYTHING if schema.get("type") == "object"]
    assert len(objects) > 10
    for path, schema in objects:
        assert schema["properties"], path
        assert schema["additionalProperties"] is False, path


def test_every_list_says_of_what() -> None:
    for path, schema in EVERYTHING:
        if schema.get("type") == "array":
            assert schema["items"], path


def test_every_field_is_always_present() -> None:
    for path, schema in EVERYTHING:
        if schema.get("type") == "object":
            assert set(schema["required"]) == set(schema["properties"]), path


def test_every_choice_between_nodes_is_told_by_its_type() -> None:
    choices = [schema for _, schema in EVERYTHING if "oneOf" in schema]
    assert len(choices) == 3
    for choice in choices:
        assert choice["discriminator"]["propertyName"] == "type"
        assert len(choice["discriminator"]["mapping"]) == len(choice["oneOf"])


def test_any_other_choice_is_between_something_and_nothing() -> None:
    for path, schema in EVERYTHING:
        if "anyOf" in schema:
            assert len(schema["anyOf"]) == 2, path
            assert {"type": "null"} in schema["anyOf"], path


def test_every_object_is_described() -> None:
    for path, schema in EVERYTHING:
        if schema.get("type") == "object":
            assert schema.get("description"), path


def test_times_and_identities_say_their_format() -> None:
    properties = SCHEMA["properties"]
    assert properties["id"]["format"] == "uuid"
    assert properties["first_published_at"]["format"] == properties["updated_at"]["format"] == "date-time"


def test_a_node_is_never_changed() -> None:
    node = TextNode(id="a", text=Prose(html="<p>a</p>", plain="a"))
    with pytest.raises(ValidationError):
        node.id = "b"


def test_a_field_that_is_not_in_the_contract_is_refused() -> None:
    with pytest.raises(ValidationError):
        TextNode.model_validate({"type": "text", "id": "a", "text": {"html": "", "plain": "", "extra": 1}})


def test_a_type_that_is_not_in_the_contract_is_refused() -> None:
    body = [{"type": "carousel", "id": "a"}]
    empty = {"title": "", "summary": "", "hero": None, "topics": [], "authors": [], "reviewers": []}
    with pytest.raises(ValidationError, match="carousel"):
        CompiledGuide.model_validate({"locale": "en", **empty, "body": body})
