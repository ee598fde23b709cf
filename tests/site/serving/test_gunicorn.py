"""gunicorn.conf.py: who sends half a request holds nobody up, and no header of a stranger opens a door."""

from __future__ import annotations

import hashlib
import socket
import struct
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from config.worker import Arrival
from tests.site.serving.gunicorn import Answer, Server, answer, gunicorn, is_open, request

ECHO = "tests.site.serving.echo:application"
FOREVER = {"HEAD_SECONDS": "900", "BODY_SECONDS": "900", "LINGER_SECONDS": "900"}

HALVES = {
    "nothing": b"",
    "half a head": b"GET / HTTP/1.1\r\nHost: guides.example.org\r\nX-More",
    "a head without its end": b"GET / HTTP/1.1\r\nHost: guides.example.org\r\n",
    "no body": request("/", "Content-Length: 10", method="POST"),
    "half a body": request("/", "Content-Length: 2000000", method="POST") + b"x" * 1_000_000,
    "half a body in chunks": request("/", "Transfer-Encoding: chunked", method="POST") + b"5\r\nhello\r\n",
    "half a body that is waited for": request("/", "Content-Length: 10", "Expect: 100-continue", method="POST"),
}


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    """One that is patient: whoever is answered on it was not answered because somebody else was sent away."""
    with gunicorn(ECHO, **FOREVER) as server:
        yield server


@pytest.mark.parametrize("count", [3, 60])
@pytest.mark.parametrize("half", HALVES.values(), ids=HALVES)
def test_half_sent_requests_hold_up_no_reader(server, half, count):
    with ExitStack() as stack:
        others = [stack.enter_context(server.send(half)) for _ in range(count)]
        for _ in range(10):
            assert server.ask(request("/read")).status == 200
        if b"Expect" not in half:  # these were told to go on
            assert all(is_open(other) for other in others)


def test_requests_that_come_byte_by_byte_hold_up_no_reader(server):
    slow = request("/", body=b"words")
    with ExitStack() as stack:
        others = [stack.enter_context(server.connect()) for _ in range(30)]
        for at in range(len(slow) - 1):
            for other in others:
                other.sendall(slow[at : at + 1])
            if at % 20 == 0:
                assert server.ask(request()).status == 200
        assert all(is_open(other) for other in others)
        for other in others:
            other.sendall(slow[-1:])
            assert answer(other).said["length"] == 5


def test_who_does_not_hang_up_after_an_answer_holds_up_no_reader(server):
    with ExitStack() as stack:
        others = [stack.enter_context(server.send(request("/", "Connection: close"))) for _ in range(60)]
        assert [answer(other).status for other in others] == [200] * 60
        assert server.ask(request()).status == 200


def test_more_half_sent_requests_than_connections_hold_up_no_reader():
    with gunicorn(ECHO, "--worker-connections=20", **FOREVER) as server, ExitStack() as stack:
        others = [stack.enter_context(server.send(HALVES["half a head"])) for _ in range(60)]
        for _ in range(10):
            assert server.ask(request()).status == 200
        assert sum(is_open(other) for other in others) < 20


def test_a_worker_that_makes_room_for_another_does_not_wait_for_half_sent_requests():
    with gunicorn(ECHO, "--max-requests=5", "--max-requests-jitter=0", **FOREVER) as server, ExitStack() as stack:
        for _ in range(10):
            stack.enter_context(server.send(HALVES["half a head"]))
        processes = {server.ask(request("/", "Connection: close")).said["process"] for _ in range(12)}
    assert len(processes) > 1


@pytest.mark.parametrize("half", ["half a head", "half a body"])
def test_half_a_request_is_sent_away_in_the_end(half):
    with gunicorn(ECHO, HEAD_SECONDS="0.2", BODY_SECONDS="0.2") as server:
        assert server.ask(HALVES[half]).status == 408


LENGTHS = ["00000000000000000010", "9999999999999999", "1" * 5000, "+10", "-10", "0x10", "1_0", "10, 10", "", "ten"]


@pytest.mark.parametrize("length", LENGTHS, ids=range(len(LENGTHS)))
def test_a_length_that_can_be_read_in_two_ways_is_refused_and_holds_up_no_reader(server, length):
    with ExitStack() as stack:
        half = request("/", f"Content-Length: {length}", method="POST")
        others = [stack.enter_context(server.send(half)) for _ in range(20)]
        assert server.ask(request("/read")).status == 200
        assert [answer(other).status for other in others] == [400] * 20


REFUSED = {
    "a head": b"GET / HTTP/1.1\r\n" + b"X: y\r\n" * 7000,
    "a body": request("/", "Content-Length: 1073741824", method="POST"),
}


@pytest.mark.parametrize("refused", REFUSED.values(), ids=REFUSED)
def test_who_is_refused_and_has_gone_ends_no_process(server, refused):
    process = server.ask(request()).said["process"]
    for _ in range(40):
        with server.connect() as connection:
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            connection.sendall(refused)
    assert server.ask(request()).said["process"] == process


def test_a_body_for_which_there_is_no_room_is_refused_and_ends_no_process():
    with gunicorn(ECHO, FILE_BYTES="150000") as server:
        process = server.ask(request()).said["process"]
        for size in (230_000, 3_000_000):
            assert server.ask(request(body=b"x" * size)).status == 503
        assert server.ask(request(body=b"x" * 100_000)).said["process"] == process


def test_each_byte_of_a_body_in_chunks_is_looked_at_once():
    arrival = Arrival()
    arrival.take(request("/", "Transfer-Encoding: chunked", method="POST") + b"1\r\nx\r\n" * 10_000)
    began = time.process_time()
    for _ in range(3000):
        assert not arrival.take(b"1")
    assert time.process_time() - began < 1


SIZES = [0, 1, 8192, 65_536, 65_537, 3_000_000]


@pytest.mark.parametrize("size", SIZES)
def test_a_body_arrives_as_it_was_sent(server, size):
    body = bytes(range(256)) * (size // 256 + 1)
    said = server.ask(request(body=body[:size])).said
    assert (said["length"], said["digest"]) == (size, hashlib.sha256(body[:size]).hexdigest())


@pytest.mark.parametrize("piece", [1, 7, 40_000])
def test_a_body_in_chunks_arrives_as_it_was_sent(server, piece):
    body = b"0\r\n\r\nGET / HTTP/1.1" * (1 if piece == 1 else 20)
    parts = [body[at : at + piece] for at in range(0, len(body), piece)]
    chunks = b"".join(b"%x;a=b\r\n%s\r\n" % (len(part), part) for part in parts)
    said = server.ask(request("/", "Transfer-Encoding: chunked", method="POST") + chunks + b"0\r\n\r\n").said
    assert (said["length"], said["digest"]) == (len(body), hashlib.sha256(body).hexdigest())


def test_requests_that_come_together_are_answered_in_order(server):
    together = request("/1") + request("/2", body=b"two") + request("/3", body=b"x" * 100_000) + request("/4")
    with server.send(together) as connection:
        said = [answer(connection).said for _ in range(4)]
    assert [(one["path"], one["length"]) for one in said] == [("/1", 0), ("/2", 3), ("/3", 100_000), ("/4", 0)]


def test_a_client_that_asks_whether_to_go_on_is_told_so(server):
    with server.send(request("/", "Content-Length: 5", "Expect: 100-continue", method="POST")) as connection:
        assert connection.recv(100).startswith(b"HTTP/1.1 100 Continue\r\n\r\n")
        connection.sendall(b"words")
        assert answer(connection).said["length"] == 5


TOO_LARGE = {
    "a long head": (b"GET / HTTP/1.1\r\n" + b"X: y\r\n" * 20_000, 431),
    "many headers": (request("/", *[f"X-{n}: y" for n in range(200)]), 431),
    "a long address": (request("/" + "x" * 10_000), 414),
    "a body of a gigabyte": (request("/", "Content-Length: 1073741824", method="POST"), 413),
    "endless chunks": (
        request("/", "Transfer-Encoding: chunked", method="POST") + b"400\r\n" + b"x" * 1024 + b"\r\n400\r\n" * 9000,
        411,
    ),
}


@pytest.mark.parametrize(("sent", "status"), TOO_LARGE.values(), ids=TOO_LARGE)
def test_what_is_too_large_is_refused(server, sent, status):
    assert server.ask(sent).status in {status, 400}
    assert server.ask(request()).status == 200


BELIEVED_BY_DEFAULT = [
    ("/guides/admin/login/", "SCRIPT_NAME: /guides"),
    ("/elsewhere", "PATH_INFO: /admin/login/"),
    ("/", "X-Forwarded-Proto: https"),
    ("/", "X-Forwarded-Protocol: ssl"),
    ("/", "X-Forwarded-Ssl: on"),
]


def seen(server: Server, path: str, *headers: str) -> tuple[str, str, str]:
    found: Answer = server.ask(request(path, *headers))
    return found.said["prefix"], found.said["path"], found.said["scheme"]


@pytest.mark.parametrize(("path", "header"), BELIEVED_BY_DEFAULT)
def test_a_header_that_anybody_can_send_changes_no_address(server, path, header):
    assert seen(server, path, header) == seen(server, path) == ("", path, "http")


def test_no_header_changes_an_address_on_a_socket_file_either(tmp_path: Path):
    with gunicorn(ECHO, bind=f"unix:{tmp_path}/site.sock", FORWARDED_ALLOW_IPS="*") as server:
        for path, header in BELIEVED_BY_DEFAULT:
            assert seen(server, path, header) == ("", path, "http")
