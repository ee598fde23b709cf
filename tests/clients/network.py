"""The network between a client and the site: it can be down, and it can go away in the middle of an answer."""

from __future__ import annotations

import contextlib
import socket
import threading
from urllib.parse import urlsplit


class Network:
    """Listens on an address of its own and passes on what comes, both ways.

    Down, it refuses every connection. With `room`, a connection ends after so many bytes of the answer. Where it
    `is_silent`, it takes what it is sent, and that is all.
    """

    def __init__(self, server: str) -> None:
        there = urlsplit(server)
        self._server = (there.hostname, there.port)
        self._port = 0
        self.up()
        self.url = f"http://127.0.0.1:{self._port}"
        self.is_silent = False
        self.room: int | None = None

    def up(self) -> None:
        """Take connections, always at the same address."""
        self._listener = socket.create_server(("127.0.0.1", self._port))
        self._port = self._listener.getsockname()[1]
        threading.Thread(target=self._listen, args=(self._listener,), daemon=True).start()

    def down(self) -> None:
        """Refuse connections."""
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()

    def _listen(self, listener: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while True:
                client, _ = listener.accept()
                threading.Thread(target=self._connect, args=(client,), daemon=True).start()

    def _connect(self, client: socket.socket) -> None:
        with client, contextlib.suppress(OSError):
            if self.is_silent:
                while client.recv(65536):
                    pass
                return
            with socket.create_connection(self._server) as server:
                threading.Thread(target=self._pass_on, args=(client, server), daemon=True).start()
                self._pass_on(server, client, self.room)

    @staticmethod
    def _pass_on(source: socket.socket, target: socket.socket, room: int | None = None) -> None:
        passed = 0
        with contextlib.suppress(OSError):
            while room is None or passed < room:
                piece = source.recv(65536)
                if not piece:
                    break
                piece = piece if room is None else piece[: room - passed]
                target.sendall(piece)
                passed += len(piece)
        with contextlib.suppress(OSError):
            target.shutdown(socket.SHUT_WR)
