"""What gunicorn serves in these tests, started with gunicorn.conf.py: it says what it was sent."""

from __future__ import annotations

import hashlib
import json
import os
import resource
from collections.abc import Callable, Iterable
from typing import Any

from config import worker

for name in ("HEAD_SECONDS", "BODY_SECONDS", "LINGER_SECONDS"):
    if name in os.environ:  # a test of who is held up needs long ones, a test of who is sent away short ones
        setattr(worker, name, float(os.environ[name]))

if "FILE_BYTES" in os.environ:  # as where a disk is full
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(os.environ["FILE_BYTES"]),) * 2)


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    body = environ["wsgi.input"].read() if environ["REQUEST_METHOD"] == "POST" else b""
    said = {
        "path": environ["PATH_INFO"],
        "prefix": environ["SCRIPT_NAME"],
        "scheme": environ["wsgi.url_scheme"],
        "length": len(body),
        "digest": hashlib.sha256(body).hexdigest(),
        "process": os.getpid(),
    }
    answer = json.dumps(said).encode()
    start_response("200 OK", [("Content-Type", "application/json"), ("Content-Length", str(len(answer)))])
    return [answer]
