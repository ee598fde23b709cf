"""Clients that other people's generators make of today's schema."""

from __future__ import annotations

import fcntl
import json
import sys
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.contract.clients.tools import HERE, generate, program, run
from tests.contract.clients.transcript import with_new_fields
from tests.contract.golden import GOLDEN
from tools.schema_check import today


@pytest.fixture(scope="session")
def openapi(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The schema, in a file."""
    path = tmp_path_factory.mktemp("contract") / "openapi.json"
    path.write_text(json.dumps(today()), encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def documents(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The golden documents, as they are and as a later v1 may send them."""
    folder = tmp_path_factory.mktemp("documents")
    documents = sorted(GOLDEN.glob("*.json"))
    for golden in documents[:]:
        later = folder / f"{golden.stem}-later.json"
        later.write_text(json.dumps(with_new_fields(json.loads(golden.read_text()))), encoding="utf-8")
        documents.append(later)
    return documents


@contextmanager
def alone() -> Iterator[None]:
    """One process at a time: pytest-xdist's workers have the same folder."""
    with (HERE / "package.json").open() as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


@pytest.fixture(scope="session")
def node_modules() -> Path:
    """What package-lock.json says, from npm."""
    lock, modules = HERE / "package-lock.json", HERE / "node_modules"
    stamp = modules / ".installed"
    with alone():
        if not stamp.exists() or stamp.read_text() != lock.read_text():
            run(program("npm", "npm"), "ci", "--prefix", HERE, "--no-audit", "--no-fund")
            stamp.write_text(lock.read_text())
    return modules


@pytest.fixture(scope="session")
def swift(openapi: Path) -> Path:
    """The Swift client's sources."""
    return generate("swift6", openapi, openapi.parent / "swift") / "Sources" / "Guides"


@pytest.fixture(scope="session")
def kotlin(openapi: Path) -> Path:
    """The Kotlin client's sources."""
    folder = generate("kotlin", openapi, openapi.parent / "kotlin")
    return folder / "src" / "main" / "kotlin" / "org" / "openapitools" / "client"


@pytest.fixture(scope="session")
def kotlin_runtime(node_modules: Path) -> list[Path]:
    """The jars that the Kotlin client's models need, from PyPI."""
    wanted, folder = HERE / "kotlin-runtime.txt", node_modules / ".kotlin-runtime"
    stamp = folder / ".installed"
    if not stamp.exists() or stamp.read_text() != wanted.read_text():
        pip = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps"]
        run(*pip, "--require-hashes", "--dest", folder, "--requirement", wanted)
        (wheel,) = folder.glob("*.whl")
        with zipfile.ZipFile(wheel) as archive:
            for member in archive.namelist():
                if "/kotlinx-serialization-" in member:
                    (folder / Path(member).name).write_bytes(archive.read(member))
        wheel.unlink()
        stamp.write_text(wanted.read_text())
    return sorted(folder.glob("*.jar"))
