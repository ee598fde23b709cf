"""The house is as the README draws it and import-linter holds it, and none of its files is two topics."""

from __future__ import annotations

import ast
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
HOUSE = ROOT / "guide_pages"
CONTRACTS: list[dict[str, Any]] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"][
    "importlinter"
]["contracts"]

#: Not code: words that are published.
DATA = {"site/demo/content/ketamine.py"}


def layers_of(package: str) -> list[str]:
    """What the package's contract names, from top to bottom."""
    contract = next(contract for contract in CONTRACTS if contract.get("containers") == [package])
    return [name for layer in contract["layers"] for name in layer.split(" | ")]


def places_in_the_map() -> list[str]:
    """What the README's map names, from top to bottom."""
    words = (ROOT / "README.md").read_text(encoding="utf-8")
    table = words.partition("## Map of the code")[2].partition("\n## ")[0]
    rows = re.findall(r"^\| (.*?) \|", table, re.MULTILINE)
    return [name for row in rows for name in re.findall(r"`(\w+(?:\.py|/))`", row)]


def rooms() -> list[Path]:
    return sorted(path.parent for path in HOUSE.glob("*/__init__.py") if path.parent.name != "migrations")


def test_the_map_names_the_rooms_in_the_order_that_imports_have():
    places = [name for name in places_in_the_map() if (HOUSE / name).exists()]
    assert [name.removesuffix("/").removesuffix(".py") for name in places] == layers_of("guide_pages")


def test_the_house_stands_between_the_site_and_the_questions():
    places = [name for name in places_in_the_map() if not (HOUSE / name).exists()]
    assert places == ["site/", "faq_blocks/", "templates/", "tests/", "bench/"]
    assert places_in_the_map()[0] == "site/"


@pytest.mark.parametrize("package", ["guide_pages", "faq_blocks"])
def test_a_package_s_contract_leaves_out_nothing(package):
    contract = next(contract for contract in CONTRACTS if contract.get("containers") == [package])
    assert contract["exhaustive"]
    assert contract["exhaustive_ignores"] == ["migrations"]
    assert all(
        (ROOT / package / name).is_dir() or (ROOT / package / f"{name}.py").is_file() for name in layers_of(package)
    )


@pytest.mark.parametrize("contract", CONTRACTS, ids=lambda contract: contract["name"])
def test_no_import_is_an_exception(contract):
    assert "ignore_imports" not in contract


@pytest.mark.parametrize("room", ["importing", "publishing", "compiling", "records"])
def test_rooms_below_reading_know_nothing_of_requests_and_addresses(room):
    """import-linter takes no part of another's package."""
    for path in (HOUSE / room).rglob("*.py"):
        assert not re.search(r"\bdjango\.(http|urls|shortcuts)\b", path.read_text(encoding="utf-8")), path.name


def test_few_files_are_in_no_room():
    assert len([path for path in HOUSE.glob("*.py") if path.name != "__init__.py"]) <= 10


@pytest.mark.parametrize("room", rooms(), ids=lambda room: room.name)
def test_every_room_says_what_lives_there(room):
    assert ast.get_docstring(ast.parse((room / "__init__.py").read_text(encoding="utf-8")))


def test_tests_are_in_rooms_of_the_same_names():
    folders = {path.parent.name for path in (ROOT / "tests/guide_pages").glob("*/test_*.py")}
    assert folders - {"migrations"} <= {room.name for room in rooms()}


def test_no_file_is_longer_than_300_lines():
    folders = ("guide_pages", "faq_blocks", "site", "bench", "tools")
    files = [path for folder in folders for path in (ROOT / folder).rglob("*.py") if "migrations" not in path.parts]
    lines = {str(path.relative_to(ROOT)): len(path.read_text(encoding="utf-8").splitlines()) for path in files}
    assert len(lines) > 200
    assert {name for name, number in lines.items() if number > 300} == DATA
