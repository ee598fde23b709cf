"""The server's limit: the bytes that the site sent, from a list in memory."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from http import HTTPStatus
from typing import Any

from bench.recording import read_recording

ANSWERS = {
    f"/{number}": (f"{answer.status} {HTTPStatus(answer.status).phrase}", answer.headers, [answer.body])
    for number, answer in enumerate(read_recording(os.environ))
}


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """Send the recorded answer."""
    status, headers, body = ANSWERS[environ["PATH_INFO"]]
    start_response(status, headers)
    return body
