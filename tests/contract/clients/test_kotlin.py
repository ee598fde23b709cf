"""Kotlin by openapi-generator: JetBrains's compiler compiles a consumer of every node, and it reads real documents."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.contract.clients.sources import NAMELESS, OBJECTS, UNIONS, expected_fields, files
from tests.contract.clients.tools import HERE, attempt, program, run
from tests.contract.clients.transcript import transcript
from tests.contract.schema import referred

pytestmark = pytest.mark.clients


@pytest.fixture(scope="module")
def models(kotlin: Path) -> dict[str, str]:
    return files(kotlin / "models", ".kt")


@pytest.fixture(scope="module")
def compiler(node_modules: Path, kotlin_runtime: list[Path]) -> list[str | Path]:
    """The command that compiles Kotlin with serialization."""
    home = node_modules / "kotlin-compiler"
    plugin = home / "lib" / "kotlinx-serialization-compiler-plugin.jar"
    program("java", "default-jre-headless")
    return [
        "bash",
        home / "bin" / "kotlinc",
        "-nowarn",
        f"-Xplugin={plugin}",
        "-cp",
        ":".join(map(str, kotlin_runtime)),
    ]


@pytest.fixture(scope="module")
def client(kotlin: Path, compiler: list[str | Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The models with their serializers, compiled."""
    jar = tmp_path_factory.mktemp("kotlin") / "client.jar"
    infrastructure = kotlin / "infrastructure"
    serializers = [*infrastructure.glob("*Adapter.kt"), infrastructure / "Serializer.kt"]
    run(*compiler, kotlin / "models", *serializers, "-d", jar)
    return jar


def with_client(compiler: list[str | Path], client: Path) -> list[str | Path]:
    return [*compiler[:-1], f"{compiler[-1]}:{client}"]


def test_there_is_a_type_for_each_name_and_none_without(models: dict[str, str]) -> None:
    assert set(models) == set(OBJECTS) | set(UNIONS)
    assert [name for name in models if NAMELESS.search(name)] == []


def test_nothing_is_of_any_type(models: dict[str, str]) -> None:
    for name, source in models.items():
        declared = source.partition("object ")[0]  # after it, how a union is told apart, by way of JSON
        assert re.findall(r"[:<] ?(?:kotlin\.)?(?:Any|JsonElement|JsonObject)\b", declared) == [], name


@pytest.mark.parametrize("name", OBJECTS)
def test_an_object_is_a_data_class_with_its_fields(models: dict[str, str], name: str) -> None:
    assert f"data class {name} (" in models[name]
    fields = dict(re.findall(r"^    val (\w+): ([^=\n]+?)(?: = .*)?,?$", models[name], re.MULTILINE))
    assert {field: kind.endswith("?") for field, kind in fields.items()} == expected_fields(OBJECTS[name])


@pytest.mark.parametrize("name", UNIONS)
def test_a_union_is_a_sealed_interface_that_holds_each_type(models: dict[str, str], name: str) -> None:
    assert f"sealed interface {name}" in models[name]
    held = re.findall(rf"value class \w+\(val value: (\w+)\) : {name}", models[name])
    assert sorted(held) == sorted(referred(target) for target in UNIONS[name]["discriminator"]["mapping"].values())


def test_a_consumer_of_every_node_compiles_and_reads_the_golden_documents(
    compiler: list[str | Path], client: Path, kotlin_runtime: list[Path], node_modules: Path, documents: list[Path]
) -> None:
    reader = client.with_name("reader.jar")
    run(*with_client(compiler, client), HERE / "Reader.kt", "-d", reader)
    libraries = [*kotlin_runtime, client, reader, node_modules / "kotlin-compiler" / "lib" / "kotlin-stdlib.jar"]
    for path in documents:
        found = run("java", "-cp", ":".join(map(str, libraries)), "ReaderKt", path)
        assert found.splitlines() == transcript(json.loads(path.read_text())), path.name


def test_a_consumer_that_forgets_one_does_not_compile(compiler: list[str | Path], client: Path) -> None:
    forgetful = client.with_name("Forgetful.kt")
    reader = (HERE / "Reader.kt").read_text()
    forgetful.write_text(
        re.sub(r"^    is (?:SectionChild.Callout|Change.Gone)Wrapper.*\n", "", reader, flags=re.MULTILINE)
    )
    compiled = attempt(*with_client(compiler, client), forgetful, "-d", client.with_name("forgetful.jar"))
    assert compiled.returncode
    assert "'is CalloutWrapper'" in compiled.stderr
    assert "'is GoneWrapper'" in compiled.stderr
