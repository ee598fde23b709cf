"""The site's answers, recorded so that others can send the same bytes."""

from __future__ import annotations

import http.client
import pickle
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

#: These are the server's to add.
_HOP = {"date", "server", "connection", "transfer-encoding", "content-length"}
VARIABLE = "BENCH_RECORDING"


class Request(NamedTuple):
    """A GET. `etag` is what the client has."""

    path: str
    etag: str = ""
    host: str = ""

    @property
    def headers(self) -> dict[str, str]:
        """What real clients send."""
        headers = {"Accept-Encoding": "br, gzip"}
        if self.host:
            headers["Host"] = self.host
        if self.etag:
            headers["If-None-Match"] = self.etag
        return headers


class Answer(NamedTuple):
    """What came back, without what belongs to the connection."""

    status: int
    headers: list[tuple[str, str]]
    body: bytes

    def header(self, name: str) -> str:
        """Return the value of a header, or nothing."""
        return next((value for known, value in self.headers if known.lower() == name.lower()), "")


def ask(port: int, request: Request, timeout: float = 60) -> Answer:
    """Send one request to this machine and return the answer."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=timeout)
    try:
        connection.request("GET", request.path, headers=request.headers)
        response = connection.getresponse()
        body = response.read()
        headers = [(name, value) for name, value in response.getheaders() if name.lower() not in _HOP]
    finally:
        connection.close()
    if response.status != 304:
        headers.append(("Content-Length", str(len(body))))
    return Answer(response.status, headers, body)


def write_recording(path: Path, answers: list[Answer]) -> None:
    """Keep the answers for the servers that are started next."""
    path.write_bytes(pickle.dumps([tuple(answer) for answer in answers]))


def read_recording(environment: Mapping[str, str]) -> list[Answer]:
    """Return the answers that were kept."""
    return [Answer(*answer) for answer in pickle.loads(Path(environment[VARIABLE]).read_bytes())]
