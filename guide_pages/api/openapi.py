"""The schema, finished: what ninja does not say of media types, headers and streams."""

from __future__ import annotations

from typing import Any

from . import problems

_HEADERS = {
    "ETag": {"description": "The validator of this answer, for If-None-Match.", "schema": {"type": "string"}},
    "Cache-Control": {"description": "How long a cache may keep this answer.", "schema": {"type": "string"}},
}


def finished(schema: dict[str, Any]) -> dict[str, Any]:
    """Give each answer the media type and the headers that it has."""
    for path in schema["paths"].values():
        for operation in path.values():
            for status, answer in operation["responses"].items():
                _finish(operation["operationId"], int(status), answer)
    return schema


def _finish(operation_id: str, status: int, answer: dict[str, Any]) -> None:
    if status >= 400:
        answer["content"] = {problems.MEDIA_TYPE: answer["content"]["application/json"]}
    elif operation_id == "getPreview":
        answer["headers"] = {"Cache-Control": _HEADERS["Cache-Control"]}
    else:
        answer["headers"] = _HEADERS
    if operation_id == "getBundle" and status == 200:
        line = answer["content"].pop("application/json")["schema"]
        answer["description"] = "One object a line."
        answer["content"] = {"application/x-ndjson": {"schema": line}}
