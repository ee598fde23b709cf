"""What schemathesis has to be taught."""

from __future__ import annotations

import ipaddress
import json
from itertools import count
from typing import Any

import schemathesis


@schemathesis.deserializer("application/x-ndjson")
def first_line(_context: Any, response: Any) -> Any:
    """The schema of lines of JSON is that of each line."""
    return json.loads(response.content.split(b"\n", 1)[0])


_networks = count(int(ipaddress.IPv4Address("10.0.0.1")))


@schemathesis.hook
def before_call(_context: Any, case: Any, _kwargs: Any) -> None:
    """Each request comes by a proxy, from a network of its own: else the first few replies would be the last."""
    case.headers = {**(case.headers or {}), "X-Forwarded-For": str(ipaddress.IPv4Address(next(_networks)))}
