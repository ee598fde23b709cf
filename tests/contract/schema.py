"""Walking an OpenAPI document."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any


def components(document: Any) -> dict[str, Any]:
    return dict(document["components"]["schemas"])


def operations(document: Any) -> list[Any]:
    return [operation for path in document["paths"].values() for operation in path.values()]


def referred(reference: str) -> str:
    """The name of the component that a reference leads to."""
    return reference.rpartition("/")[2]


def schemas(document: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every schema in the document, with the way to it: of parameters, headers, bodies and components."""
    for operation in operations(document):
        name = operation["operationId"]
        for parameter in operation.get("parameters", ()):
            yield from _within(f"{name}.{parameter['name']}", parameter["schema"])
        bodies = [("body", operation.get("requestBody", {})), *operation["responses"].items()]
        for place, body in bodies:
            for content in body.get("content", {}).values():
                yield from _within(f"{name}.{place}", content["schema"])
            for header, content in body.get("headers", {}).items():
                yield from _within(f"{name}.{place}.{header}", content["schema"])
    for name, schema in components(document).items():
        yield from _within(f"components.{name}", schema)


def _within(place: str, schema: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    yield place, schema
    for name, inner in schema.get("properties", {}).items():
        yield from _within(f"{place}.{name}", inner)
    if "items" in schema:
        yield from _within(f"{place}[]", schema["items"])
    for key in ("anyOf", "oneOf", "allOf"):
        for number, inner in enumerate(schema.get(key, ())):
            yield from _within(f"{place}.{key}[{number}]", inner)
