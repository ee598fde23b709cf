"""The admin finds words of guides and answers, and says in which section they stand."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from wagtail.models import PageLogEntry

from guide_pages.models import GuidePage
from guide_pages.publishing.history import FOLLOWED
from guide_pages.publishing.working_off import work_off
from tests import factories
from tests.guide_pages.admin.test_in_use import said

pytestmark = [
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]


@pytest.fixture
def page() -> GuidePage:
    entry = factories.FaqEntryFactory(question="May I drive?", answer="<p>Not until zopiclone has left you.</p>")
    return factories.guide(
        factories.section("Nasal sprays", factories.text("There is esketamine."), block_id="sprays"),
        factories.faq(
            factories.question("Is it safe?", "<p>Mostly, but for tachycardia.</p>", "safe"),
            factories.from_library(entry, "drive"),
        ),
        title="Ketamine",
    )


def found(response: Any) -> list[tuple[str, str]]:
    page = BeautifulSoup(response.content, "html.parser")
    return [(link.get_text(), link["href"]) for link in page.select(".found-in a")]


@pytest.mark.parametrize(
    ("words", "where", "block"),
    [
        ("esketamine", "Nasal sprays", "sprays"),
        ("esket", "Nasal sprays", "sprays"),
        ("tachycardia", "Is it safe?", "safe"),
        ("zopiclone", "May I drive?", "drive"),
    ],
)
def test_words_of_a_guide_are_found_with_their_place(
    page: GuidePage, admin_client: Client, words: str, where: str, block: str
) -> None:
    explorer = reverse("wagtailadmin_explore", args=[page.get_parent().pk])
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    for address in (explorer, reverse("wagtailadmin_pages:search")):
        response = admin_client.get(address, {"q": words})
        assert "Ketamine" in said(response)
        assert found(response) == [(where, f"{edit}#block-{block}-section")]


def test_what_is_not_there_is_not_found(page: GuidePage, admin_client: Client) -> None:
    assert found(admin_client.get(reverse("wagtailadmin_pages:search"), {"q": "insulin"})) == []


def test_a_list_says_when_a_guide_changed_through_what_it_shares(page: GuidePage, admin_client: Client) -> None:
    explorer = reverse("wagtailadmin_explore", args=[page.get_parent().pk])
    assert "through what it shares" not in said(admin_client.get(explorer))
    person = factories.ContributorFactory(name="Ada Example")
    page.guide_authors = [page.guide_authors.model(contributor=person)]
    page.save_revision().publish()
    person.name = "Ada Sample"
    person.save()
    work_off()
    assert "through what it shares" in said(admin_client.get(explorer))
    history = said(admin_client.get(reverse("wagtailadmin_pages:history", args=[page.pk])))
    assert "“Ada Sample, MD” changed, which the guide shows" in history
    assert PageLogEntry.objects.filter(action=FOLLOWED, page=page.pk).count() == 1


def test_an_answer_that_makes_an_edition_stands_in_the_history(page: GuidePage, admin_client: Client) -> None:
    entry = factories.FaqEntry.objects.get()
    entry.answer = "<p>Tomorrow.</p>"
    entry.save_revision().publish()
    work_off()
    history = said(admin_client.get(reverse("wagtailadmin_pages:history", args=[page.pk])))
    assert "“May I drive?” changed, which the guide shows: edition 2" in history
