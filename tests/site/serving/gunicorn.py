"""gunicorn, started as docs/operating.md starts it, and connections to it by hand."""

from __future__ import annotations

import json
import os
import re
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, NamedTuple

ROOT = Path(__file__).parents[3]
PATIENCE = 60  # seconds: of a busy machine a process may get little
LISTENING = re.compile(r"Listening at: (?:http://127\.0\.0\.1:(\d+)|unix:(\S+))")


class Answer(NamedTuple):
    status: int
    head: str
    body: bytes

    @property
    def said(self) -> dict[str, Any]:
        said: dict[str, Any] = json.loads(self.body)
        return said


class Server(NamedTuple):
    address: str | tuple[str, int]

    def connect(self) -> socket.socket:
        family = socket.AF_UNIX if isinstance(self.address, str) else socket.AF_INET
        connection = socket.socket(family)
        connection.settimeout(PATIENCE)
        connection.connect(self.address)
        return connection

    def send(self, data: bytes) -> socket.socket:
        """A connection on which so much has been sent."""
        connection = self.connect()
        connection.sendall(data)
        return connection

    def ask(self, data: bytes) -> Answer:
        with self.send(data) as connection:
            return answer(connection)


def request(path: str = "/", *headers: str, body: bytes | None = None, method: str = "") -> bytes:
    """A request, as it is sent."""
    lines = [f"{method or ('GET' if body is None else 'POST')} {path} HTTP/1.1", "Host: guides.example.org", *headers]
    if body is not None:
        lines.append(f"Content-Length: {len(body)}")
    return "\r\n".join([*lines, "", ""]).encode() + (body or b"")


def answer(connection: socket.socket) -> Answer:
    """The next answer on a connection, but for those that only say that more comes (1xx)."""
    with connection.makefile("rb", buffering=0) as stream:
        return read(stream)  # type: ignore[arg-type]


def read(stream: IO[bytes]) -> Answer:
    head = b""
    while not head.endswith(b"\r\n\r\n"):
        byte = stream.read(1)
        assert byte, f"The connection was closed after {head!r}"
        head += byte
    status = int(head.split(b" ", 2)[1])
    if status < 200:
        return read(stream)
    length = re.search(rb"\r\ncontent-length: *(\d+)", head, re.IGNORECASE)
    body = b""
    while length and len(body) < int(length[1]):
        piece = stream.read(int(length[1]) - len(body))
        assert piece
        body += piece
    return Answer(status, head.decode(), body)


def is_open(connection: socket.socket) -> bool:
    """Whether the server keeps a connection, and has said nothing on it."""
    connection.setblocking(False)
    try:
        connection.recv(1)
    except BlockingIOError:
        return True
    except OSError:
        return False
    finally:
        connection.settimeout(PATIENCE)
    return False


@contextmanager
def gunicorn(
    *arguments: str, bind: str = "127.0.0.1:0", cwd: Path = ROOT, program: str = "", **environment: str
) -> Iterator[Server]:
    """gunicorn in a folder, with the configuration that it finds there. Ends with the context."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    command = [program] if program else [sys.executable, "-m", "gunicorn"]
    with tempfile.TemporaryFile("w+") as log:
        process = subprocess.Popen(
            [*command, "--bind", bind, *arguments],
            cwd=cwd,
            env=kept | environment,
            stdout=log,
            stderr=log,
        )
        try:
            yield _when_it_listens(process, log)
        finally:
            process.terminate()
            try:
                process.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _when_it_listens(process: subprocess.Popen[bytes], log: IO[str]) -> Server:
    deadline = time.monotonic() + PATIENCE
    while True:
        log.seek(0)
        words = log.read()
        if listening := LISTENING.search(words):
            return Server(("127.0.0.1", int(listening[1])) if listening[1] else listening[2])
        assert process.poll() is None, words
        assert time.monotonic() < deadline, words
        time.sleep(0.05)
