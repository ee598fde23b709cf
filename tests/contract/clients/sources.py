"""What has to be found in generated sources, whatever the language."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from tests.contract.schema import components
from tools.schema_check import today

COMPONENTS = components(today())
UNIONS = {name: schema for name, schema in COMPONENTS.items() if "oneOf" in schema}
OBJECTS = {name: schema for name, schema in COMPONENTS.items() if name not in UNIONS}

#: What a generator calls a type for which the schema has no name.
NAMELESS = re.compile(r"Inner|(?:Any|One|All)Of|^Inline|Response\d|Model[A-Z0-9]")


def files(folder: Path, suffix: str) -> dict[str, str]:
    """The models' sources by their names."""
    return {path.stem: path.read_text(encoding="utf-8") for path in folder.glob(f"*{suffix}")}


def camel(name: str) -> str:
    """A field's name as Swift and Kotlin write it."""
    first, *others = name.split("_")
    return first + "".join(part.capitalize() for part in others)


def expected_fields(schema: Any) -> dict[str, bool]:
    """The fields of a type by their names in code, and whether they can be nothing."""
    return {camel(name): "anyOf" in field for name, field in schema["properties"].items()}
