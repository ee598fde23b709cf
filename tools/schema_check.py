"""Holds today's openapi.json of the guides API against the released one: within v1 nothing that clients use goes away.

Usage: schema_check.py            says what would break a client of the released schema, and then fails
       schema_check.py --release  makes today's schema the released one, if it breaks no client

A client reads answers and sends requests, so the two are judged apart: an answer may gain a field and never lose one; a
request may gain an optional parameter and never one that must be given. Types are closed within a revision of the
contract: an enum or a union in an answer that gains a member breaks the clients that were generated without it.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

ROOT = Path(__file__).resolve().parents[1]
RELEASED = ROOT / "tests" / "contract" / "released-v1.json"

Schema = dict[str, Any]
Way = Literal["answer", "request"]

#: What narrows a value that a client sends; True where more is narrower.
LIMITS = {
    "minimum": True,
    "exclusiveMinimum": True,
    "minLength": True,
    "minItems": True,
    "maximum": False,
    "exclusiveMaximum": False,
    "maxLength": False,
    "maxItems": False,
}


def breaks(old: Schema, new: Schema) -> list[str]:
    """What a client of the old schema trips over in the new one, each with its place. Empty if it goes on working."""
    return [*dict.fromkeys([*_paths(old, new), *_components(old, new)])]


def _paths(old: Schema, new: Schema) -> Iterator[str]:
    for path, operations in old["paths"].items():
        for method, before in operations.items():
            place = f"{method.upper()} {path}"
            after = new["paths"].get(path, {}).get(method)
            if after is None:
                yield f"{place}: is gone"
            else:
                yield from _operation(place, before, after)


def _operation(place: str, old: Schema, new: Schema) -> Iterator[str]:
    if old.get("operationId") != new.get("operationId"):
        yield f"{place}: operationId {old.get('operationId')} is {new.get('operationId')} now"
    yield from _parameters(place, old, new)
    yield from _body(place, old, new)
    for status, before in old["responses"].items():
        after = new["responses"].get(status)
        if after is not None:
            yield from _content(f"{place}: {status}", before, after, "answer")
            yield from (f"{place}: {status}: header {name} is gone" for name in _lost(before, after, "headers"))
        elif int(status) < 400:
            yield f"{place}: answers {status} no more"
    for status in new["responses"]:
        if status not in old["responses"] and int(status) < 300:
            yield f"{place}: may answer {status} now"


def _parameters(place: str, old: Schema, new: Schema) -> Iterator[str]:
    before, after = ({(p["in"], p["name"]): p for p in side.get("parameters", ())} for side in (old, new))
    for key, parameter in before.items():
        where = f"{place}: parameter {key[1]}"
        if key not in after:
            yield f"{where} is gone"
            continue
        if after[key].get("required") and not parameter.get("required"):
            yield f"{where} must be given now"
        yield from _value(where, parameter["schema"], after[key]["schema"], "request")
    for key, parameter in after.items():
        if key not in before and parameter.get("required"):
            yield f"{place}: parameter {key[1]} is new and must be given"


def _body(place: str, old: Schema, new: Schema) -> Iterator[str]:
    before, after = old.get("requestBody"), new.get("requestBody")
    if after and after.get("required") and not (before and before.get("required")):
        yield f"{place}: a body must be sent now"
    if before:
        yield from _content(f"{place}: body", before, after or {}, "request")


def _content(place: str, old: Schema, new: Schema, way: Way) -> Iterator[str]:
    for media_type, before in old.get("content", {}).items():
        after = new.get("content", {}).get(media_type)
        if after is None:
            yield f"{place}: {media_type} is gone"
        else:
            yield from _value(place, before["schema"], after["schema"], way)


def _lost(old: Schema, new: Schema, part: str) -> list[str]:
    return [name for name in old.get(part, {}) if name not in new.get(part, {})]


def _components(old: Schema, new: Schema) -> Iterator[str]:
    """Components by name, for a client's code has their names; each in the ways in which it is used."""
    schemas = new.get("components", {}).get("schemas", {})
    for way, names in _used(old).items():
        for name in names:
            if name not in schemas:
                yield f"{name}: is gone"
            else:
                yield from _value(name, old["components"]["schemas"][name], schemas[name], way)


def _used(schema: Schema) -> dict[Way, list[str]]:
    """The names of the components that answers and requests lead to."""
    operations = [operation for path in schema["paths"].values() for operation in path.values()]
    roots: dict[Way, list[Any]] = {
        "answer": [operation["responses"] for operation in operations],
        "request": [[operation.get("parameters"), operation.get("requestBody")] for operation in operations],
    }
    used: dict[Way, list[str]] = {}
    for way, root in roots.items():
        found = used[way] = list(dict.fromkeys(_references(root)))
        for name in found:  # grows while it is walked
            inner = _references(schema["components"]["schemas"][name])
            found.extend(other for other in dict.fromkeys(inner) if other not in found)
    return used


def _references(part: Any) -> Iterator[str]:
    if isinstance(part, list):
        for item in part:
            yield from _references(item)
    elif isinstance(part, dict):
        if isinstance(part.get("$ref"), str):
            yield part["$ref"].rpartition("/")[2]
        for item in part.values():
            yield from _references(item)


def _value(place: str, old: Schema, new: Schema, way: Way) -> Iterator[str]:
    """What breaks a client at one value: another type, another set of choices, other fields."""
    (old, was_nullable), (new, is_nullable) = _split(old), _split(new)
    if way == "answer" and is_nullable and not was_nullable:
        yield f"{place}: may be null now"
    if way == "request" and was_nullable and not is_nullable:
        yield f"{place}: may not be null any more"
    for name in ("$ref", "type", "format"):
        if old.get(name) != new.get(name):
            yield f"{place}: {name} {_short(old.get(name))} is {_short(new.get(name))} now"
            return
    yield from _choices(place, old, new, way)
    yield from _union(place, old, new)
    if way == "request":
        yield from _limits(place, old, new)
    yield from _fields(place, old, new, way)
    if "items" in old:
        yield from _value(f"{place}[]", old["items"], new.get("items", {}), way)


def _split(schema: Schema) -> tuple[Schema, bool]:
    """A schema without its null, and whether it had one."""
    if "anyOf" not in schema:
        return schema, False
    choices = [choice for choice in schema["anyOf"] if choice.get("type") != "null"]
    rest = {name: value for name, value in schema.items() if name != "anyOf"}
    core = choices[0] if len(choices) == 1 else {"oneOf": choices}
    return {**rest, **core}, len(choices) < len(schema["anyOf"])


def _choices(place: str, old: Schema, new: Schema, way: Way) -> Iterator[str]:
    before, after = (_enum(schema) for schema in (old, new))
    if way == "answer" and before is not None:
        if after is None:
            yield f"{place}: may be anything now"
        else:
            yield from (f"{place}: may be {value} now" for value in after if value not in before)
    if way == "request" and after is not None:
        if before is None:
            yield f"{place}: must be one of {', '.join(map(str, after))} now"
        else:
            yield from (f"{place}: may not be {value} any more" for value in before if value not in after)


def _enum(schema: Schema) -> list[Any] | None:
    return [schema["const"]] if "const" in schema else schema.get("enum")


def _union(place: str, old: Schema, new: Schema) -> Iterator[str]:
    """A union is closed either way: what a client sends or reads is one of the types it was generated with."""
    before, after = ([_short(choice) for choice in schema.get("oneOf", ())] for schema in (old, new))
    yield from (f"{place}: {choice} is gone" for choice in before if choice not in after)
    yield from (f"{place}: may be {choice} now" for choice in after if choice not in before)
    told, tells = (schema.get("discriminator", {}) for schema in (old, new))
    if told.get("propertyName") != tells.get("propertyName"):
        yield f"{place}: is told apart by {tells.get('propertyName')} now"
    for value, target in told.get("mapping", {}).items():
        if tells.get("mapping", {}).get(value) != target:
            yield f"{place}: {value} is no {target.rpartition('/')[2]} any more"


def _limits(place: str, old: Schema, new: Schema) -> Iterator[str]:
    for name, is_lower in LIMITS.items():
        before, after = old.get(name), new.get(name)
        if after is not None and (before is None or (after > before if is_lower else after < before)):
            yield f"{place}: {name} {_short(before)} is {after} now"
    if new.get("pattern") not in (None, old.get("pattern")):
        yield f"{place}: pattern {_short(old.get('pattern'))} is {new['pattern']} now"
    if "default" in old and old["default"] != new.get("default"):
        yield f"{place}: default {old['default']} is {_short(new.get('default'))} now"


def _fields(place: str, old: Schema, new: Schema, way: Way) -> Iterator[str]:
    yield from (f"{place}.{name}: is gone" for name in _lost(old, new, "properties"))
    before, after = set(old.get("required", ())), set(new.get("required", ()))
    for name, inner in new.get("properties", {}).items():
        if name in old.get("properties", {}):
            yield from _value(f"{place}.{name}", old["properties"][name], inner, way)
        if way == "answer" and name in before - after:
            yield f"{place}.{name}: may be left out now"
        if way == "request" and name in after - before:
            yield f"{place}.{name}: must be sent now"


def _short(value: Any) -> str:
    """A type in a word."""
    if isinstance(value, dict):
        value = value.get("$ref") or value.get("type")
    return str(value).rpartition("/")[2] if value is not None else "none"


def today() -> Schema:
    """The schema that the API sends."""
    from ninja.responses import NinjaJSONEncoder

    from guide_pages.api.application import api
    from guide_pages.api.openapi import finished

    schema: Schema = json.loads(json.dumps(finished(api.get_openapi_schema()), cls=NinjaJSONEncoder))
    return schema


def main(is_release: bool) -> int:
    """Compare, and say what was found. The exit code: 1 if a client would break."""
    new = today()
    if RELEASED.exists():
        found = breaks(json.loads(RELEASED.read_text(encoding="utf-8")), new)
        for line in found:
            print(line)
        if found:
            print(f"\nThis breaks clients of what was released, in {len(found)} places. See docs/clients.md.")
            return 1
    elif not is_release:
        print(f"There is no {RELEASED.relative_to(ROOT)}: nothing was released yet.")
        return 1
    if is_release:
        RELEASED.write_text(json.dumps(new, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        print(f"Released: {RELEASED.relative_to(ROOT)}")
    else:
        print("Clients of the released schema go on working.")
    return 0


if __name__ == "__main__":
    sys.path[:0] = [str(ROOT), str(ROOT / "site")]
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.development")
    import django

    django.setup()
    raise SystemExit(main("--release" in sys.argv[1:]))
