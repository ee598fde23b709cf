"""Within v1 nothing goes away: today's schema against the released one, and what counts as going away."""

from __future__ import annotations

import json
from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest

from tools.schema_check import RELEASED, breaks, today

Schema = dict[str, Any]


def ref(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}


def node(kind: str) -> Schema:
    return {"type": "object", "properties": {"type": {"const": kind, "type": "string"}}, "required": ["type"]}


#: A small API: a list of things, and one of them to be left.
SMALL: Schema = {
    "paths": {
        "/things": {
            "get": {
                "operationId": "listThings",
                "parameters": [
                    {
                        "in": "query",
                        "name": "order",
                        "required": False,
                        "schema": {"type": "string", "enum": ["newest", "oldest"], "default": "newest"},
                    },
                    {
                        "in": "query",
                        "name": "limit",
                        "required": False,
                        "schema": {"type": "integer", "minimum": 1, "maximum": 100},
                    },
                ],
                "responses": {
                    "200": {
                        "content": {"application/json": {"schema": ref("Thing")}},
                        "headers": {"ETag": {"schema": {"type": "string"}}},
                    },
                    "404": {"content": {"application/problem+json": {"schema": ref("Problem")}}},
                },
            },
            "post": {
                "operationId": "leaveThing",
                "requestBody": {"required": True, "content": {"application/json": {"schema": ref("NewThing")}}},
                "responses": {"201": {}},
            },
        },
    },
    "components": {
        "schemas": {
            "Thing": {
                "type": "object",
                "description": "A thing.",
                "properties": {
                    "id": {"type": "string", "format": "uuid"},
                    "tone": {"type": "string", "enum": ["note", "tip"]},
                    "heading": {"anyOf": [{"type": "string"}, {"type": "null"}]},
                    "nodes": {"type": "array", "items": ref("Node")},
                },
                "required": ["id", "tone", "heading", "nodes"],
            },
            "Node": {
                "oneOf": [ref("TextNode"), ref("ImageNode")],
                "discriminator": {
                    "propertyName": "type",
                    "mapping": {"text": ref("TextNode")["$ref"], "image": ref("ImageNode")["$ref"]},
                },
            },
            "TextNode": node("text"),
            "ImageNode": node("image"),
            "Problem": {"type": "object", "properties": {"detail": {"type": "string"}}, "required": ["detail"]},
            "NewThing": {
                "type": "object",
                "properties": {
                    "words": {"type": "string", "maxLength": 500},
                    "mood": {"anyOf": [{"type": "string", "enum": ["good", "bad"]}, {"type": "null"}]},
                },
                "required": ["words"],
            },
        }
    },
}


def changed(change: Callable[[Schema], object]) -> list[str]:
    """What the check finds after a change to the small API."""
    new = deepcopy(SMALL)
    change(new)
    return breaks(SMALL, new)


def get(schema: Schema) -> Any:
    return schema["paths"]["/things"]["get"]


def parameter(schema: Schema, number: int) -> Any:
    return get(schema)["parameters"][number]


def component(schema: Schema, name: str) -> Any:
    return schema["components"]["schemas"][name]


def fields(schema: Schema, name: str) -> Any:
    return component(schema, name)["properties"]


def rename(schema: Schema) -> None:
    thing = fields(schema, "Thing")
    thing["title"] = thing.pop("heading")
    component(schema, "Thing")["required"] = ["id", "tone", "title", "nodes"]


def gain_a_node(schema: Schema) -> None:
    component(schema, "Node")["oneOf"].append(ref("QuoteNode"))
    component(schema, "Node")["discriminator"]["mapping"]["quote"] = ref("QuoteNode")["$ref"]
    schema["components"]["schemas"]["QuoteNode"] = node("quote")


def lose_a_node(schema: Schema) -> None:
    component(schema, "Node")["oneOf"].pop()
    del component(schema, "Node")["discriminator"]["mapping"]["image"]


BREAKS: dict[str, tuple[Callable[[Schema], object], str]] = {
    "a path that is gone": (lambda s: s["paths"].clear(), "GET /things: is gone"),
    "an operation that is gone": (lambda s: s["paths"]["/things"].pop("post"), "POST /things: is gone"),
    "another operationId": (lambda s: get(s).update(operationId="things"), "operationId listThings is things now"),
    "a parameter that is gone": (lambda s: get(s)["parameters"].pop(0), "GET /things: parameter order is gone"),
    "a parameter that must be given now": (
        lambda s: parameter(s, 1).update(required=True),
        "parameter limit must be given now",
    ),
    "a new parameter that must be given": (
        lambda s: get(s)["parameters"].append({"in": "query", "name": "q", "required": True, "schema": {}}),
        "parameter q is new and must be given",
    ),
    "a choice that may not be sent any more": (
        lambda s: parameter(s, 0)["schema"]["enum"].pop(),
        "parameter order: may not be oldest any more",
    ),
    "another default": (
        lambda s: parameter(s, 0)["schema"].update(default="oldest"),
        "parameter order: default newest is oldest now",
    ),
    "a narrower limit": (lambda s: parameter(s, 1)["schema"].update(maximum=50), "limit: maximum 100 is 50 now"),
    "a limit that was not there": (
        lambda s: parameter(s, 0)["schema"].update(maxLength=3),
        "order: maxLength none is 3 now",
    ),
    "a pattern that was not there": (lambda s: parameter(s, 0)["schema"].update(pattern="n"), "pattern none is n now"),
    "another type of parameter": (
        lambda s: parameter(s, 1)["schema"].update(type="string"),
        "limit: type integer is string now",
    ),
    "a success that is not answered any more": (lambda s: get(s)["responses"].pop("200"), "answers 200 no more"),
    "another success": (lambda s: get(s)["responses"].update({"202": {}}), "may answer 202 now"),
    "a header that is gone": (
        lambda s: get(s)["responses"]["200"]["headers"].clear(),
        "200: header ETag is gone",
    ),
    "another media type": (
        lambda s: get(s)["responses"]["200"].update(content={"text/html": {"schema": {}}}),
        "200: application/json is gone",
    ),
    "a type that is gone": (lambda s: s["components"]["schemas"].pop("TextNode"), "TextNode: is gone"),
    "a field that is gone": (lambda s: fields(s, "Thing").pop("tone"), "Thing.tone: is gone"),
    "a field that is renamed": (rename, "Thing.heading: is gone"),
    "another type of field": (
        lambda s: fields(s, "Thing").update(id={"type": "integer"}),
        "Thing.id: type string is integer now",
    ),
    "another format": (lambda s: fields(s, "Thing")["id"].pop("format"), "Thing.id: format uuid is none now"),
    "another type of item": (
        lambda s: fields(s, "Thing")["nodes"].update(items=ref("TextNode")),
        "Thing.nodes[]: $ref Node is TextNode now",
    ),
    "a field that may be left out now": (
        lambda s: component(s, "Thing")["required"].remove("tone"),
        "Thing.tone: may be left out now",
    ),
    "a field that may be null now": (
        lambda s: fields(s, "Thing").update(id={"anyOf": [fields(s, "Thing")["id"], {"type": "null"}]}),
        "Thing.id: may be null now",
    ),
    "a choice that clients do not know": (
        lambda s: fields(s, "Thing")["tone"]["enum"].append("warning"),
        "Thing.tone: may be warning now",
    ),
    "choices that are not told any more": (lambda s: fields(s, "Thing")["tone"].pop("enum"), "may be anything now"),
    "a node that clients do not know": (gain_a_node, "Node: may be QuoteNode now"),
    "a node that is gone": (lose_a_node, "Node: ImageNode is gone"),
    "another name of a node": (
        lambda s: fields(s, "TextNode")["type"].update(const="prose"),
        "TextNode.type: may be prose now",
    ),
    "another discriminator": (
        lambda s: component(s, "Node")["discriminator"].update(propertyName="kind"),
        "Node: is told apart by kind now",
    ),
    "another meaning of a name": (
        lambda s: component(s, "Node")["discriminator"]["mapping"].update(text=ref("ImageNode")["$ref"]),
        "Node: text is no TextNode any more",
    ),
    "a field that must be sent now": (
        lambda s: component(s, "NewThing")["required"].append("mood"),
        "NewThing.mood: must be sent now",
    ),
    "a null that may not be sent any more": (
        lambda s: fields(s, "NewThing").update(mood={"type": "string", "enum": ["good", "bad"]}),
        "NewThing.mood: may not be null any more",
    ),
    "a shorter text to send": (
        lambda s: fields(s, "NewThing")["words"].update(maxLength=5),
        "NewThing.words: maxLength 500 is 5 now",
    ),
}

KEEPS: dict[str, Callable[[Schema], object]] = {
    "nothing": lambda s: None,
    "a new path": lambda s: s["paths"].update({"/topics": deepcopy(s["paths"]["/things"])}),
    "a new parameter that may be left out": lambda s: get(s)["parameters"].append(
        {"in": "query", "name": "topic", "schema": {"type": "string"}}
    ),
    "a new error": lambda s: get(s)["responses"].update({"429": {}}),
    "a new field": lambda s: (
        fields(s, "Thing").update(size={"type": "integer"}),
        component(s, "Thing")["required"].append("size"),
    ),
    "a field that is never null any more": lambda s: fields(s, "Thing").update(heading={"type": "string"}),
    "other words of description": lambda s: component(s, "Thing").update(description="Another."),
    "a wider limit": lambda s: parameter(s, 1)["schema"].update(maximum=200),
    "another choice to send": lambda s: parameter(s, 0)["schema"]["enum"].append("updated"),
    "a field that may be sent": lambda s: fields(s, "NewThing").update(size={"type": "integer"}),
    "a field that need not be sent any more": lambda s: component(s, "NewThing")["required"].clear(),
}


@pytest.mark.parametrize(("change", "said"), BREAKS.values(), ids=BREAKS)
def test_clients_break_by(change: Callable[[Schema], object], said: str) -> None:
    assert any(said in line for line in changed(change)), changed(change)


@pytest.mark.parametrize("change", KEEPS.values(), ids=KEEPS)
def test_clients_live_with(change: Callable[[Schema], object]) -> None:
    assert changed(change) == []


def test_the_released_schema_is_kept() -> None:
    assert breaks(json.loads(RELEASED.read_text(encoding="utf-8")), today()) == []
