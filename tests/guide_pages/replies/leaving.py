"""Leaving a reply as a reader's browser does."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from typing import Any

import time_machine
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from guide_pages.models import GuidePage
from guide_pages.replies.tokens import fresh_token

Queries = Callable[[int], AbstractContextManager[object]]

WORDS = {"name": "Ada Example", "email": "ada@example.org", "text": "Does it help with sleep, too?"}


def address(page: GuidePage, rest: str = "") -> str:
    return f"/_util/replies/{page.guide.pk}/{rest}"


def token(page: GuidePage, seconds: float = 30) -> str:
    """A fresh token that was given so long ago."""
    with time_machine.travel(timezone.now() - timedelta(seconds=seconds)):
        return fresh_token(page.guide.pk)


def leave(client: Client, page: GuidePage, headers: dict[str, str] | None = None, **fields: Any) -> HttpResponse:
    """Send the form as a script has completed it. A field that is None is not sent."""
    form = {**WORDS, "token": token(page), **fields}
    extra = {key: fields.pop(key) for key in list(fields) if key.isupper()}
    form = {name: value for name, value in form.items() if value is not None and not name.isupper()}
    response: Any = client.post(address(page), form, headers=headers, **extra)
    return response


def hidden(html: str, name: str) -> str:
    """The value of a form's hidden field."""
    found = re.search(rf'<input type="hidden" name="{name}" value="([^"]*)">', html)
    assert found
    return found[1]


def words(response: HttpResponse) -> str:
    return response.content.decode()


def api(page: GuidePage) -> str:
    return f"/api/guides/v1/guides/{page.guide.pk}/replies"


def post(client: Client, page: GuidePage, body: Any = None, **headers: str) -> Any:
    """Send JSON to the API; bytes as they are."""
    sent = body if isinstance(body, bytes) else json.dumps({**WORDS, "parent": None, **(body or {})}).encode()
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return client.generic(
        "POST", api(page), sent, content_type=named.pop("content-type", "application/json"), headers=named
    )
