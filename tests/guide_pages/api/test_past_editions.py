"""A past edition: its own words, with what is so today, and nothing that is gone."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client, TestCase
from django.utils import timezone

from guide_pages.models import GuidePage
from guide_pages.pictures.renditions import make
from tests import factories
from tests.guide_pages.api.asking import ask, id_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock(settings: Any) -> None:
    """A cache whose time passes as the test's does: Redis goes by the clock of its machine."""
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "past"}}
    cache.clear()  # SQLite gives the ids of another test's editions again


def edition(page: GuidePage, number: int = 1) -> dict[str, Any]:
    answer = ask(Client(), f"guides/{id_of(page)}/editions/{number}")
    assert answer.status == 200
    found: dict[str, Any] = answer.json
    return found


def test_a_new_address_is_shown_within_a_minute() -> None:
    page = factories.guide(title="First", slug="dose")
    factories.publish(page, title="Second")
    now = timezone.now()
    with time_machine.travel(now, tick=False):
        assert edition(page)["path"] == "/guides/dose/"
        factories.publish(GuidePage.objects.get(), slug="doses")
    with time_machine.travel(now + timedelta(seconds=61), tick=False):
        assert edition(page)["path"] == "/guides/doses/"


def test_what_is_asked_for_again_is_compiled_once_in_that_time(django_assert_num_queries: Any) -> None:
    page = factories.guide(title="First")
    factories.publish(page, title="Second")
    first = edition(page)
    with django_assert_num_queries(3):  # the guide's id, whether it is the current one, and whether it may be read
        assert edition(page) == first


def test_a_guide_that_is_hidden_takes_its_past_with_it_at_once() -> None:
    page = factories.guide(title="First")
    factories.publish(page, title="Second")
    assert edition(page)["title"] == "First"
    GuidePage.objects.get().unpublish()
    assert ask(Client(), f"guides/{id_of(page)}/editions/1").status == 404


@pytest.mark.parametrize("part", ["authors", "reviewers"])
def test_a_photograph_that_was_deleted_is_left_out(part: str) -> None:
    picture = factories.ImageFactory()
    make(picture)
    person = factories.ContributorFactory(photo=picture)
    page = factories.guide(title="First", **{part: [person]})
    factories.publish(page, title="Second", **{f"guide_{part}": []})
    assert edition(page)[part][0]["photo"]["renditions"]
    with TestCase.captureOnCommitCallbacks(execute=True), time_machine.travel(timezone.now() + timedelta(minutes=2)):
        person.photo = None
        person.save()
        picture.delete()
        [shown] = edition(page)[part]
    assert (shown["name"], shown["photo"]) == (person.name, None)


def test_a_main_image_and_a_picture_that_were_deleted_are_left_out() -> None:
    picture = factories.ImageFactory()
    make(picture)
    body = [factories.section("Seen", factories.text(), factories.image(picture), factories.text("After."))]
    page = factories.guide(*body, title="First", hero=picture)
    factories.publish(page, title="Second", hero=None, body=factories.body())
    assert edition(page)["hero"]["renditions"]
    with TestCase.captureOnCommitCallbacks(execute=True), time_machine.travel(timezone.now() + timedelta(minutes=2)):
        picture.delete()
        shown = edition(page)
    assert shown["hero"] is None
    assert [node["type"] for node in shown["body"][0]["nodes"]] == ["text", "text"]
