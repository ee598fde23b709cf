"""Pictures of a document from the network, where that was asked for: from few hosts, of limited size, and never from
an address that is not public."""

from __future__ import annotations

import socket
import ssl
import time
from http.client import HTTPConnection, HTTPException, HTTPResponse
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from pathlib import Path
from urllib.parse import SplitResult, urljoin, urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

MOST_HOSTS = 5
MOST_PICTURES = 200
MOST_BYTES = 200 * 1024 * 1024
MOST_REDIRECTS = 3
SECONDS = 10  # without a word from the host
MOST_SECONDS = 60  # for one picture
_CHUNK = 64 * 1024
_PORTS = {"http": 80, "https": 443}
_KINDS = {
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "image/gif": ".gif",
    "image/webp": ".webp",
    "image/avif": ".avif",
}
_NAT64 = IPv6Network("64:ff9b::/96")


class NotFetched(Exception):
    """Why a picture was not fetched."""


class Fetcher:
    """Fetches pictures into a folder. `failed` says of each that was not, why."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.failed: list[str] = []
        self._files: dict[str, Path | None] = {}
        self._hosts: set[str] = set()
        self._bytes = 0

    def file(self, address: str) -> Path | None:
        """Return the picture at an address, or None. An address is asked once."""
        if address not in self._files:
            try:
                self._files[address] = self._fetched(address)
            except (NotFetched, OSError, HTTPException, ValueError) as error:
                self._files[address] = None
                self.failed.append(f"{address[:200]} – {str(error) or type(error).__name__}")
        return self._files[address]

    def _fetched(self, address: str) -> Path:
        if len(self._files) >= MOST_PICTURES:
            raise NotFetched(_("more than %d pictures") % MOST_PICTURES)
        end = time.monotonic() + MOST_SECONDS
        for _redirect in range(MOST_REDIRECTS + 1):
            connection, path = self._connected(address)
            try:
                connection.request("GET", path, headers={"Accept": "image/*", "Accept-Encoding": "identity"})
                answer = connection.getresponse()
                if answer.status in (301, 302, 303, 307, 308):
                    address = urljoin(address, answer.getheader("Location") or "")
                    continue
                return self._kept(answer, end)
            finally:
                connection.close()
        raise NotFetched(_("it redirects again and again"))

    def _connected(self, address: str) -> tuple[HTTPConnection, str]:
        """Return a connection to one of the addresses that a host has now, and what to ask for there."""
        parts = urlsplit(address)
        host = parts.hostname or ""
        if parts.scheme not in _PORTS or not host or parts.username is not None:
            raise NotFetched(_("it is no address on the web"))
        port = parts.port or _PORTS[parts.scheme]
        if port != _PORTS[parts.scheme]:
            raise NotFetched(_("it is not at the usual port"))
        self._hosts.add(host)
        if len(self._hosts) > MOST_HOSTS:
            self._hosts.discard(host)
            raise NotFetched(_("pictures come from more than %d hosts") % MOST_HOSTS)
        connection = _Connection(host, port, public_address(host, port), secure=parts.scheme == "https")
        return connection, _path(parts)

    def _kept(self, answer: HTTPResponse, end: float) -> Path:
        kind = (answer.getheader("Content-Type") or "").partition(";")[0].strip().casefold()
        if answer.status != 200:
            raise NotFetched(_("the host answers %d") % answer.status)
        if kind not in _KINDS:
            raise NotFetched(_("it is no picture that can be shown"))
        most = getattr(settings, "WAGTAILIMAGES_MAX_UPLOAD_SIZE", None) or 10 * 1024 * 1024
        content = b""
        while chunk := answer.read1(_CHUNK):
            content += chunk
            if len(content) > most or self._bytes + len(content) > MOST_BYTES:
                raise NotFetched(_("it is too large"))
            if time.monotonic() > end:
                raise NotFetched(_("it takes too long"))
        self._bytes += len(content)
        file = self.folder / f"fetched-{len(self._files) + 1}{_KINDS[kind]}"
        file.write_bytes(content)
        return file


class _Connection(HTTPConnection):
    """A connection to an address that was looked up once and found public: nobody looks it up again."""

    def __init__(self, host: str, port: int, address: str, *, secure: bool) -> None:
        super().__init__(host, port, timeout=SECONDS)
        self._address = address
        self._secure = secure

    def connect(self) -> None:
        connected = socket.create_connection((self._address, self.port), timeout=SECONDS)
        if self._secure:
            connected = ssl.create_default_context().wrap_socket(connected, server_hostname=self.host)
        self.sock = connected


def public_address(host: str, port: int) -> str:
    """Return an address of a host. Raise `NotFetched` where any of them is not public."""
    found = [str(each[4][0]) for each in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    if not found or not all(is_public(each) for each in found):
        raise NotFetched(_("its host is not on the public network"))
    return found[0]


def is_public(address: str) -> bool:
    """Return whether an address is one that everybody on the network has: not of this machine or a local network."""
    known: IPv4Address | IPv6Address = ip_address(address.partition("%")[0])
    if isinstance(known, IPv6Address):
        inner = known.ipv4_mapped or known.sixtofour or (known.teredo and known.teredo[1])
        if inner:
            return is_public(str(inner))
        if known in _NAT64:
            return is_public(str(IPv4Address(int(known) & 0xFFFFFFFF)))
    return known.is_global and not known.is_multicast and not known.is_reserved


def _path(parts: SplitResult) -> str:
    path = parts.path or "/"
    whole = f"{path}?{parts.query}" if parts.query else path
    return "".join(each if "!" <= each <= "~" else _quoted(each) for each in whole)


def _quoted(character: str) -> str:
    return "".join(f"%{byte:02X}" for byte in character.encode("utf-8", "replace"))
