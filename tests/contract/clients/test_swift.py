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


def test_what_is_said_to_be_identifiable_has_an_id(models: dict[str, str]) -> None:
    """Swift asks for an `id` that is Hashable. The compiler makes none for an enum, and refuses it."""
    identifiable = {name for name, source in models.items() if f"extension {name}: Identifiable {{}}" in source}
    with_id = {name for name, source in models.items() if "public var id: " in source}
    assert identifiable == with_id
    assert "GuideCard" in identifiable
    assert identifiable & set(UNIONS) == set()
    for name in identifiable:
        assert re.findall(r"^    public var id: (\w+)$", models[name], re.MULTILINE)[0] in {"UUID", "String", "Int64"}


def test_no_type_conforms_to_what_it_does_not_do(models: dict[str, str]) -> None:
    """Everything else the compiler makes by itself, where all that a type holds can do it, too."""
    for name, source in models.items():
        conformances = set(re.findall(r"^(?:public )?(?:struct|enum|extension) \w+: ([\w, ]+) {", source, re.MULTILINE))
        assert conformances <= {"Sendable, Codable, Hashable", "Identifiable"}, name


#: What Swift and Foundation bring along, of what the generated client names.
FOUNDATION = {"Bool", "Date", "Int", "Int64", "String", "UUID", "Void"}


def named_types(declared: str) -> set[str]:
    return set(re.findall(r"[A-Za-z]\w*(?:\.\w+)*", declared))


def test_every_type_that_is_named_is_there(models: dict[str, str]) -> None:
    for name, source in models.items():
        nested = set(re.findall(r"^    (?:public|private) enum (\w+):", source, re.MULTILINE))
        fields = re.findall(r"^    public var \w+: ([^=\n]+?)(?: = .*)?$", source, re.MULTILINE)
        held = re.findall(r"^    case \w+\((\w+)\)$", source, re.MULTILINE)
        named = {kind for declared in [*fields, *held] for kind in named_types(declared)}
        assert named <= FOUNDATION | nested | set(models), name


def test_every_type_that_a_function_names_is_there(swift: Path, models: dict[str, str]) -> None:
    for path in (swift / "APIs").glob("*.swift"):
        source = path.read_text(encoding="utf-8")
        nested = set(re.findall(r"enum (\w+):", source))
        functions = re.findall(r"open class func \w+\((.*?)\) async throws\(ErrorResponse\) -> (\w+) {", source)
        assert functions, path.name
        for parameters, answer in functions:
            kinds = re.findall(r"(?:^|, )\w+: ([\w\[\]?.]+)", parameters)
            named = {kind for declared in [*kinds, answer] for kind in named_types(declared)}
            assert named - {"GuidesAPIConfiguration"} <= FOUNDATION | nested | set(models), path.name


def test_no_name_is_given_twice(models: dict[str, str]) -> None:
    for name, source in models.items():
        scopes = re.split(r"^(?=    (?:public|private) (?:enum|init|func)\b)|^(?=    })", source, flags=re.MULTILINE)
        for scope in scopes:
            cases = re.findall(r"^ +case (\w+)(?: = .*|\(\w+\))?$", scope, re.MULTILINE)
            assert len(cases) == len(set(cases)), (name, cases)
        fields = re.findall(r"^    public (?:var|static let) (\w+)", source, re.MULTILINE)
        nested = re.findall(r"^    (?:public|private) enum (\w+):", source, re.MULTILINE)
        assert len(fields + nested) == len({*fields, *nested}), name


@pytest.mark.parametrize("name", OBJECTS)
def test_what_is_read_written_and_made_is_each_field(models: dict[str, str], name: str) -> None:
    """The compiler makes `init(from:)` of the keys, if they are the fields, and refuses an `init` that forgets one."""
    source = models[name]
    fields = dict(re.findall(r"^    public var (\w+): ([^=\n]+?)(?: = .*)?$", source, re.MULTILINE))
    [keys] = re.findall(r"enum CodingKeys: String, CodingKey, CaseIterable {\n(.*?)    }", source, re.DOTALL)
    assert re.findall(r"case (\w+)", keys) == list(fields)
    [made] = re.findall(r"^    public init\((.*)\) {$", source, re.MULTILINE)
    assert dict(re.findall(r"(?:^|, )(\w+): ([^,=]+?)(?: = [^,]+)?(?=, |$)", made)) == fields
    assert re.findall(r"^        self\.(\w+) = \1$", source, re.MULTILINE) == list(fields)
    assert re.findall(r"forKey: \.(\w+)\)$", source, re.MULTILINE) == list(fields)


@pytest.mark.parametrize("name", UNIONS)
def test_an_enum_is_written_and_read_in_each_case(models: dict[str, str], name: str) -> None:
    cases = re.findall(r"^    case (\w+)\(\w+\)$", models[name], re.MULTILINE)
    assert re.findall(r"^        case \.(\w+)\(let value\):$", models[name], re.MULTILINE) == cases
    assert sorted(re.findall(r"self = \.(\w+)\(try \w+\(from: decoder\)\)", models[name])) == sorted(cases)


def test_no_name_is_a_word_of_the_language(models: dict[str, str]) -> None:
    for name, source in models.items():
        names = re.findall(r"^ +(?:public var|case) (\w+)", source, re.MULTILINE)
        assert set(names) & set(RESERVED) == set(), name


#: Words that Swift lets nobody use without backticks.
RESERVED = re.findall(
    r"\w+",
    """
    as associatedtype break case catch class continue default defer deinit do else enum extension fallthrough false
    fileprivate for func guard if import in init inout internal is let nil operator private protocol public repeat
    rethrows return self static struct subscript super switch throw throws true try typealias var where while
    """,
)


def test_operations_are_functions_with_their_answers(swift: Path) -> None:
    sources = "".join(path.read_text() for path in (swift / "APIs").glob("*.swift"))
    assert re.search(r"func getGuide\(guideId: UUID, .*\) async throws(?:\(\w+\))? -> GuideDocument", sources)
    assert re.search(r"func listChanges\(cursor: String\? = nil, .*\) async throws(?:\(\w+\))? -> ChangeList", sources)
    assert camel("updated_since") in sources
