"""Scripts of other origins read the guides API only where a setting names them. Settings are read in a new process."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

ASK = """
import json, sys
sys.path[:0] = ["site", "."]
import django
django.setup()
from django.test import Client
client = Client(headers={"origin": "https://app.example.org"})
api, page = "/api/guides/v1/openapi.json", "/robots.txt"
preflight = client.options(api, headers={
    "access-control-request-method": "GET", "access-control-request-headers": "if-none-match"
})
print(json.dumps([dict(response.headers) for response in (client.get(api), client.get(page), preflight)]))
"""


def ask(origins: str) -> list[dict[str, str]]:
    """The headers of an answer of the API, of another, and of the API's preflight."""
    environment = os.environ | {"CORS_ALLOWED_ORIGINS": origins, "DJANGO_SETTINGS_MODULE": "config.settings.test"}
    done = subprocess.run([sys.executable, "-c", ASK], cwd=ROOT, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    headers: list[dict[str, str]] = json.loads(done.stdout.splitlines()[-1])
    return headers


def test_no_other_origin_may_read_unless_it_is_named() -> None:
    answer, _page, _preflight = ask("")
    assert "access-control-allow-origin" not in answer
    assert answer["Vary"] == "Accept-Encoding"


@pytest.mark.parametrize(
    ("origins", "allowed"),
    [("https://app.example.org", "https://app.example.org"), ("*", "*"), ("https://other.example.org", None)],
)
def test_a_named_origin_may_read_the_api_and_nothing_else(origins: str, allowed: str | None) -> None:
    answer, page, preflight = ask(origins)
    assert answer.get("access-control-allow-origin") == preflight.get("access-control-allow-origin") == allowed
    assert "access-control-allow-origin" not in page
    assert "access-control-allow-credentials" not in answer
    if allowed:
        assert "if-none-match" in preflight["access-control-allow-headers"]
        assert "etag" in answer["access-control-expose-headers"]
