"""A site with one setting that cannot work is told so in one sentence, with the way to mend it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.core.checks import run_checks
from django.db import connection
from django.test import override_settings
from django.urls import include, path
from django_tasks.backends.base import BaseTaskBackend
from wagtail import urls as wagtail_urls

from guide_pages.api.application import api

EDITOR = "guide_pages.middleware.EditorMiddleware"
OUTAGES = "guide_pages.outages.middleware.OutageMiddleware"
AUTHENTICATION = "django.contrib.auth.middleware.AuthenticationMiddleware"
LAST = [
    "django.contrib.messages.middleware.MessageMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]
TASKS = "django_tasks.backends"


def told() -> dict[str, str]:
    """What the checks say now, by id; each has a way to mend it."""
    found = run_checks(tags=["guide_pages"])
    assert all(message.hint for message in found)
    return {message.id.removeprefix("guide_pages."): message.msg for message in found}


def without(*names: str) -> list[str]:
    return [name for name in settings.MIDDLEWARE if not name.endswith(names)]


def pages(*before: Any, after: tuple[Any, ...] = (), ours: Any = "guide_pages.urls") -> type:
    """Addresses of a site."""
    return type("Addresses", (), {"urlpatterns": [*before, path("", include(ours)), *after]})


class SitesAuthentication(AuthenticationMiddleware):
    """A site's own."""


class Waiting(BaseTaskBackend):
    """Keeps tasks for a worker, as a queue in the database does."""

    def enqueue(self, task: Any, args: Any, kwargs: Any) -> Any:
        raise NotImplementedError


def test_this_site_is_told_nothing() -> None:
    assert told() == {}


@pytest.mark.parametrize(
    ("change", "id_", "sentence"),
    [
        (
            {"MIDDLEWARE": without("EditorMiddleware")},
            "E004",
            "EditorMiddleware is missing: a publish that is refused is an error page, and not a message.",
        ),
        (
            {"MIDDLEWARE": [*without("EditorMiddleware", "MessageMiddleware", "RedirectMiddleware"), EDITOR, *LAST]},
            "E005",
            "EditorMiddleware does not come after MessageMiddleware, which it needs on every request.",
        ),
        (
            {"MIDDLEWARE": without("RedirectMiddleware")},
            "W006",
            "RedirectMiddleware is missing: an address that a guide has had answers 404 after it has moved.",
        ),
        (
            {"MIDDLEWARE": without("OutageMiddleware")},
            "W026",
            "OutageMiddleware is missing: while the database is away, readers are told of an error, and not to come"
            " back.",
        ),
        (
            {"MIDDLEWARE": [*without("OutageMiddleware"), OUTAGES]},
            "W026",
            "OutageMiddleware comes after SessionMiddleware: while the database is away, readers are told of an error,"
            " and not to come back.",
        ),
        (
            {"TEMPLATES": [{"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True}]},
            "E007",
            "Templates are not given the request: every page of the admin is an error.",
        ),
        (
            {"DATA_UPLOAD_MAX_NUMBER_FIELDS": 1000},
            "W008",
            "DATA_UPLOAD_MAX_NUMBER_FIELDS is 1000: a long guide is one form with more fields, and cannot be saved.",
        ),
        (
            {"SECURE_PROXY_SSL_HEADER": ("HTTP_X_FORWARDED_PROTO", "https"), "NINJA_NUM_PROXIES": 0},
            "W009",
            "SECURE_PROXY_SSL_HEADER names a proxy, and NINJA_NUM_PROXIES counts none: to the limits on replies all"
            " readers are one network.",
        ),
        (
            {"ROOT_URLCONF": pages(ours=wagtail_urls)},
            "E010",
            "Wagtail's own view answers for guides: guide_pages.urls is not where ROOT_URLCONF has its pages.",
        ),
        (
            {"ROOT_URLCONF": pages(path("", include(wagtail_urls)))},
            "E010",
            "Wagtail's own view answers for guides: guide_pages.urls is not where ROOT_URLCONF has its pages.",
        ),
        (
            {"ROOT_URLCONF": type("Addresses", (), {"urlpatterns": []})},
            "E010",
            "Guides have no address: guide_pages.urls is not where ROOT_URLCONF has its pages.",
        ),
        (
            {"ROOT_URLCONF": pages(after=(path("api/guides/v1/", api.urls),))},
            "W011",
            "“api/guides/v1/” stands after guide_pages.urls, which takes every path before it: it is never reached.",
        ),
        (
            {"WAGTAILADMIN_BASE_URL": "https://example.org/library/"},
            "E014",
            "WAGTAILADMIN_BASE_URL ends in “/library”, a prefix that only mail would know, or say twice.",
        ),
        (
            {"TASKS": {"later": {"BACKEND": f"{TASKS}.immediate.ImmediateBackend"}}},
            "E020",
            "TASKS has no backend “default” that works: The connection 'default' doesn't exist.",
        ),
        (
            {"TASKS": {"default": {"BACKEND": "nowhere.Backend"}}},
            "E020",
            "TASKS has no backend “default” that works: Could not find backend 'nowhere.Backend': No module named"
            " 'nowhere'",
        ),
        (
            {"TASKS": {"default": {"BACKEND": f"{TASKS}.immediate.ImmediateBackend", "QUEUES": ["mail"]}}},
            "E021",
            "The backend “default” of TASKS has no queue “default”: it refuses every task.",
        ),
        (
            {"TASKS": {"default": {"BACKEND": f"{TASKS}.dummy.DummyBackend"}}},
            "W022",
            "TASKS does nothing of what it is given: moderators are not mailed, and nothing new is found.",
        ),
    ],
)
def test_a_setting_that_cannot_work_is_said(change: dict[str, Any], id_: str, sentence: str) -> None:
    with override_settings(**change):
        found = told()
    assert found == {id_: sentence}


def test_a_queue_that_wants_a_worker_is_said() -> None:
    with override_settings(TASKS={"default": {"BACKEND": f"{__name__}.Waiting"}}):
        assert told() == {
            "W023": "Tasks wait for a worker, Wagtail's own too: until one runs, guides follow late, nothing"
            " new is found."
        }


def test_a_middleware_that_inherits_from_djangos_is_as_good() -> None:
    ours = [f"{__name__}.SitesAuthentication" if name == AUTHENTICATION else name for name in settings.MIDDLEWARE]
    with override_settings(MIDDLEWARE=ours):
        assert told() == {}


def test_a_prefix_that_only_the_server_knows_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SCRIPT_NAME", "/library")
    assert told() == {
        "E013": "SCRIPT_NAME is “/library” and FORCE_SCRIPT_NAME “”: server and commands would store different"
        " addresses."
    }
    with override_settings(FORCE_SCRIPT_NAME="/library/"):
        assert told() == {}


@pytest.mark.parametrize(
    ("change", "sentences"),
    [
        (
            {"OPTIONS": {}},
            {
                "W017": "SQLite is not told to keep a write-ahead log: readers wait for every publish, and it for"
                " them.",
                "W018": "SQLite's transactions are not immediate: publishes at the same time fail with “database is"
                " locked”.",
            },
        ),
        ({"OPTIONS": {}, "NAME": ":memory:"}, {}),
    ],
)
@pytest.mark.skipif(connection.vendor != "sqlite", reason="SQLite's own")
def test_sqlite_in_its_default_mode_is_said(
    change: dict[str, Any], sentences: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in change.items():
        monkeypatch.setitem(connection.settings_dict, name, value)
    assert told() == sentences


def test_a_transaction_around_every_request_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(connection.settings_dict, "ATOMIC_REQUESTS", True)
    assert told() == {
        "W019": "ATOMIC_REQUESTS makes a transaction of every request: on SQLite each read takes the write lock, and"
        " everywhere a publish holds the feed until its answer is rendered."
    }


def test_every_check_has_an_id_of_its_own_and_a_row_in_the_document() -> None:
    root = Path(__file__).parents[3]
    sources = "".join(path.read_text() for path in (root / "guide_pages/checks").glob("*.py"))
    ids = re.findall(r'id="guide_pages\.([EW]\d+)"', sources)
    assert len(ids) == len({id_[1:] for id_ in ids}) > 20
    rows = re.findall(r"^\| `guide_pages.*", (root / "docs/installing.md").read_text(), re.MULTILINE)
    assert set(re.findall(r"[EW]\d{3}", "".join(row.split("|")[1] for row in rows))) == set(ids)
