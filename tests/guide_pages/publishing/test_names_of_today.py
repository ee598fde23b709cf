"""What topics and people are called is a fact of today: it reaches readers, and the guide has said nothing new."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from guide_pages.models import Contributor, Delivery, Edition, GuidePage, Topic
from guide_pages.pictures.renditions import make
from guide_pages.publishing.reconciling import reconcile
from guide_pages.publishing.withdrawing import withdraw
from tests import factories
from tests.guide_pages.api.asking import ask, id_of

pytestmark = pytest.mark.django_db

Committed = Callable[[], AbstractContextManager[object]]


@pytest.fixture
def committed(django_capture_on_commit_callbacks: Callable[..., AbstractContextManager[object]]) -> Committed:
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def page() -> GuidePage:
    topic = factories.TopicFactory(name="Sleep", slug="sleep")
    person = factories.ContributorFactory(name="Ada Example", biography="Writes.")
    return factories.guide(title="First", topics=[topic], authors=[person], reviewers=[person])


def said(page: GuidePage) -> dict[str, Any]:
    """The guide as clients get it."""
    document: dict[str, Any] = ask(Client(), f"guides/{id_of(page)}").json
    return document


def photo() -> Any:
    picture = factories.ImageFactory()
    make(picture)
    return picture


OF_A_PERSON: dict[str, tuple[Callable[[], Any], Callable[[Any, Any], bool]]] = {
    "name": (lambda: "Ada Sample", lambda shown, value: shown == value),
    "credentials": (lambda: "RN", lambda shown, value: shown == value),
    "role": (lambda: "Nurse", lambda shown, value: shown == value),
    "biography": (lambda: "Nurses.", lambda shown, value: shown == value),
    "url": (lambda: "https://example.org/ada", lambda shown, value: shown == value),
    "photo": (photo, lambda shown, value: bool(shown["id"] == value.pk and shown["renditions"])),
}


@pytest.mark.parametrize("field", OF_A_PERSON)
def test_what_is_new_about_a_person_is_shown_and_is_no_new_edition(
    page: GuidePage, committed: Committed, field: str
) -> None:
    new, is_shown = OF_A_PERSON[field]
    value, before = new(), Delivery.objects.get()
    with time_machine.travel(timezone.now() + timedelta(days=1)), committed():
        person = Contributor.objects.get()
        setattr(person, field, value)
        person.save()
    after = Delivery.objects.get()
    assert after.sequence > before.sequence
    assert (after.edition, after.updated_at) == (before.edition, before.updated_at)
    assert Edition.objects.count() == 1
    document = said(page)
    assert is_shown(document["authors"][0][field], value)
    assert is_shown(document["reviewers"][0][field], value)


@pytest.mark.parametrize("field", ["name", "slug"])
def test_a_topics_new_name_is_everywhere_and_is_no_new_edition(
    page: GuidePage, client: Client, committed: Committed, field: str
) -> None:
    before = Delivery.objects.get()
    with committed():
        topic = Topic.objects.get()
        setattr(topic, field, "rest")
        topic.save()
    after = Delivery.objects.get()
    assert after.sequence > before.sequence
    assert (after.edition, after.updated_at, Edition.objects.count()) == (before.edition, before.updated_at, 1)
    assert said(page)["topics"] == [{"id": topic.pk, "name": topic.name, "slug": topic.slug}]
    assert json.loads(bytes(after.card))["topics"] == said(page)["topics"]
    assert [item["id"] for item in ask(client, f"guides?topic={topic.slug}").json["items"]] == [id_of(page)]
    html = client.get(page.url).content.decode()
    assert ('"about": [{"@type": "Thing", "name": "rest"}]' in html) is (field == "name")


def test_history_and_time_say_that_no_word_changed(page: GuidePage, client: Client, committed: Committed) -> None:
    before = said(page)
    history = ask(client, f"guides/{id_of(page)}/editions").json
    with time_machine.travel(timezone.now() + timedelta(days=1)), committed():
        factories.lose(Topic.objects.get())  # which topics it is filed under is among its words
    assert [entry["cause"] for entry in ask(client, f"guides/{id_of(page)}/editions").json["items"]] == [
        "topic",
        "page",
    ]
    with time_machine.travel(timezone.now() + timedelta(days=2)), committed():
        person = Contributor.objects.get()
        person.name = "Ada Sample"
        person.save()
    assert len(ask(client, f"guides/{id_of(page)}/editions").json["items"]) == len(history["items"]) + 1
    after = said(page)
    assert after["authors"][0]["name"] == "Ada Sample"
    assert (after["edition"], after["topics"]) == (2, [])
    assert after["updated_at"][:10] == str((timezone.now() + timedelta(days=1)).date()) > before["updated_at"][:10]


def test_a_past_edition_has_the_names_of_its_day_and_the_current_one_todays(
    page: GuidePage, client: Client, committed: Committed
) -> None:
    factories.publish(page, title="Second")
    with committed():
        person, topic = Contributor.objects.get(), Topic.objects.get()
        person.name, topic.name = "Ada Sample", "Rest"
        person.save()
        topic.save()
    names = {}
    for number in (1, 2):
        document = ask(client, f"guides/{id_of(page)}/editions/{number}").json
        names[number] = (document["title"], document["authors"][0]["name"], document["topics"][0]["name"])
    assert names == {1: ("First", "Ada Example", "Sleep"), 2: ("Second", "Ada Sample", "Rest")}


def test_a_guide_that_cannot_be_compiled_follows_all_the_same(page: GuidePage, committed: Committed) -> None:
    GuidePage.objects.filter(pk=page.pk).update(summary="")
    picture = photo()
    with committed():
        person, topic = Contributor.objects.get(), Topic.objects.get()
        person.name, person.photo, topic.name = "Ada Sample", picture, "Rest"
        person.save()
        topic.save()
    document = said(page)
    assert document["summary"] == "What it is about."
    assert [each["name"] for part in ("topics", "authors", "reviewers") for each in document[part]] == [
        "Rest",
        "Ada Sample",
        "Ada Sample",
    ]
    assert document["authors"][0]["photo"]["renditions"]
    with committed():
        factories.lose(picture)
    assert said(page)["authors"][0]["photo"] is None
    assert [difference.outcome.partition(":")[0] for difference in reconcile(check=True)] == ["failed"]


def test_a_guide_that_cannot_be_compiled_keeps_the_names_of_those_who_were_deleted(
    page: GuidePage, committed: Committed
) -> None:
    GuidePage.objects.filter(pk=page.pk).update(summary="")
    with committed():
        factories.lose(Contributor.objects.get())
        factories.lose(Topic.objects.get())
    document = said(page)
    assert [document[part][0]["name"] for part in ("topics", "authors")] == ["Sleep", "Ada Example"]


@pytest.mark.parametrize("part", ["authors", "reviewers"])
def test_somebody_else_is_a_new_edition_even_of_the_same_name(part: str) -> None:
    ada, namesake = factories.ContributorFactory(name="Ada"), factories.ContributorFactory(name="Ada")
    page = factories.guide(**{part: [ada]})
    relation = getattr(page, f"guide_{part}")
    relation.set([relation.model(contributor=namesake)])
    factories.publish(page)
    assert Edition.objects.count() == 2


def test_words_are_withdrawn_whatever_people_were_called(page: GuidePage, committed: Committed) -> None:
    factories.publish(page, title="Between")
    with committed():
        person = Contributor.objects.get()
        person.name = "Ada Sample"
        person.save()
    factories.publish(GuidePage.objects.get(), title="First")
    factories.publish(GuidePage.objects.get(), title="Last")
    assert withdraw(Edition.objects.get(number=1), "The dose was wrong.") == [1, 3]
