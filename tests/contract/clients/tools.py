"""Other people's generators and compilers, run as they come."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
#: Seconds; a machine that runs tests is often slow.
PATIENCE = 900

#: How each generator is asked: what docs/clients.md tells the developers of clients.
PROPERTIES = {
    "swift6": "projectName=Guides",
    "kotlin": "library=jvm-retrofit2,serializationLibrary=kotlinx_serialization,generateOneOfAnyOfWrappers=true",
}


def program(name: str, package: str) -> str:
    """The path of a program of Debian's. Fails the test, saying how to install it."""
    found = shutil.which(name)
    if found is None:
        pytest.fail(f"There is no {name}: apt-get install {package}", pytrace=False)
    return found


def in_environment(name: str) -> str:
    """The path of a program that came with the tests' requirements."""
    return str(Path(sys.executable).with_name(name))


def run(*command: str | Path, cwd: Path | None = None) -> str:
    """What a command prints. Fails the test with what it complains of."""
    done = attempt(*command, cwd=cwd)
    if done.returncode:
        pytest.fail(f"{command[0]}:\n{(done.stdout + done.stderr)[-4000:]}", pytrace=False)
    return done.stdout


def attempt(*command: str | Path, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, timeout=PATIENCE, check=False)


def generate(generator: str, schema: Path, folder: Path) -> Path:
    """A client as openapi-generator makes it, its models in `folder`."""
    program("java", "default-jre-headless")
    options = ["-g", generator, "-i", schema, "-o", folder, "--additional-properties", PROPERTIES[generator]]
    run(in_environment("openapi-generator-cli"), "generate", *options)
    return folder
