"""schemathesis asks the live server all that the schema allows, and much that it does not."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.contract.clients.served import serve
from tests.contract.clients.tools import HERE, attempt, in_environment
from tests.contract.schema import operations
from tools.schema_check import today

pytestmark = [pytest.mark.clients, pytest.mark.django_db(transaction=True, serialized_rollback=True)]


def test_the_server_does_what_the_schema_says(
    live_server: Any, tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.NINJA_NUM_PROXIES = 1  # for hooks.py
    served = serve(live_server)
    monkeypatch.setenv("PREVIEW_TOKEN", served.token)
    for name in ("schemathesis.toml", "hooks.py"):
        shutil.copy(HERE / name, tmp_path)
    values = {
        "paths": served.paths,
        "cursors": [httpx.get(f"{served.api}changes?limit={limit}").json()["next_cursor"] for limit in (1, 2)],
    }
    for name, given in values.items():
        (tmp_path / f"{name}.txt").write_text("".join(f"{json.dumps(value)}\n" for value in given))
    schemathesis = [in_environment("schemathesis"), "--config-file", "schemathesis.toml", "run", "--seed", "1"]
    done = attempt(*schemathesis, f"{served.api}openapi.json", cwd=tmp_path)
    assert f"Tested: {len(operations(today()))}\n" in done.stdout
    assert done.returncode == 0, done.stdout[-10_000:] + done.stderr[-2000:]
