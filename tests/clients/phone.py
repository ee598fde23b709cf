"""An app on somebody's phone, run by Node: it is opened, loses the network, and is killed."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Any

PATIENCE = 120  # seconds: on a busy machine

#: The app's exit code where there is no network.
OFFLINE = 3


class Phone:
    """The app and its store. Each command is a process of its own: nothing is remembered but what is stored."""

    def __init__(self, app: Path, store: Path, url: str) -> None:
        self._app = app
        self.store = store
        self.url = url

    def sync(self, limit: int = 50) -> dict[str, Any]:
        """Bring the store up to date; what the app says it did. Raises ConnectionError where there is no network."""
        done = subprocess.run(self._command("sync"), env=_with(limit), capture_output=True, text=True, timeout=PATIENCE)
        if done.returncode == OFFLINE:
            raise ConnectionError(done.stderr)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    def guides(self) -> dict[str, Any]:
        """What the app can show without a network."""
        done = subprocess.run(self._command("list"), capture_output=True, text=True, timeout=PATIENCE, check=True)
        return json.loads(done.stdout)

    def begin(self, pause_at: str, limit: int) -> subprocess.Popen[str]:
        """Sync until a step, such as `received:2`, and stand there."""
        app = subprocess.Popen(self._command("sync"), env=_with(limit, pause_at), stdout=subprocess.PIPE, text=True)
        assert app.stdout is not None
        assert app.stdout.readline() == "paused\n", "It was done before it came to that step."
        return app

    def killed(self, pause_at: str, limit: int = 2) -> None:
        """Sync until a step, and be killed there (SIGKILL)."""
        app = self.begin(pause_at, limit)
        app.kill()
        app.communicate()

    def killed_after(self, seconds: float, limit: int = 1) -> None:
        """Sync, and be killed after some time, wherever that is."""
        app = subprocess.Popen(self._command("sync"), env=_with(limit), stdout=subprocess.DEVNULL)
        try:
            app.wait(seconds)
        except subprocess.TimeoutExpired:
            app.kill()
            app.wait()

    def _command(self, command: str) -> list[str]:
        return ["node", str(self._app / "app.js"), command, str(self.store), f"{self.url}/api/guides/v1/"]


def _with(limit: int, pause_at: str = "") -> dict[str, str]:
    return {**os.environ, "LIMIT": str(limit), "PAUSE_AT": pause_at}
