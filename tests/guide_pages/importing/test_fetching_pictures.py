"""Pictures from the network: only when asked for, from few hosts, never from an address that is not public."""

from __future__ import annotations

import json
import socket
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO, StringIO
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any

import pytest
from django.core.management import call_command
from PIL import Image as PillowImage

from guide_pages.importing import fetching
from guide_pages.importing.fetching import Fetcher, is_public
from tests.factories import guide_index

if TYPE_CHECKING:
    from collections.abc import Iterator


def png() -> bytes:
    content = BytesIO()
    PillowImage.new("RGB", (40, 30), "navy").save(content, "PNG")
    return content.getvalue()


class Owls(BaseHTTPRequestHandler):
    """A host with pictures, and with what is none."""

    def do_GET(self) -> None:
        self.server.asked.append((self.headers["Host"], self.path))  # type: ignore[attr-defined]
        if self.path == "/away.png":
            self.send_response(302)
            self.send_header("Location", "http://inside.example/owl.png")
            self.end_headers()
            return
        self.send_response(404 if self.path == "/none.png" else 200)
        kinds = {"/page.png": "text/html", "/fake.png": "image/png"}
        self.send_header("Content-Type", kinds.get(self.path, "image/png"))
        self.end_headers()
        self.wfile.write(
            b"<p>No picture</p>" * (100_000 if self.path == "/large.png" else 1)
            if self.path in ("/page.png", "/fake.png", "/large.png")
            else png()
        )

    def log_message(self, format: str, *args: Any) -> None:
        pass


@pytest.fixture
def host(monkeypatch: pytest.MonkeyPatch) -> Iterator[ThreadingHTTPServer]:
    """A host of this machine that is found by public names, at the usual port, as if it were on the public network."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Owls)
    server.asked = []  # type: ignore[attr-defined]
    Thread(target=server.serve_forever, daemon=True).start()

    def connected(address: Any, timeout: float) -> socket.socket:
        there = socket.socket()
        there.settimeout(timeout)
        there.connect(("127.0.0.1", server.server_port))
        return there

    def looked_up(name: str, port: int, **_options: Any) -> list[Any]:
        address = {"inside.example": "10.0.0.8"}.get(name, "93.184.215.14")
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))]

    monkeypatch.setattr(fetching.socket, "getaddrinfo", looked_up)
    monkeypatch.setattr(fetching.socket, "create_connection", connected)
    yield server
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize(
    "address",
    [
        *[
            "127.0.0.1",
            "10.0.0.1",
            "172.16.3.4",
            "192.168.1.1",
            "169.254.169.254",
            "100.64.0.1",
            "0.0.0.0",
            "224.0.0.1",
        ],
        *["::1", "::", "fe80::1%eth0", "fc00::1", "::ffff:127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "ff02::1"],
    ],
)
def test_addresses_that_are_not_public(address: str):
    assert not is_public(address)


@pytest.mark.parametrize("address", ["93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c", "64:ff9b::5db8:d70e"])
def test_addresses_that_are_public(address: str):
    assert is_public(address)


def test_a_picture_is_fetched_once(host: Any, tmp_path: Path):
    fetcher = Fetcher(tmp_path)
    file = fetcher.file("http://owls.example/owl.png")
    assert file is not None
    assert file.read_bytes() == png()
    assert fetcher.file("http://owls.example/owl.png") == file
    assert host.asked == [("owls.example", "/owl.png")]


def refused(address: str, folder: Path) -> str:
    fetcher = Fetcher(folder)
    assert fetcher.file(address) is None
    assert not list(folder.iterdir())
    return fetcher.failed[0]


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("http://inside.example/owl.png", "not on the public network"),
        ("http://owls.example/away.png", "not on the public network"),
        ("http://owls.example:8080/owl.png", "usual port"),
        ("http://me:secret@owls.example/owl.png", "no address on the web"),
        ("file:///etc/passwd", "no address on the web"),
        ("ftp://owls.example/owl.png", "no address on the web"),
        ("http://owls.example/page.png", "no picture"),
        ("http://owls.example/none.png", "404"),
    ],
)
def test_what_is_not_fetched_is_said_with_the_reason(host: Any, tmp_path: Path, address: str, words: str):
    assert words in refused(address, tmp_path)
    assert not [asked for asked in host.asked if asked[0] == "inside.example"]


def test_a_picture_that_is_too_large_is_given_up(host: Any, tmp_path: Path, settings):
    settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE = 1000
    assert "too large" in refused("http://owls.example/large.png", tmp_path)


def test_few_hosts_are_asked(host: Any, tmp_path: Path):
    fetcher = Fetcher(tmp_path)
    found = [fetcher.file(f"http://owls{number}.example/owl.png") for number in range(fetching.MOST_HOSTS + 1)]
    assert [file is not None for file in found] == [True] * fetching.MOST_HOSTS + [False]


def test_a_host_s_address_is_looked_up_once_and_that_one_is_asked(
    host: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    asked: list[Any] = []
    connect = fetching.socket.create_connection
    monkeypatch.setattr(
        fetching.socket,
        "create_connection",
        lambda address, timeout: asked.append(address) or connect(address, timeout),
    )
    Fetcher(tmp_path).file("http://owls.example/owl.png")
    assert asked == [("93.184.215.14", 80)]


def run(file: Path, *options: str) -> dict[str, Any]:
    out = StringIO()
    call_command("import_guide", str(file), "--json", *options, stdout=out)
    return json.loads(out.getvalue())


@pytest.mark.django_db
def test_pictures_of_a_page_come_when_that_is_asked_for(host: Any, tmp_path: Path):
    guide_index()
    file = tmp_path / "owls.html"
    images = "".join(
        f'<img src="/{name}.png" alt="{alt}">'
        for name, alt in (("owl", "An owl"), ("none", "A nest"), ("fake", "A mouse"))
    )
    file.write_text(f'<base href="http://owls.example/"><body><h1>Owls</h1><h2>Nights</h2><p>They hoot.</p>{images}')
    assert run(file, "--dry-run")["images_placed"] == []
    assert host.asked == []
    report = run(file, "--fetch-images")
    assert report["images_placed"] == ["An owl"]
    assert report["images_wanted"] == ["A nest", "A mouse"]
    assert [words.partition(" ")[0] for words in report["images_not_fetched"]] == [
        "http://owls.example/none.png",
        "http://owls.example/fake.png",
    ]
