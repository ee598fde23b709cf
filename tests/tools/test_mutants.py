"""What `make mutants` is told of the modules: tests and faults that are there."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from tools.mutants.faults import with_faults

ROOT = Path(__file__).parents[2]
MODULES: dict[str, dict[str, Any]] = tomllib.loads((ROOT / "tools/mutants/modules.toml").read_text())


@pytest.mark.parametrize("module", MODULES)
def test_the_tests_of_a_module_are_there(module: str) -> None:
    described = MODULES[module]
    assert described["tests"]
    for test in [*described["tests"], *described.get("on_postgresql", [])]:
        path, _, name = test.partition("::")
        assert name in (ROOT / path).read_text()


@pytest.mark.parametrize("module", [module for module in MODULES if "equivalent" in MODULES[module]])
def test_what_makes_no_difference_is_a_fault_of_today_with_a_reason(module: str) -> None:
    _tree, faults = with_faults((ROOT / module).read_text(), module)
    equivalent = MODULES[module]["equivalent"]
    assert equivalent.keys() <= {fault.name for fault in faults}
    assert all(equivalent.values())
