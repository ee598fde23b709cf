"""openapi.json is typed to the last block, and named so that what generators make of it reads well."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any, get_args

import pytest
from django.test import Client
from openapi_spec_validator import OpenAPIV31SpecValidator

from faq_blocks.nodes import Node, Part
from tests.contract.schema import components, operations, referred, schemas
from tests.guide_pages.api.asking import ask
from tools.schema_check import today

SCHEMA = today()
COMPONENTS = components(SCHEMA)
EVERY_SCHEMA = list(schemas(SCHEMA))
UNIONS = {name: schema for name, schema in COMPONENTS.items() if "oneOf" in schema}
#: What names a type: a bare `{}` is anything at all.
TYPED = {"type", "$ref", "anyOf", "oneOf", "const", "enum"}
each_operation = pytest.mark.parametrize(
    "operation", operations(SCHEMA), ids=lambda operation: operation.get("operationId")
)


def node_classes(parent: type[Node] = Node) -> Iterator[type[Node]]:
    """Every node there is, whether a document holds it or not."""
    for child in parent.__subclasses__():
        if get_args(child.model_fields["type"].annotation):
            yield child
        yield from node_classes(child)


def test_it_is_valid_by_a_validator() -> None:
    assert [error.message for error in OpenAPIV31SpecValidator(SCHEMA).iter_errors()] == []


def test_it_is_what_the_server_sends(client: Client, db: None) -> None:
    assert ask(client, "openapi.json").json == SCHEMA


def test_nothing_is_of_any_type() -> None:
    assert len(EVERY_SCHEMA) > 200
    assert [place for place, schema in EVERY_SCHEMA if not TYPED & set(schema)] == []


def test_every_object_names_its_fields() -> None:
    objects = [(place, schema) for place, schema in EVERY_SCHEMA if schema.get("type") == "object"]
    assert [place for place, schema in objects if not schema.get("properties")] == []


def test_every_object_has_a_name_of_its_own() -> None:
    """Else generators call it `BodyInner`, or by the title of a field."""
    named = {f"components.{name}" for name in COMPONENTS}
    inline = [
        place
        for place, schema in EVERY_SCHEMA
        if (schema.get("type") == "object" or "oneOf" in schema) and place not in named
    ]
    assert inline == []
    assert [place for place, schema in EVERY_SCHEMA if isinstance(schema.get("title"), str)] == []


def test_no_object_is_closed_so_that_v1_can_add_fields() -> None:
    assert [place for place, schema in EVERY_SCHEMA if "additionalProperties" in schema] == []


def test_every_list_says_of_what() -> None:
    assert [place for place, schema in EVERY_SCHEMA if schema.get("type") == "array" and not schema.get("items")] == []


#: Fields of what clients send that may be left out.
OPTIONAL = {"NewReply": {"parent"}}


def test_every_field_of_an_answer_is_always_there() -> None:
    for name, schema in COMPONENTS.items():
        fields = set(schema.get("properties", ()))
        assert set(schema.get("required", ())) == fields - OPTIONAL.get(name, set()), name


def test_no_field_of_an_answer_has_a_default() -> None:
    for name, schema in COMPONENTS.items():
        assert not any("default" in field for field in schema.get("properties", {}).values()), name


def test_a_choice_is_between_named_types_told_apart_by_a_word_or_between_something_and_nothing() -> None:
    for place, schema in EVERY_SCHEMA:
        if "anyOf" in schema:
            assert len(schema["anyOf"]) == 2, place
            assert {"type": "null"} in schema["anyOf"], place
    for name, union in UNIONS.items():
        told_by, mapping = union["discriminator"]["propertyName"], union["discriminator"]["mapping"]
        assert sorted(mapping.values()) == sorted(choice["$ref"] for choice in union["oneOf"]), name
        for word, target in mapping.items():
            assert COMPONENTS[referred(target)]["properties"][told_by] == {"const": word, "type": "string"}, name


def test_no_union_is_said_to_have_an_id() -> None:
    """Swift's generator looks for one in the types of the union, and then says so of an enum that has none."""
    assert [name for name, union in UNIONS.items() if union["x-swift-identifiable"] is not False] == []


def test_the_unions_have_names() -> None:
    assert {"BodyNode", "SectionChild", "Change", "BundleLine"} <= set(UNIONS)


def test_every_node_there_is_is_in_the_contract() -> None:
    nodes = {node.__name__ for node in node_classes()}
    assert len(nodes) >= 8
    assert nodes == {name for name in COMPONENTS if name.endswith("Node")} - set(UNIONS)
    held = {referred(schema["$ref"]) for _, schema in EVERY_SCHEMA if "$ref" in schema}
    assert nodes <= held


def test_every_reference_leads_somewhere_and_no_type_is_left_over() -> None:
    held = {referred(schema["$ref"]) for _, schema in EVERY_SCHEMA if "$ref" in schema}
    assert held == set(COMPONENTS)


def test_every_type_is_described() -> None:
    assert [name for name, schema in COMPONENTS.items() if not schema.get("description")] == []


def test_names_are_no_types_of_the_platforms() -> None:
    """A generated `Text` would hide SwiftUI's and Compose's."""
    taken = {
        "Text",
        "Image",
        "File",
        "Label",
        "Link",
        "List",
        "Card",
        "Section",
        "Button",
        "Result",
        "Error",
        "Locale",
        "Data",
    }
    assert taken & set(COMPONENTS) == set()


def test_operations_have_names_of_their_own() -> None:
    names = [operation["operationId"] for operation in operations(SCHEMA)]
    assert len(names) == len(set(names))
    assert [name for name in names if not re.fullmatch(r"[a-z]+([A-Z][a-z]+)*", name)] == []


@each_operation
def test_an_operation_declares_what_it_can_answer(operation: dict[str, Any]) -> None:
    """A cursor or a body may be damaged, and what is asked for by its id or address may not be there."""
    answers, parameters = operation["responses"], operation.get("parameters", ())
    is_written = "requestBody" in operation
    assert {"202" if is_written else "200", "422"} <= set(answers)
    assert ("400" in answers) == (is_written or any(parameter["name"] == "cursor" for parameter in parameters))
    assert ("429" in answers) == is_written
    assert not is_written or answers["429"]["headers"]["Retry-After"]["required"]
    asks_for_one = any(parameter["in"] == "path" or parameter["name"] == "path" for parameter in parameters)
    assert ("404" in answers) == (asks_for_one or "security" in operation)
    assert ("401" in answers) == ("security" in operation)
    for status, answer in answers.items():
        if int(status) >= 400:
            assert list(answer["content"]) == ["application/problem+json"], status


@each_operation
def test_an_operation_is_described_and_filed(operation: dict[str, Any]) -> None:
    assert operation["description"]
    assert len(operation["tags"]) == 1
    assert [parameter["name"] for parameter in operation["parameters"] if not parameter["description"]] == []


@each_operation
def test_no_parameter_can_be_null(operation: dict[str, Any]) -> None:
    """A query has no way to say so; generators would make two kinds of nothing of it."""
    for parameter in operation.get("parameters", ()):
        assert isinstance(parameter["schema"]["type"], str), parameter["name"]


def test_a_name_is_one_type() -> None:
    """Two of the same name would be one in the schema, and what is sent of the other would not be what it says."""
    types = {part for part in _below(Part) if part.__module__.startswith(("faq_blocks.", "guide_pages."))}
    names = Counter(part.__name__ for part in types)
    assert [name for name, count in names.items() if count > 1] == []


def _below(part: type[Part]) -> Iterator[type[Part]]:
    for each in part.__subclasses__():
        yield each
        yield from _below(each)
