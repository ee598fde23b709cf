"""What is stored of a guide when its page changes, and what is not."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any

import brotli
import pytest
import time_machine
from django.contrib.auth import get_user_model
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.core.management import call_command
from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.log_actions import LogContext
from wagtail.models import Locale, Page, PageViewRestriction, Site

from faq_blocks.compilation import Finding
from guide_pages.models import Anchor, Delivery, Edition, FeedCounter, Guide, GuidePage, Tombstone
from guide_pages.moderation.questions import make_question
from guide_pages.publishing.in_step import Outcome, bring_in_step
from guide_pages.publishing.refusals import PublishedSince, PublishRefused
from guide_pages.publishing.taking_away import take_guide_away, take_page_away
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def page() -> GuidePage:
    return factories.guide(title="Sleep", slug="sleep")


def committed(act: Callable[[], Any]) -> Any:
    with TestCase.captureOnCommitCallbacks(execute=True):
        return act()


def restrict(page: Page) -> None:
    """No signal tells of it."""
    PageViewRestriction.objects.bulk_create([PageViewRestriction(page=page, restriction_type="login")])


# What is a guide.


def test_what_is_no_guide_leaves_nothing_and_touches_no_guide(page: GuidePage) -> None:
    index = factories.guide_index()
    draft = factories.guide(live=False)
    before = deliveries()
    for page_id in (index.pk, draft.pk, 10**6):
        assert bring_in_step(page_id) is Outcome.UNCHANGED
        take_page_away(page_id)
    assert Guide.objects.get() == page.guide
    assert deliveries() == before
    assert not Tombstone.objects.exists()


def deliveries() -> dict[int, tuple[Any, ...]]:
    rows = Delivery.objects.values_list("guide__page", "sequence", "digest", "html_digest", "path", "edition")
    return {row[0]: row[1:] for row in rows}


@pytest.mark.parametrize(
    "act",
    [
        lambda page: factories.publish(page, title="New words"),
        lambda page: bring_in_step(page.pk, was_hidden=True),
        lambda page: page.unpublish(),
        lambda page: take_page_away(page.pk),
    ],
    ids=["published", "hidden", "unpublished", "deleted"],
)
def test_what_is_done_to_a_guide_is_done_to_no_other(act: Callable[[GuidePage], object]) -> None:
    for page in [factories.guide() for _ in range(3)]:
        before = deliveries()
        act(page)
        after = deliveries()
        assert before.pop(page.pk) != after.pop(page.pk, None)
        assert after == before


def test_its_language_is_the_pages(page: GuidePage) -> None:
    spanish = Locale.objects.create(language_code="es")
    assert page.guide.locale == page.locale
    Page.objects.filter(pk=page.pk).update(locale=spanish)
    bring_in_step(page.pk)
    assert Guide.objects.get().locale == spanish


def test_a_guide_that_was_hidden_from_the_beginning_keeps_its_site_and_leaves_no_tombstone() -> None:
    index = factories.guide_index()
    restrict(index)
    page = factories.guide(parent=index)
    assert Guide.objects.get(page=page.pk).site == factories.site()
    assert bring_in_step(page.pk) is Outcome.UNCHANGED
    assert not Tombstone.objects.exists()


# What is delivered.


def test_every_form_of_what_is_sent_says_the_same(page: GuidePage) -> None:
    delivery = Delivery.objects.get()
    assert b"Sleep" in bytes(delivery.html)
    for name in ("html", "json"):
        assert gzip.decompress(getattr(delivery, f"{name}_gzip")) == bytes(getattr(delivery, name))
        assert brotli.decompress(getattr(delivery, f"{name}_br")) == bytes(getattr(delivery, name))
    assert b"Sleep" in bytes(delivery.card)


def test_it_says_when_it_was_first_published_and_when_its_words_changed(page: GuidePage) -> None:
    with time_machine.travel(timezone.now() + timedelta(days=1)):
        factories.publish(page, title="Sleep better")
    first, second = Edition.objects.order_by("number")
    delivery = Delivery.objects.get()
    assert (delivery.edition, delivery.updated_at) == (second, second.created_at)
    assert delivery.first_published_at == page.first_published_at
    Page.objects.update(first_published_at=None)
    bring_in_step(page.pk, was_hidden=True)
    assert Delivery.objects.get().first_published_at == first.created_at


def test_what_is_as_it_was_is_found_out_without_its_bytes(page: GuidePage) -> None:
    with CaptureQueriesContext(connection) as queries:
        assert bring_in_step(page.pk) is Outcome.UNCHANGED
    table = '"guide_pages_delivery"'
    read = [query["sql"] for query in queries if f'FROM {table} WHERE {table}."guide_id" = ' in query["sql"]]
    assert len(read) == 1
    assert f'{table}."html"' not in read[0]


def test_it_costs_as_many_queries_with_many_topics_people_and_pictures_as_with_one() -> None:
    counts = []
    for number in (1, 5):
        people = factories.ContributorFactory.create_batch(number)
        pictures = [factories.image(factories.ImageFactory()) for _ in range(number)]
        page = factories.guide(
            factories.section("Bread", *pictures),
            topics=factories.TopicFactory.create_batch(number),
            authors=people,
            reviewers=people,
        )
        with CaptureQueriesContext(connection) as queries:
            assert bring_in_step(page.pk) is Outcome.UNCHANGED
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert counts[1] <= 37


def test_the_json_is_not_written_again_where_only_the_frame_has_changed(page: GuidePage) -> None:
    before = Delivery.objects.get()
    Page.objects.filter(pk=factories.guide_index().pk).update(title="Advice")
    with CaptureQueriesContext(connection) as queries:
        assert bring_in_step(page.pk) is Outcome.DELIVERY
    [written] = [query["sql"] for query in queries if query["sql"].startswith('UPDATE "guide_pages_delivery"')]
    assert '"html_br" = ' in written
    assert '"json' not in written
    now = Delivery.objects.get()
    assert (now.digest, now.sequence, bytes(now.json_br)) == (before.digest, before.sequence, bytes(before.json_br))
    assert b"Advice" in brotli.decompress(bytes(now.html_br))
    assert gzip.decompress(bytes(now.html_gzip)) == bytes(now.html)


@pytest.mark.parametrize(
    ("fields", "outcome"),
    [
        ({}, Outcome.UNCHANGED),
        ({"inputs": "of an older release"}, Outcome.UNCHANGED),
        ({"html_digest": "other"}, Outcome.DELIVERY),
        ({"takes_replies": False}, Outcome.DELIVERY),
        ({"replies_close_at": timezone.now()}, Outcome.DELIVERY),
    ],
)
def test_what_readers_get_otherwise_is_made_anew_and_clients_are_sent_nothing(
    page: GuidePage, fields: dict[str, Any], outcome: Outcome
) -> None:
    before = Delivery.objects.values("sequence", "inputs", "html_digest", "takes_replies", "replies_close_at").get()
    Delivery.objects.update(**fields)
    assert bring_in_step(page.pk) is outcome
    assert Delivery.objects.values(*before).get() == before


def test_a_guide_that_was_hidden_is_sent_again(page: GuidePage) -> None:
    before = Delivery.objects.get().sequence
    assert bring_in_step(page.pk, was_hidden=True) is Outcome.DELIVERY
    assert Delivery.objects.get().sequence > before


def test_a_guide_that_wanders_is_gone_from_each_site_but_the_one_where_it_is(page: GuidePage) -> None:
    parents = [page.get_parent()]
    for n in range(2):
        root = factories.guide_index(slug=f"site-{n}", title=f"Site {n}")
        committed(partial(Site.objects.create, hostname=f"{n}.example", root_page=root))
        parents.append(root)
    for target in (*parents[1:], parents[0]):
        committed(partial(GuidePage.objects.get(pk=page.pk).move, Page.objects.get(pk=target.pk), pos="last-child"))
    assert Delivery.objects.get().site == factories.site()
    gone = Tombstone.objects.values_list("site__hostname", "reason")
    assert sorted(gone) == [("0.example", "elsewhere"), ("1.example", "elsewhere")]


# What an edition says of itself.


def test_an_edition_tells_who_made_it(page: GuidePage) -> None:
    user, other = (get_user_model().objects.create_user(name) for name in ("ada", "bob"))
    page.title = "By Ada"
    page.save_revision(user=user).publish()
    page = GuidePage.objects.get()
    page.title = "By Ada, published by Bob"
    with LogContext(user=other):
        page.save_revision(user=user).publish()
    made = Edition.objects.order_by("number").values_list("caused_by__username", flat=True)
    assert list(made) == [None, "ada", "bob"]


def test_an_edition_of_a_page_that_was_born_live_names_nobody() -> None:
    factories.guide_index().add_child(instance=GuidePage(title="Born live", summary="S", body=factories.body()))
    edition = Edition.objects.get()
    assert (edition.number, edition.caused_by, edition.cause, edition.note) == (1, None, "page", "")


# What a guide depends on.


def test_a_guide_follows_what_it_shows_and_nothing_else(page: GuidePage) -> None:
    first, second = (factories.TopicFactory(pk=number) for number in (7001, 7002))
    author = factories.ContributorFactory(pk=7001)
    page = factories.guide(topics=[first, second], authors=[author])
    assert {("topic", "7001"), ("topic", "7002"), ("contributor", "7001")} <= dependencies(page)
    before = dependencies(page)
    page.guide_topics.set([topic for topic in page.guide_topics.all() if topic.topic_id != first.pk])
    factories.publish(page)
    assert dependencies(page) == before - {("topic", "7001")}


def dependencies(page: GuidePage) -> set[tuple[str, str]]:
    return set(Guide.objects.get(page=page.pk).dependencies.values_list("kind", "key"))


def test_what_is_taken_away_follows_nothing_and_is_found_by_nobody(page: GuidePage) -> None:
    guide = page.guide
    assert guide.dependencies.exists()
    assert guide.passages.exists()
    page.unpublish()
    assert not guide.dependencies.exists()
    assert not guide.passages.exists()


def test_replies_lead_to_the_question_they_became_in_whatever_guide(page: GuidePage) -> None:
    entry = make_question(factories.reply(page, "Is it safe?", state="approved"), factories.moderator())
    entry.answer = "<p>Yes.</p>"
    committed(lambda: entry.save_revision().publish())
    other = factories.guide(title="Safety", slug="safety")
    html = partial(lambda: bytes(Delivery.objects.get(guide__page=page.pk).html))
    assert b"/guides/safety/#" not in html()
    body = factories.body(factories.section(), factories.faq(factories.from_library(entry)))
    committed(lambda: factories.publish(other, body=body))
    assert b"/guides/safety/#" in html()
    committed(lambda: factories.publish(GuidePage.objects.get(pk=other.pk), body=factories.body()))
    assert b"/guides/safety/#" not in html()


# What cannot be published.


def test_what_is_wrong_is_noted_until_it_is_mended_or_gone(page: GuidePage) -> None:
    GuidePage.objects.update(summary="")
    assert bring_in_step(page.pk) is Outcome.FAILED
    assert Guide.objects.get().problem == "The guide has no summary."
    assert Delivery.objects.exists()
    GuidePage.objects.update(summary="S")
    assert bring_in_step(page.pk) is Outcome.EDITION
    assert Guide.objects.get().problem == ""
    for field in ("problem", "warnings"):
        Guide.objects.update(**{field: "Something."})
        Page.objects.update(live=False)
        bring_in_step(page.pk)
        assert (Guide.objects.get().problem, Guide.objects.get().warnings) == ("", "")


def test_a_guide_that_cannot_be_compiled_follows_what_it_shows_and_what_it_would_show() -> None:
    shown, named = (factories.guide() for _ in range(2))

    def body(target: GuidePage) -> str:
        link = factories.text(f'<a linktype="page" id="{target.pk}">there</a>')
        return factories.body(factories.section("Linking", link))

    page = factories.guide(body=body(shown))
    GuidePage.objects.filter(pk=page.pk).update(body=body(named), summary="")
    assert bring_in_step(page.pk) is Outcome.FAILED
    assert {("page", str(shown.pk)), ("page", str(named.pk))} <= dependencies(page)


def test_a_restricted_guide_is_refused_as_any_other_and_its_anchors_are_kept() -> None:
    index = factories.guide_index()
    restrict(index)
    asked = factories.body(factories.section("What helps"), factories.faq(factories.question("Does it hurt?")))
    page = factories.guide(parent=index, body=asked)
    assert "does-it-hurt" in Anchor.objects.filter(guide__page=page.pk).values_list("anchor", flat=True)
    GuidePage.objects.update(summary="")
    with pytest.raises(PublishRefused):
        bring_in_step(page.pk, refuse=True)
    assert bring_in_step(page.pk) is Outcome.UNCHANGED


def test_a_refusal_says_what_to_mend() -> None:
    refusal = PublishRefused("Sleep", (problem for problem in [Finding("Say when."), Finding("Say how.")]))
    assert refusal.messages == ["“Sleep” cannot be published.", "Say when.", "Say how."]
    assert (refusal.title, [problem.said for problem in refusal.problems]) == ("Sleep", ["Say when.", "Say how."])
    since = PublishedSince("Sleep")
    assert since.messages == ["“Sleep” has been published since it was read here. Read it again, and change that."]
    assert (since.title, since.problems) == ("Sleep", [])


def test_what_the_fields_have_against_it_is_said_first_and_nothing_twice() -> None:
    page = factories.guide(factories.section(" "), live=False, summary="")

    def said(error: ValidationError, of: Page = page) -> list[str]:
        return PublishRefused.from_fields(of, error).messages[1:]

    nameless = "Section 1: A section has no heading."
    assert said(ValidationError({"summary": ["Say it."]})) == ["summary: Say it.", nameless]
    assert said(ValidationError({"slug": ["Taken.", "Bad."]})) == [
        "slug: Taken.",
        "slug: Bad.",
        nameless,
        "The guide has no summary.",
    ]
    assert said(ValidationError({NON_FIELD_ERRORS: ["Odd."]}))[0] == "Odd."
    assert said(ValidationError("Odd."))[0] == "Odd."
    assert said(ValidationError({"slug": ["Taken."]}), factories.guide_index()) == ["slug: Taken."]


# What is gone.


@pytest.mark.parametrize(("days", "outcome"), [(179, Outcome.TOMBSTONE), (181, Outcome.UNCHANGED)])
def test_a_tombstone_that_is_lost_is_set_again_as_long_as_one_is_kept(
    page: GuidePage, days: int, outcome: Outcome
) -> None:
    page.unpublish()
    assert bring_in_step(page.pk) is Outcome.UNCHANGED
    Tombstone.objects.all().delete()
    with time_machine.travel(Edition.objects.get().created_at + timedelta(days=days)):
        assert bring_in_step(page.pk) is outcome
    assert Tombstone.objects.count() == (1 if outcome is Outcome.TOMBSTONE else 0)


def test_what_is_on_no_site_has_no_tombstone_to_be_set_again(page: GuidePage) -> None:
    committed(lambda: page.move(Page.get_first_root_node(), pos="last-child"))
    assert Tombstone.objects.get().reason == "elsewhere"
    Tombstone.objects.all().delete()
    assert bring_in_step(page.pk) is Outcome.UNCHANGED
    assert not Tombstone.objects.exists()


@pytest.mark.parametrize(
    ("hide", "reason"),
    [
        (lambda page: Page.objects.filter(pk=page.pk).update(live=False), "unpublished"),
        (restrict, "restricted"),
        (lambda page: Page.objects.filter(pk=page.pk).update(url_path="/nowhere/"), "elsewhere"),
    ],
)
def test_a_tombstone_says_why(page: GuidePage, hide: Callable[[GuidePage], object], reason: str) -> None:
    hide(page)
    assert bring_in_step(page.pk) is Outcome.TOMBSTONE
    assert Tombstone.objects.get().reason == reason


def test_a_guide_is_taken_away_with_or_without_its_page(page: GuidePage) -> None:
    other = factories.guide()
    take_page_away(page.pk)
    assert Tombstone.objects.get().reason == "deleted"
    guide = Guide.objects.get(page=other.pk)
    Guide.objects.filter(pk=guide.pk).update(page=None)
    take_guide_away(guide.pk)
    assert not Delivery.objects.exists()
    assert Tombstone.objects.filter(reason="deleted").count() == 2
    assert FeedCounter.objects.get().value == Tombstone.objects.latest("sequence").sequence


def test_a_guide_whose_page_is_something_else_now_is_deleted(page: GuidePage) -> None:
    index = factories.guide_index(slug="other", title="Other")
    Guide.objects.filter(page=page.pk).update(page=index.pk)
    assert bring_in_step(index.pk) is Outcome.TOMBSTONE
    assert Tombstone.objects.get().reason == "deleted"


def test_what_nothing_has_happened_to_is_in_step(page: GuidePage) -> None:
    factories.guide().unpublish()
    call_command("reconcile", "--check")
