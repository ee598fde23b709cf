"""Asking the guides API as a client does, and reading what it answers."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any, NamedTuple

import brotli
from django.http.response import HttpResponseBase
from django.test import Client

from guide_pages.models import Guide

API = "/api/guides/v1/"

#: pytest-django's `django_assert_num_queries`.
Queries = Callable[[int], AbstractContextManager[object]]

_DECODE: dict[str, Callable[[bytes], bytes]] = {"": bytes, "gzip": gzip.decompress, "br": brotli.decompress}


class Answer(NamedTuple):
    """All that a client is sent: equal answers cannot be told apart."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def words(self) -> str:
        """The body, decompressed."""
        return _DECODE[self.headers.get("Content-Encoding", "")](self.body).decode()

    @property
    def json(self) -> Any:
        return json.loads(self.words)


def ask(client: Client, address: str, method: str = "GET", **headers: str) -> Answer:
    """Ask at an address of the site; below the API's root where it does not begin with a slash.

    Headers are given as `if_none_match="…"`.
    """
    path = address if address.startswith("/") else f"{API}{address}"
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return answer(client.generic(method, path, headers=named))


def answer(response: HttpResponseBase) -> Answer:
    """What a response sends, its cookies with it; but for the clock, which Wagtail sends where it asks to sign in."""
    body = b"".join(response.streaming_content) if response.streaming else response.content
    cookies = {"Set-Cookie": response.cookies.output()} if response.cookies else {}
    headers = {name: value for name, value in response.items() if name != "Expires"}
    return Answer(response.status_code, headers | cookies, body)


def followed(client: Client, address: str) -> list[Any]:
    """The items of a list from its beginning to its end, page by page. A cursor that comes again leads in a circle."""
    items: list[Any] = []
    taken: set[str] = set()
    page = ask(client, address).json
    while True:
        items += page["items"]
        if not page.get("has_more", page["next_cursor"]):
            return items
        cursor = page["next_cursor"]
        assert cursor not in taken, f"{address} leads in a circle."
        taken.add(cursor)
        page = ask(client, f"{address}{'&' if '?' in address else '?'}cursor={cursor}").json


def id_of(page: Any) -> str:
    """The id of the guide of a page."""
    return str(Guide.objects.get(page=page.pk).pk)


def names(answer: Answer) -> set[str]:
    """The parameters that a problem finds fault with."""
    return {fault["name"] for fault in answer.json["errors"]}
