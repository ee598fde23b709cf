"""What follows when many guides share what has changed: a few at once, the others later, and none is lost."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db.models.signals import pre_save
from django.test import TestCase
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from guide_pages.models import Delivery, Edition, Guide, GuidePage
from guide_pages.publishing.working_off import AT_ONCE, work_off
from home.models import PlainPage
from tests import factories
from tests.guide_pages.api.following import Follower, public_set

pytestmark = pytest.mark.django_db

FEW, MANY = 10, 11


def committed(act: Callable[[], Any]) -> Any:
    """Do it, commit it, and work off all that is due."""
    with TestCase.captureOnCommitCallbacks(execute=True):
        result = act()
    work_off()
    return result


def restrict_silently(page: Page) -> PageViewRestriction:
    PageViewRestriction.objects.bulk_create([PageViewRestriction(page=page, restriction_type="login")])
    return PageViewRestriction.objects.get(page=page)


def filed_under(topic: str) -> set[int | None]:
    """The pages of the guides whose readers are told this name of a topic."""
    cards = Delivery.objects.values_list("guide__page", "card")
    return {page for page, card in cards if topic in [each["name"] for each in json.loads(bytes(card))["topics"]]}


@contextmanager
def refusing(*pages: GuidePage) -> Iterator[None]:
    """The site around us has a receiver that fails for these guides, whenever they are delivered."""
    refused = {page.pk for page in pages}

    def receiver(instance: Delivery, **kwargs: object) -> None:
        if instance.guide.page_id in refused:
            raise RuntimeError("The disk is full.")

    pre_save.connect(receiver, sender=Delivery)
    try:
        yield
    finally:
        pre_save.disconnect(receiver, sender=Delivery)


def test_so_many_follow_at_once() -> None:
    assert AT_ONCE == FEW


@pytest.mark.parametrize("count", [1, FEW, MANY])
def test_guides_whose_restriction_was_lifted_are_sent_again_however_many(count: int) -> None:
    """A client passed them while they were hidden: only a new place in the feed tells it of them."""
    pages = [factories.guide(title=f"Guide {n}") for n in range(count)]
    restriction = restrict_silently(pages[0].get_parent())
    last = factories.guide(parent=factories.guide_index(slug="other", title="Other"))
    client = Follower(factories.site().pk).catch_up()
    assert len(client.documents) == 1
    committed(restriction.delete)
    assert client.catch_up().documents == public_set(client.site_id)
    assert len(client.documents) == count + 1
    assert GuidePage.objects.get(pk=last.pk).live


@pytest.mark.parametrize("count", [FEW, MANY])
def test_what_changed_is_the_cause_of_each_new_edition_however_many(count: int) -> None:
    entry = factories.FaqEntryFactory()
    for _ in range(count):
        factories.guide(factories.section(), factories.faq(factories.from_library(entry)))
    entry.answer = "<p>After.</p>"
    committed(entry.save)
    assert list(Edition.objects.filter(number=2).values_list("cause", flat=True)) == ["faq_entry"] * count


@pytest.mark.parametrize("kind", ["faq_entry", "contributor", "topic", "image"])
def test_each_kind_of_shared_thing_is_named_as_the_cause(kind: str) -> None:
    entry, person, topic = factories.FaqEntryFactory(), factories.ContributorFactory(), factories.TopicFactory()
    picture = committed(factories.ImageFactory)
    faq = factories.faq(factories.from_library(entry), factories.question())
    factories.guide(factories.section(), faq, topics=[topic], authors=[person], hero=picture)
    shared = {"faq_entry": entry, "contributor": person, "topic": topic, "image": picture}[kind]
    if kind == "faq_entry":
        entry.question = "Changed?"
        committed(entry.save)
    else:
        committed(lambda: factories.lose(shared))
    assert Edition.objects.get(number=2).cause == kind


@pytest.mark.parametrize("count", [3, MANY])
def test_a_guide_that_failed_is_listed_with_its_error_and_the_others_follow(count: int) -> None:
    topic = factories.TopicFactory(name="Before")
    pages = [factories.guide(topics=[topic]) for _ in range(count)]
    topic.name = "After"
    with refusing(pages[1]):
        committed(topic.save)
    [listed] = Guide.objects.out_of_step()
    assert (listed.page_id, listed.problem) == (pages[1].pk, "RuntimeError: The disk is full.")
    assert filed_under("Before") == {pages[1].pk}
    assert filed_under("After") == {page.pk for page in pages} - {pages[1].pk}


def test_it_is_listed_no_more_when_it_has_followed() -> None:
    topic = factories.TopicFactory(name="Before")
    page = factories.guide(topics=[topic])
    topic.name = "After"
    with refusing(page):
        committed(topic.save)
    assert Guide.objects.out_of_step().exists()
    with time_machine.travel(timezone.now() + timedelta(minutes=1)):
        assert work_off() == 1
    assert not Guide.objects.out_of_step().exists()
    assert filed_under("After") == {page.pk}


def test_what_only_some_share_concerns_only_them() -> None:
    topic = factories.TopicFactory(name="Before")
    concerned, other = factories.guide(topics=[topic]), factories.guide(topics=[factories.TopicFactory()])
    topic.name = "After"
    committed(topic.save)
    assert filed_under("After") == {concerned.pk}
    assert Delivery.objects.get(guide=other.guide).sequence < Delivery.objects.get(guide=concerned.guide).sequence


def test_a_guide_without_a_page_is_nobodys_to_follow() -> None:
    topic = factories.TopicFactory(name="Before")
    gone, page = factories.guide(topics=[topic]), factories.guide(topics=[topic])
    Guide.objects.filter(page=gone.pk).update(page=None)
    topic.name = "After"
    committed(topic.save)
    assert filed_under("After") == {page.pk}


def test_a_page_that_joins_the_menu_concerns_the_guides_of_its_site_alone() -> None:
    factories.guide()
    before = Delivery.objects.get().html_digest
    below = PlainPage(title="Below", slug="below", body="<p>Us.</p>", show_in_menus=True)
    committed(lambda: factories.guide_index().add_sibling(instance=PlainPage(title="Us", slug="us", body="<p>Us.</p>")))
    assert Delivery.objects.get().html_digest == before
    committed(lambda: Page.objects.get(slug="us").add_child(instance=below))
    assert Delivery.objects.get().html_digest == before, "what is deeper is in no menu"
    page = PlainPage.objects.get(slug="us")
    page.show_in_menus = True
    committed(page.save)
    assert b">Us<" in bytes(Delivery.objects.get().html).replace(b"\n", b"").replace(b"  ", b"")
