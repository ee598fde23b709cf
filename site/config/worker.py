"""The worker that gunicorn runs this site with: a request gets a thread when all of it is there.

gunicorn's own threads read what they serve, so that a few requests of which the other half never comes hold all of them
up, for as long as their senders like. Here the worker's poller collects what comes, in memory and then in a file, and a
thread starts on what is whole. No connection is waited for: neither for its request, nor for its end.
"""

from __future__ import annotations

import errno
import re
import selectors
import socket
import struct
import time
from contextlib import suppress
from functools import partial
from tempfile import SpooledTemporaryFile
from typing import TYPE_CHECKING, Any

from gunicorn import http, util
from gunicorn.http.errors import NoMoreData
from gunicorn.http.unreader import SocketUnreader
from gunicorn.workers.gthread import TConn, ThreadWorker

if TYPE_CHECKING:
    from collections.abc import Callable

HEAD_BYTES = 32 * 1024
HEAD_SECONDS = 10.0
BODY_BYTES = 32 * 1024 * 1024  # an upload of 20 MB, and the form around it
BODY_SECONDS = 300.0  # 20 MB from a telephone
CHUNKED_BYTES = 64 * 1024  # of a body that does not say how long it is
IN_MEMORY = 64 * 1024  # of a body; what is longer is in a file
LINGER_SECONDS = 2.0  # for the other end of a connection to close it, too
STALLED_SECONDS = 30  # of an answer that its reader does not take
PIECE = 64 * 1024

LENGTH = re.compile(rb"\r\ncontent-length:([^\r]*)\r\n", re.IGNORECASE)
DIGITS = re.compile(rb"\d{1,15}")
CHUNKED = re.compile(rb"\r\ntransfer-encoding:", re.IGNORECASE)
EXPECTS = re.compile(rb"\r\nexpect:[ \t]*100-continue[ \t]*\r\n", re.IGNORECASE)


class Refused(Exception):
    """The request is not taken, with the status that says why (RFC 9110, section 15.5)."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status, self.reason = status, reason


class Arrival:
    """A request, as far as it has come. What it says is for gunicorn to understand; this only asks where it ends."""

    def __init__(self) -> None:
        self.held = bytearray()  # the head, and what came with it; and a body in chunks
        self.rest: SpooledTemporaryFile[bytes] | None = None  # of a body of known length
        self.body_at = 0
        self.chunk_at = 0  # where the first chunk begins that has not come whole
        self.missing: int | None = None  # bytes of a body of known length
        self.expects = False
        self.deadline = time.monotonic() + HEAD_SECONDS

    @property
    def room(self) -> int:
        """How many bytes may be read: none of the next request, once it is known where this one ends."""
        return PIECE if self.missing is None else min(PIECE, self.missing)

    def take(self, data: bytes) -> bool:
        """Add what came; return whether the request is whole. Raises `Refused` for what is too large."""
        if self.rest is not None and self.missing is not None:
            self._keep(self.rest, data)
            self.missing -= len(data)
            return not self.missing
        searched = max(0, len(self.held) - 3)
        self.held += data
        if not self.body_at:
            end = self.held.find(b"\r\n\r\n", searched)
            if end < 0:
                if len(self.held) > HEAD_BYTES:
                    raise Refused(431, "Request Header Fields Too Large")
                return False
            self.body_at = self.chunk_at = end + 4
            return self._begin_body(bytes(self.held[: self.body_at]))
        return self._is_whole_in_chunks()

    def _begin_body(self, head: bytes) -> bool:
        self.deadline = time.monotonic() + BODY_SECONDS
        self.expects = bool(EXPECTS.search(head))
        if CHUNKED.search(head):
            return self._is_whole_in_chunks()
        length = LENGTH.search(head)
        if length is None:
            return True
        said = length[1].strip(b" \t")
        if not DIGITS.fullmatch(said):
            raise Refused(400, "Bad Request")
        if int(said) > BODY_BYTES:
            raise Refused(413, "Content Too Large")
        self.missing = max(0, int(said) - (len(self.held) - self.body_at))
        if self.missing:
            self.rest = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115  (closed when it has been read)
        return not self.missing

    def _keep(self, file: SpooledTemporaryFile[bytes], data: bytes) -> None:
        try:
            file.write(data)
            if len(data) == self.missing:
                file.seek(0)  # which may write, too
        except OSError:  # no room
            raise Refused(503, "Service Unavailable") from None

    def _is_whole_in_chunks(self) -> bool:
        """Whether the last chunk, of size 0, and the empty line after it are there (RFC 9112, section 7.1)."""
        while (end := self.held.find(b"\r\n", self.chunk_at)) >= 0:
            try:
                size = int(self.held[self.chunk_at : end].partition(b";")[0], 16)
            except ValueError:
                return True  # gunicorn refuses it
            if size <= 0:
                return self.held.find(b"\r\n\r\n", end) >= 0
            self.chunk_at = end + 2 + size + 2
        if len(self.held) - self.body_at > CHUNKED_BYTES:
            raise Refused(411, "Length Required")
        return False


class Arrived(SocketUnreader):
    """Gives gunicorn's parser what has arrived, and never waits for more: should it see another end, it gets none."""

    rest: SpooledTemporaryFile[bytes] | None = None

    def give(self, arrival: Arrival) -> None:
        self.unread(bytes(arrival.held))
        self.rest = arrival.rest

    def chunk(self, size_hint: int | None = None) -> bytes:
        if self.rest is not None:
            if data := self.rest.read(size_hint or self.mxchunk):
                return data
            self.rest.close()
            self.rest = None
        raise NoMoreData


class Connection(TConn):
    """A connection whose parser reads what has arrived, and whose end keeps nobody waiting."""

    def __init__(self, cfg: Any, sock: socket.socket, client: Any, server: Any, linger: Callable[..., None]) -> None:
        super().__init__(cfg, sock, client, server)
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_SNDTIMEO, struct.pack("ll", STALLED_SECONDS, 0))
        self.parser = http.get_parser(cfg, sock, client)
        self.parser.unreader = Arrived(sock)
        self.initialized = self.data_ready = True
        self.linger = linger

    def close(self, graceful: bool = False) -> None:
        if graceful:
            self.linger(self)
        else:
            super().close()


class PatientWorker(ThreadWorker):
    """gunicorn's threads, for requests that are whole."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.arriving: dict[Connection, Arrival] = {}
        self.lingering: dict[Connection, float] = {}
        self.next_look = 0.0

    def accept(self, listener: socket.socket) -> None:
        """Take a new connection. When there are too many, what has been arriving for the longest goes."""
        try:
            sock, client = listener.accept()
        except OSError as error:
            if error.errno not in (errno.EAGAIN, errno.ECONNABORTED, errno.EWOULDBLOCK):
                raise
            return
        self.nr_conns += 1
        self.enqueue_req(Connection(self.cfg, sock, client, listener.getsockname(), self.linger))
        if self.nr_conns >= self.worker_connections:
            for oldest in [*self.lingering, *self.arriving][:1]:
                self.drop(oldest)

    def enqueue_req(self, conn: Connection) -> None:
        """Let a request arrive. gunicorn calls it for whatever may have one: new connections, and kept ones."""
        arrival = self.arriving[conn] = Arrival()
        conn.sock.setblocking(False)
        self.poller.register(conn.sock, selectors.EVENT_READ, partial(self.on_arriving, conn))
        held = conn.parser.unreader.take_buffered()
        self.advance(conn, arrival, lambda: held or conn.sock.recv(arrival.room))

    def on_arriving(self, conn: Connection, sock: socket.socket) -> None:
        """More of a request has come."""
        arrival = self.arriving[conn]
        self.advance(conn, arrival, lambda: sock.recv(arrival.room))

    def advance(self, conn: Connection, arrival: Arrival, read: Callable[[], bytes]) -> None:
        """Take what is there. A request that is whole goes to a thread; one whose sender has gone is forgotten."""
        try:
            data = read()
            is_whole = bool(data) and arrival.take(data)
            if arrival.expects and not is_whole:
                conn.sock.send(b"HTTP/1.1 100 Continue\r\n\r\n")
                arrival.expects = False
        except BlockingIOError:
            return
        except Refused as refusal:
            self.refuse(conn, refusal)
        except OSError:
            self.drop(conn)
        else:
            if is_whole:
                self.forget(conn)
                conn.parser.unreader.give(arrival)
                super().enqueue_req(conn)
            elif not data:
                self.drop(conn)

    def refuse(self, conn: Connection, refusal: Refused) -> None:
        with suppress(OSError):  # who has gone, or takes no answers, is told nothing
            util.write_error(conn.sock, refusal.status, refusal.reason, "")
        self.forget(conn)
        self.nr_conns -= 1
        self.linger(conn)

    def linger(self, conn: Connection) -> None:
        """Say that no more will be sent, and let the other end close: else it might lose the answer (RFC 9112, 9.6)."""
        try:
            conn.sock.setblocking(False)
            conn.sock.shutdown(socket.SHUT_WR)
            self.poller.register(conn.sock, selectors.EVENT_READ, partial(self.on_lingering, conn))
        except (OSError, ValueError, KeyError):
            conn.close()
            return
        self.nr_conns += 1
        self.lingering[conn] = time.monotonic() + LINGER_SECONDS

    def on_lingering(self, conn: Connection, sock: socket.socket) -> None:
        try:
            is_over = not sock.recv(PIECE)
        except BlockingIOError:
            is_over = False
        except OSError:
            is_over = True
        if is_over:
            self.drop(conn)

    def forget(self, conn: Connection) -> None:
        """Watch a connection no more."""
        self.arriving.pop(conn, None)
        self.lingering.pop(conn, None)
        self.poller.unregister(conn.sock)

    def drop(self, conn: Connection) -> None:
        self.forget(conn)
        self.nr_conns -= 1
        conn.close()

    def murder_pending(self) -> None:
        """Called in every turn of gunicorn's loop: ends what has had its time."""
        now = time.monotonic()
        if now < self.next_look:
            return
        self.next_look = now + 0.5
        for conn in [conn for conn, arrival in self.arriving.items() if arrival.deadline < now]:
            if self.arriving[conn].held and self.alive:
                self.refuse(conn, Refused(408, "Request Timeout"))
            else:
                self.drop(conn)
        for conn in [conn for conn, deadline in self.lingering.items() if deadline < now]:
            self.drop(conn)

    def _cap_keepalive(self, deadline: float) -> None:
        """Called when the worker stops: nobody is waited for longer than for connections that are kept."""
        super()._cap_keepalive(deadline)
        for arrival in self.arriving.values():
            arrival.deadline = min(arrival.deadline, deadline)
        self.lingering = {conn: min(until, deadline) for conn, until in self.lingering.items()}
