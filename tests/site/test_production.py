"""What production refuses to start with, in a sentence each, and the switch that allows it knowingly."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

RIGHT = {
    "DJANGO_SETTINGS_MODULE": "config.settings.production",
    "SECRET_KEY": "not-a-secret-but-long-enough-for-a-test-0123456789-abcdefghij",
    "ALLOWED_HOSTS": "guides.example.org",
    "EMAIL_URL": "smtp://127.0.0.1:25",
    "SECURE_SSL_REDIRECT": "false",
}
READ_SETTINGS = ("-c", "from django.conf import settings; settings.DEBUG; print(settings.FORCE_SCRIPT_NAME)")
GUNICORN = ("-m", "gunicorn", "--bind", "127.0.0.1:0", "--check-config")

MAIL = (
    "Mail goes to the log or nowhere, links that set a new password with it: set EMAIL_URL to a server, or to"
    " dummymail:// for none. If you mean it, set ALLOW_CONSOLE_MAIL=true."
)
KEY = (
    "SECRET_KEY can be guessed, and with it every session: make it 50 random characters or more. If you mean it, set"
    " ALLOW_SHORT_SECRET_KEY=true."
)


def separate(processes: int, cache: str) -> str:
    return (
        f"WEB_CONCURRENCY is {processes}, and so many processes cannot count together in a {cache}, so that limits are"
        " not kept: set CACHE_URL to one that they share, such as redis://127.0.0.1:6379/1. If you mean it, set"
        " ALLOW_SEPARATE_CACHES=true."
    )


REFUSED = [
    ("ALLOW_CONSOLE_MAIL", {"EMAIL_URL": ""}, MAIL),
    ("ALLOW_CONSOLE_MAIL", {"EMAIL_URL": "consolemail://"}, MAIL),
    ("ALLOW_CONSOLE_MAIL", {"EMAIL_URL": "memorymail://"}, MAIL),
    ("ALLOW_SHORT_SECRET_KEY", {"SECRET_KEY": "0123456789" * 4 + "012345678"}, KEY),
    ("ALLOW_SHORT_SECRET_KEY", {"SECRET_KEY": "k" * 80}, KEY),
    ("ALLOW_SHORT_SECRET_KEY", {"SECRET_KEY": "django-insecure-" + "0123456789" * 6}, KEY),
    (
        "ALLOW_ANY_HOST",
        {"ALLOWED_HOSTS": "guides.example.org, *"},
        "ALLOWED_HOSTS=* lets anybody choose the host in the links that are mailed: name the hosts of the site. If you"
        " mean it, set ALLOW_ANY_HOST=true.",
    ),
    ("ALLOW_SEPARATE_CACHES", {"WEB_CONCURRENCY": "2"}, separate(2, "LocMemCache")),
    ("ALLOW_SEPARATE_CACHES", {"WEB_CONCURRENCY": "4", "CACHE_URL": "dummycache://"}, separate(4, "DummyCache")),
    (
        "ALLOW_SEPARATE_CACHES",
        {"WEB_CONCURRENCY": "2", "CACHE_URL": "filecache:///nowhere"},
        separate(2, "FileBasedCache"),
    ),
]


def start(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """A process of its own, with an environment that lacks nothing but what is given."""
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": "site", **RIGHT, **environment},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@pytest.mark.parametrize(
    "environment",
    [
        {},
        {"EMAIL_URL": "dummymail://"},
        {"WEB_CONCURRENCY": "1"},
        {"WEB_CONCURRENCY": ""},
        {"WEB_CONCURRENCY": "4", "CACHE_URL": "redis://127.0.0.1:6379/1"},
    ],
)
def test_what_is_right_starts(environment: dict[str, str]) -> None:
    outcome = start(*READ_SETTINGS, **environment)
    assert outcome.returncode == 0, outcome.stderr


@pytest.mark.parametrize(("switch", "environment", "sentence"), REFUSED)
def test_what_is_refused_is_said_in_a_sentence_and_a_switch_allows_it(
    switch: str, environment: dict[str, str], sentence: str
) -> None:
    refused = start(*READ_SETTINGS, **environment)
    assert refused.returncode != 0
    assert refused.stderr.splitlines()[-1] == f"django.core.exceptions.ImproperlyConfigured: {sentence}"
    allowed = start(*READ_SETTINGS, **environment, **{switch: "true"})
    assert allowed.returncode == 0, allowed.stderr


@pytest.mark.parametrize("arguments", [("manage.py", "reconcile"), GUNICORN], ids=["command", "server"])
def test_neither_a_command_nor_the_server_starts(arguments: tuple[str, ...]) -> None:
    outcome = start(*arguments, EMAIL_URL="")
    assert outcome.returncode != 0
    assert MAIL in outcome.stderr


def test_the_server_is_told_in_one_place_how_many_processes_serve() -> None:
    outcome = start("-m", "gunicorn", "--bind", "127.0.0.1:0", "--workers", "2")
    assert outcome.returncode != 0
    assert outcome.stderr.splitlines()[-1].endswith(
        "Say in WEB_CONCURRENCY how many processes serve (1 now), and not by --workers."
    )


def test_commands_know_the_path_that_the_site_is_below() -> None:
    assert start(*READ_SETTINGS, SCRIPT_NAME="/library/").stdout.strip() == "/library"
    assert start(*READ_SETTINGS).stdout.strip() == "None"
