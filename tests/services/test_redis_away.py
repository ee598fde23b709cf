"""The cache is an addition: while Redis is stopped or hangs, everything goes on; when it is back, nothing is stale."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.test import Client
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings
from wagtail.models import Site

from guide_pages.models import Delivery, GuidePage, Reply
from guide_pages.outages import redis_cache, standby
from tests import factories
from tests.guide_pages.replies.leaving import WORDS, address, leave, post, token

pytestmark = pytest.mark.django_db


class Redis:
    """A Redis of the test's own, which can be stopped, hang, and come back."""

    def __init__(self) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.start()

    def start(self) -> None:
        if not shutil.which("redis-server"):
            pytest.fail("Needs a Redis that can be stopped: apt-get install redis-server", pytrace=False)
        command = f"redis-server --bind 127.0.0.1 --port {self.port} --save '' --appendonly no --daemonize no"
        self._process = subprocess.Popen(["sh", "-c", f"exec {command}"], stdout=subprocess.DEVNULL)
        deadline = time.monotonic() + 30
        while socket.socket().connect_ex(("127.0.0.1", self.port)):
            assert time.monotonic() < deadline, "Redis does not start."
            time.sleep(0.02)

    def stop(self) -> None:
        self._process.kill()
        self._process.wait()

    def hang(self) -> None:
        os.kill(self._process.pid, signal.SIGSTOP)

    def go_on(self) -> None:
        os.kill(self._process.pid, signal.SIGCONT)


#: How Redis goes away, and how it comes back.
AWAY = {"stopped": (Redis.stop, Redis.start), "hanging": (Redis.hang, Redis.go_on)}
away = pytest.mark.parametrize(("go", "come_back"), AWAY.values(), ids=AWAY)
Act = Callable[[Redis], None]


@pytest.fixture
def redis(settings: Settings) -> Iterator[Redis]:
    server = Redis()
    settings.CACHES = {
        "default": {**settings.CACHES["default"], "LOCATION": f"redis://127.0.0.1:{server.port}/0"},
    }
    cache.set("before", "kept")
    yield server
    server.stop()


@pytest.fixture
def page() -> GuidePage:
    return factories.guide(title="Sleep well", slug="sleep")


@away
def test_a_site_goes_on_without_redis(
    redis: Redis,
    page: GuidePage,
    client: Client,
    admin_client: Client,
    go: Act,
    come_back: Act,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    entry = factories.FaqEntryFactory(answer="<p>Old answer.</p>")
    sharing = factories.guide(factories.section(), factories.faq(factories.from_library(entry)))
    go(redis)
    for path in ("/", "/guides/", "/guides/sleep/", "/sitemap.xml", "/search/?query=sleep", address(page)):
        assert client.get(path).status_code == 200, path
    for path in ("/admin/", "/admin/pages/", f"/admin/pages/{page.pk}/edit/", "/admin/reports/guides-out-of-step/"):
        assert admin_client.get(path).status_code == 200, path
    assert leave(client, page).status_code == 303
    with django_capture_on_commit_callbacks(execute=True):
        entry.answer = "<p>New answer.</p>"
        entry.save_revision().publish()
    assert b"New answer." in bytes(Delivery.objects.get(guide__page=sharing.pk).html)
    call_command("reconcile", "--check")


@away
def test_limits_hold_in_each_process(redis: Redis, page: GuidePage, client: Client, go: Act, come_back: Act) -> None:
    go(redis)
    statuses = [post(client, page, b"rubbish").status_code for _ in range(31)]
    assert statuses == [*[400] * 30, 429]


@away
def test_what_is_away_is_waited_for_once(redis: Redis, go: Act, come_back: Act) -> None:
    go(redis)
    began = time.monotonic()
    assert [cache.get("before") for _ in range(100)] == [None] * 100
    assert time.monotonic() - began < 50 * redis_cache.TIMEOUT


@away
def test_what_comes_back_is_used_again_and_nothing_in_it_is_stale(
    redis: Redis, go: Act, come_back: Act, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(standby, "PAUSE", 0)
    cache.set_many({"deleted": "old", "changed": "old"})
    go(redis)
    assert cache.get("before") is None
    cache.delete("deleted")
    cache.set_many({"changed": "new", "here": "new"})
    assert (cache.get("changed"), cache.get("deleted")) == ("new", None)
    come_back(redis)
    assert cache.get_many(["deleted", "changed", "here"]) == {}
    assert cache.get("before") == ("kept" if go is Redis.hang else None)
    cache.set("after", "kept")
    assert cache._cache.get_client().exists(cache.make_key("after"))
    assert [record.levelname for record in caplog.records] == ["ERROR", "WARNING"]


def test_a_restart_that_nobody_noticed_is_no_outage(redis: Redis, caplog: pytest.LogCaptureFixture) -> None:
    redis.stop()
    redis.start()
    cache.set("after", "kept")
    assert cache._cache.get_client().exists(cache.make_key("after"))
    assert caplog.records == []


def test_a_redis_that_takes_nothing_is_away(redis: Redis) -> None:
    cache._cache.get_client().config_set("maxmemory", 1)
    cache.set("after", "kept")
    assert cache.get("after") == "kept"


def test_a_wrong_question_is_no_outage(redis: Redis) -> None:
    with pytest.raises(ValueError, match="not found"):
        cache.incr("nothing")
    cache.set("words", "words")
    with pytest.raises(Exception, match="not an integer"):
        cache.incr("words")
    assert not cache._outage.is_on


def test_a_site_with_django_s_own_cache_loses_nothing_of_guides(
    settings: Settings,
    page: GuidePage,
    client: Client,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    entry = factories.FaqEntryFactory(answer="<p>Old answer.</p>")
    page = factories.publish(
        page, body=factories.body(factories.section(), factories.faq(factories.from_library(entry)))
    )
    settings.CACHES = {
        "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": "redis://127.0.0.1:1/0"}
    }
    with django_capture_on_commit_callbacks(execute=True):
        entry.answer = "<p>New answer.</p>"
        entry.save_revision().publish()
    assert b"New answer." in client.get("/guides/sleep/").content
    call_command("reconcile", "--check")
    assert client.get(f"/api/guides/v1/guides/{page.guide.pk}/editions/1").status_code == 200
    sent = client.post(address(page), {**WORDS, "token": token(page)})
    assert (sent.status_code, Reply.objects.count()) == (303, 1)
    statuses = [post(client, page, b"rubbish").status_code for _ in range(30)]
    assert statuses == [*[400] * 29, 429]
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}


def test_guides_follow_a_site_whose_cached_address_is_old(page: GuidePage) -> None:
    Site.get_site_root_paths()
    Site.objects.update(hostname="elsewhere.example")
    factories.publish(page, title="Changed")
    assert b"//elsewhere.example" in bytes(Delivery.objects.get().json)
