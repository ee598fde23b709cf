"""What schemathesis has to be taught."""

from __future__ import annotations

import json
from typing import Any

import schemathesis


@schemathesis.deserializer("application/x-ndjson")
def first_line(_context: Any, response: Any) -> Any:
    """The schema of lines of JSON is that of each line."""
    return json.loads(response.content.split(b"\n", 1)[0])
