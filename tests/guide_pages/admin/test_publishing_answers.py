"""Publishing a shared answer says before which guides will change and how, and after how far they are."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from faq_blocks.models import FaqEntry
from guide_pages.admin.library.publishing import words_of
from guide_pages.models import Due, Edition
from guide_pages.publishing import working_off
from tests import factories
from tests.guide_pages.admin.test_in_use import said

pytestmark = pytest.mark.django_db

#: What follows a commit is worked off then, before the answer is sent.
commits = pytest.mark.django_db(transaction=True, serialized_rollback=True)


@pytest.fixture
def entry() -> FaqEntry:
    """An answer that three guides show."""
    entry = factories.FaqEntryFactory(question="May I drive?", answer="<p>Wait until the next day.</p>")
    for number in range(3):
        factories.guide(factories.faq(factories.from_library(entry)), title=f"Guide {number}")
    return entry


def rich_text(words: str) -> str:
    return (
        f'{{"blocks":[{{"key":"a","text":"{words}","type":"unstyled","depth":0,"inlineStyleRanges":[],"entityRanges":[]}}],'
        '"entityMap":{}}'
    )


def form(words: str, question: str = "May I drive?", note: str = "", **more: str) -> dict[str, str]:
    topics = {f"entry_topics-{name}": "0" for name in ("TOTAL_FORMS", "INITIAL_FORMS", "MIN_NUM_FORMS")}
    return {
        "question": question,
        "answer": rich_text(words),
        "change_note": note,
        "entry_topics-MAX_NUM_FORMS": "1000",
        "more-count": "0",
        **topics,
        **more,
    }


def edit(client: Client, entry: FaqEntry, words: str, **more: str) -> Any:
    url = reverse(FaqEntry.snippet_viewset.get_url_name("edit"), args=[entry.pk])
    return client.post(url, form(words, **{"action-publish": "1", **more}), follow=True)


def publish(client: Client, entry: FaqEntry, note: str = "") -> Any:
    entry.refresh_from_db()
    url = reverse("guidepost_publish_answer", args=[entry.pk])
    seen = words_of(entry.get_latest_revision_as_object())
    return client.post(url, {"change_note": note, "seen": seen}, follow=True)


def test_before_which_guides_will_change_and_how(entry: FaqEntry, admin_client: Client) -> None:
    asked = edit(admin_client, entry, "Wait until the second day.")
    assert "3 guides will have a new edition" in said(asked)
    assert "Wait until the <del>next day.</del><ins>second day.</ins>" in asked.content.decode()
    assert all(f"Guide {number}" in said(asked) for number in range(3))
    assert FaqEntry.objects.get().answer == "<p>Wait until the next day.</p>"
    assert Edition.objects.count() == 3


@commits
def test_after_how_many_have_a_new_edition_and_each_carries_the_note(entry: FaqEntry, admin_client: Client) -> None:
    edit(admin_client, entry, "Wait until the second day.")
    assert "Published. 3 guides have a new edition." in said(publish(admin_client, entry, "Says a longer time."))
    latest = Edition.objects.filter(number=2)
    assert {(edition.note, edition.cause) for edition in latest} == {("Says a longer time.", "faq_entry")}
    assert {edition.caused_by.get_username() for edition in latest} == {"admin"}


@commits
def test_it_says_how_far_the_others_are(entry: FaqEntry, admin_client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(working_off, "AT_ONCE", 1)
    edit(admin_client, entry, "Wait until the second day.")
    answer = said(publish(admin_client, entry, "Longer."))
    assert "Published. 1 guide has a new edition. 2 guides are still to follow." in answer
    assert Due.objects.count() == 2
    working_off.work_off()
    assert Edition.objects.filter(number=2, note="Longer.", caused_by__username="admin").count() == 3


@commits
def test_a_note_is_not_repeated_of_the_next_change(entry: FaqEntry, admin_client: Client) -> None:
    edit(admin_client, entry, "Wait two days.")
    publish(admin_client, entry, "Longer.")
    edit(admin_client, entry, "Wait three days.")
    publish(admin_client, entry)
    assert {edition.note for edition in Edition.objects.filter(number=3)} == {""}


def test_an_answer_that_no_guide_shows_is_published_without_asking(admin_client: Client) -> None:
    entry = factories.FaqEntryFactory(question="May I drive?")
    edit(admin_client, entry, "No.")
    assert FaqEntry.objects.get().answer.endswith(">No.</p>")


def test_what_was_changed_meanwhile_is_shown_once_more(entry: FaqEntry, admin_client: Client) -> None:
    edit(admin_client, entry, "Wait two days.")
    entry.refresh_from_db()
    url = reverse("guidepost_publish_answer", args=[entry.pk])
    seen = words_of(entry.get_latest_revision_as_object())
    edit(admin_client, entry, "Wait three days.")
    answer = said(admin_client.post(url, {"change_note": "", "seen": seen}, follow=True))
    assert "The answer was changed meanwhile" in answer
    assert "three days" in answer
    assert Edition.objects.count() == 3


@pytest.mark.parametrize("again", ["May I drive?", "  may I   DRIVE", "May I drive…"])
def test_the_library_answers_nothing_twice(admin_client: Client, again: str) -> None:
    factories.FaqEntryFactory(question="May I drive?")
    add = reverse(FaqEntry.snippet_viewset.get_url_name("add"))
    refused = said(admin_client.post(add, form("No.", question=again, **{"action-publish": "1"})))
    assert "The library answers “May I drive?” already." in refused
    assert FaqEntry.objects.count() == 1
    admin_client.post(add, form("No.", question=again))
    assert FaqEntry.objects.filter(live=False).count() == 1
