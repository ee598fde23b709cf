"""A process that has the site, with all the faults of one module in it and none of them active."""

from __future__ import annotations

import builtins
import importlib.abc
import importlib.util
import mmap
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

from .faults import SWITCH, Fault, with_faults

ROOT = Path(__file__).parents[2]


#: More faults than a module has.
_MANY = 2**16


class Noticed:
    """Stands where the number of the active fault would, and notes which faults are asked for: by this process, and by
    those that are forked from it."""

    def __init__(self) -> None:
        self._asked = mmap.mmap(-1, _MANY)

    def forget(self) -> None:
        self._asked[:] = bytes(_MANY)

    @property
    def numbers(self) -> set[int]:
        return {number for number, asked in enumerate(self._asked[:]) if asked}

    def __eq__(self, number: Any) -> bool:
        self._asked[number] = 1
        return False

    def __ne__(self, number: Any) -> bool:
        self._asked[number] = 1
        return True

    __hash__ = None  # type: ignore[assignment]


def activate(active: int | Noticed) -> None:
    setattr(builtins, SWITCH, active)


class Loader(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Loads the one module from its source with the faults."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._name = path.removesuffix(".py").removesuffix("/__init__").removeprefix("site/").replace("/", ".")
        tree, self.faults = with_faults((ROOT / path).read_text(), path)
        self._code = compile(tree, str(ROOT / path), "exec")

    def find_spec(self, name: str, path: Any, target: ModuleType | None = None) -> Any:
        if name != self._name:
            return None
        return importlib.util.spec_from_file_location(name, ROOT / self._path, loader=self)

    def create_module(self, spec: Any) -> None:
        return None

    def exec_module(self, module: ModuleType) -> None:
        exec(self._code, module.__dict__)


def prepare(path: str) -> list[Fault]:
    """From now on the module at this path is loaded with its faults."""
    activate(0)
    loader = Loader(path)
    sys.meta_path.insert(0, loader)
    return loader.faults
