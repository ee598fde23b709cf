"""The schema, finished: media types, headers and streams that ninja leaves out are there, what is not meant is not.

Generators make types from a schema. So a title, a closed object or a default that says nothing is left out: they would
become odd names, clients that fail on the field that v1 adds next, and optional fields that are always there.
"""

from __future__ import annotations

from typing import Any

from . import problems

_HEADERS = {
    "ETag": {"description": "The validator of this answer, for If-None-Match.", "schema": {"type": "string"}},
    "Cache-Control": {"description": "How long a cache may keep this answer.", "schema": {"type": "string"}},
}
_RETRY = {
    "Retry-After": {"description": "Seconds to wait.", "required": True, "schema": {"type": "integer"}},
}
_MOVED = {
    "description": "The guide has this path no more.",
    "headers": {"Location": {"description": "Where the guide is.", "required": True, "schema": {"type": "string"}}},
}

#: What each parameter is for. Ninja drops what stands in its type.
_PARAMETERS = {
    "cursor": "The `next_cursor` of the page before.",
    "guide_id": "The guide.",
    "Idempotency-Key": "Any words that name this sending, the same when it is sent again: a UUID.",
    "limit": "How many items at most.",
    "locale": "Only guides in this language, by its code: `en`.",
    "number": "The number of the edition.",
    "order": "By when guides were first published, or by when their words last changed.",
    "path": "The path of a guide's page on the web, from its first slash: `/guides/sleep/`.",
    "q": "Words to find: all, in any order. The first 200 characters count.",
    "rev": "The revision of the contract that the client was generated from: it gets no type that came later.",
    "topic": "Only guides filed under this topic, by its slug.",
    "updated_since": "Only guides whose words have changed since then: `2026-11-23T09:00:00Z`.",
}


def finished(schema: dict[str, Any]) -> dict[str, Any]:
    """Give each answer the media type and the headers that it has, and each type its fields alone."""
    for path in schema["paths"].values():
        for operation in path.values():
            for parameter in operation.get("parameters", ()):
                parameter["schema"] = _value(parameter["schema"])
                parameter["description"] = _PARAMETERS[parameter["name"]]
            for status, answer in operation["responses"].items():
                _finish(operation["operationId"], int(status), answer)
            if operation["operationId"] == "getGuideByPath":
                operation["responses"]["308"] = _MOVED
    for component in schema["components"]["schemas"].values():
        _tidy(component)
        if "oneOf" in component:
            component["x-swift-identifiable"] = False  # else Swift's generator says so of an enum that has no id
    return schema


def _finish(operation_id: str, status: int, answer: dict[str, Any]) -> None:
    if status >= 400:
        answer["content"] = {problems.MEDIA_TYPE: answer["content"]["application/json"]}
        if status in {429, 503}:
            answer["headers"] = _RETRY
    elif operation_id == "createReply":
        pass  # no cache keeps what was sent
    elif operation_id == "getPreview":
        answer["headers"] = {"Cache-Control": _HEADERS["Cache-Control"]}
    else:
        answer["headers"] = _HEADERS
    if operation_id == "getBundle" and status == 200:
        line = answer["content"].pop("application/json")["schema"]
        answer["description"] = "One object a line."
        answer["content"] = {"application/x-ndjson": {"schema": line}}


def _value(schema: dict[str, Any]) -> dict[str, Any]:
    """Return a parameter's schema without null: it can be left out, but no query can say null."""
    given = [choice for choice in schema.get("anyOf", ()) if choice.get("type") != "null"]
    if len(given) == 1:
        return _value({**{name: schema[name] for name in schema if name != "anyOf"}, **given[0]})
    return {name: schema[name] for name in schema if name not in {"title", "description"}}


def _tidy(schema: dict[str, Any]) -> None:
    """Leave out titles, that an object is closed, and defaults of fields that are always sent."""
    schema.pop("title", None)
    schema.pop("default", None)
    if schema.get("additionalProperties") is False:
        del schema["additionalProperties"]
    items = [schema["items"]] if "items" in schema else []
    for part in [*schema.get("properties", {}).values(), *schema.get("anyOf", ()), *items]:
        _tidy(part)
