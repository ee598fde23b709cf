"""The offline client, compiled, and the network between it and the site."""

from __future__ import annotations

import contextlib
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.clients.network import Network
from tests.clients.phone import PATIENCE, Phone

HERE = Path(__file__).parent


@pytest.fixture(scope="session")
def app(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The client, compiled by the TypeScript that package-lock.json says."""
    npm = shutil.which("npm")
    if npm is None:
        pytest.fail("The offline client has to be compiled, and there is no npm: apt-get install npm", pytrace=False)
    folder = tmp_path_factory.mktemp("offline-client")
    for source in [*HERE.glob("*.ts"), *HERE.glob("*.json")]:
        shutil.copy(source, folder)
    for command in ([npm, "ci", "--no-audit", "--no-fund"], ["node", "node_modules/typescript/bin/tsc"]):
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=PATIENCE, check=False)
        if done.returncode:
            pytest.fail(f"{' '.join(command)}:\n{(done.stdout + done.stderr)[-2000:]}", pytrace=False)
    return folder


@pytest.fixture
def network(live_server: Any) -> Iterator[Network]:
    network = Network(live_server.url)
    yield network
    with contextlib.suppress(OSError):  # it is down already
        network.down()


@pytest.fixture
def phone(app: Path, network: Network, tmp_path: Path) -> Phone:
    """A phone on which the app was never opened."""
    return Phone(app, tmp_path / "guides.json", network.url)
