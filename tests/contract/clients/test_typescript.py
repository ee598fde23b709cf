"""TypeScript by openapi-typescript: `tsc --strict` compiles a consumer of every node, and knows if it forgets one."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from tests.contract.clients.tools import HERE, attempt, program, run
from tests.contract.clients.transcript import transcript

pytestmark = pytest.mark.clients

STRICT = ["--strict", "--noUncheckedIndexedAccess", "--target", "es2022", "--module", "nodenext"]
READ = """
import { readFileSync } from "node:fs";
import { transcript } from "./reader.js";
for (const file of process.argv.slice(1)) console.log(transcript(JSON.parse(readFileSync(file))).join("\\n"));
"""


@pytest.fixture(scope="module")
def project(openapi: Path, node_modules: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the generated types and the consumer."""
    folder = tmp_path_factory.mktemp("typescript")
    generator = node_modules / ".bin" / "openapi-typescript"
    run(generator, openapi, "-o", folder / "api.ts", "--root-types", "--root-types-no-schema-prefix")
    shutil.copy(HERE / "reader.ts", folder)
    (folder / "package.json").write_text('{"type": "module"}')
    return folder


def test_the_types_leave_nothing_open(project: Path) -> None:
    types = (project / "api.ts").read_text()
    schemas = types.partition("export interface components {")[2].partition("\n    responses:")[0]
    assert "BodyNode:" in schemas
    assert re.findall(r": (?:any|unknown|object|Record<.*>|\{\s*\})\b", schemas) == []


def test_a_consumer_of_every_node_compiles_and_reads_the_golden_documents(
    project: Path, node_modules: Path, documents: list[Path]
) -> None:
    run(node_modules / ".bin" / "tsc", *STRICT, "reader.ts", cwd=project)
    for path in documents:
        found = run(program("node", "nodejs"), "--input-type=module", "-e", READ, path, cwd=project)
        assert found.splitlines() == transcript(json.loads(path.read_text())), path.name


def test_a_consumer_that_forgets_one_does_not_compile(project: Path, node_modules: Path) -> None:
    reader = (HERE / "reader.ts").read_text()
    cases = re.findall(r'    case "(\w+)":', reader)
    assert len(cases) == 21
    for number, name in enumerate(cases):
        forgetful = re.sub(rf'    case "{name}":.*?(?=\n    (?:case|default))', "", reader, count=1, flags=re.DOTALL)
        (project / f"without-{number}.ts").write_text(forgetful)
    files = [f"without-{number}.ts" for number in range(len(cases))]
    compiled = attempt(node_modules / ".bin" / "tsc", *STRICT, "--noEmit", *files, cwd=project)
    for file, name in zip(files, cases, strict=True):
        errors = [error for error in compiled.stdout.splitlines() if error.startswith(f"{file}(")]
        assert any("is not assignable to parameter of type 'never'" in error for error in errors), name
