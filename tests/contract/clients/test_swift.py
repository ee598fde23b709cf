"""Swift 6 by openapi-generator. No registry here has a Swift compiler, so the sources themselves are read."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.contract.clients.sources import NAMELESS, OBJECTS, UNIONS, camel, expected_fields, files
from tests.contract.schema import referred

pytestmark = pytest.mark.clients


@pytest.fixture(scope="module")
def models(swift: Path) -> dict[str, str]:
    return files(swift / "Models", ".swift")


def test_there_is_a_type_for_each_name_and_none_without(models: dict[str, str]) -> None:
    assert set(models) == set(OBJECTS) | set(UNIONS)
    assert [name for name in models if NAMELESS.search(name)] == []


def test_nothing_is_of_any_type(models: dict[str, str]) -> None:
    for name, source in models.items():
        assert re.findall(r"\b(?:Any|AnyCodable|JSONValue|AnyObject)\b", source) == [], name


@pytest.mark.parametrize("name", OBJECTS)
def test_an_object_is_a_struct_with_its_fields(models: dict[str, str], name: str) -> None:
    assert f"public struct {name}:" in models[name]
    fields = dict(re.findall(r"^    public var (\w+): ([^=\n]+?)(?: = .*)?$", models[name], re.MULTILINE))
    assert {field: kind.endswith("?") for field, kind in fields.items()} == expected_fields(OBJECTS[name])


@pytest.mark.parametrize("name", UNIONS)
def test_a_union_is_an_enum_that_holds_each_type(models: dict[str, str], name: str) -> None:
    assert f"public enum {name}:" in models[name]
    held = re.findall(r"^    case \w+\((\w+)\)$", models[name], re.MULTILINE)
    mapping = UNIONS[name]["discriminator"]["mapping"]
    assert sorted(held) == sorted(referred(target) for target in mapping.values())
    for word, target in mapping.items():
        assert re.search(rf'case "{word}":\s+self = \.\w+\(try {referred(target)}\(from: decoder\)\)', models[name])


def test_operations_are_functions_with_their_answers(swift: Path) -> None:
    sources = "".join(path.read_text() for path in (swift / "APIs").glob("*.swift"))
    assert re.search(r"func getGuide\(guideId: UUID, .*\) async throws(?:\(\w+\))? -> GuideDocument", sources)
    assert re.search(r"func listChanges\(cursor: String\? = nil, .*\) async throws(?:\(\w+\))? -> ChangeList", sources)
    assert camel("updated_since") in sources
