"""What is suggested to somebody who has begun to type."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from wagtail.models import Locale, Page, PageViewRestriction, Site

from home.models import HomePage
from tests import factories

pytestmark = pytest.mark.django_db


def suggested(client: Client, query: str, address: str = "/search/suggestions/", **headers: str) -> list[Any]:
    response = client.get(address, {"query": query}, headers=headers)
    assert response.status_code == 200
    return response.json()["suggestions"]


def test_a_word_that_is_begun_leads_to_the_places_that_have_it(
    client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        page = factories.guide(
            factories.section("Doses"),
            factories.faq(factories.question("Is ketamine <safe>?", "<p>It depends.</p>")),
            title="Ketamine",
        )
    assert suggested(client, "ketam") == [
        {"words": "Ketamine", "place": "Guide", "url": page.full_url},
        {"words": "Is ketamine <safe>?", "place": "Question · Ketamine", "url": f"{page.full_url}#is-ketamine-safe"},
    ]


@pytest.mark.parametrize("query", ["", "k", "ke", "  k ", "\x00", '"', "zzzz"])
def test_nothing_is_suggested_for_less_than_three_letters_or_what_is_nowhere(client: Client, query: str) -> None:
    factories.guide(title="Ketamine")
    assert suggested(client, query) == []


def test_what_is_hidden_or_elsewhere_is_not_suggested(client: Client, django_capture_on_commit_callbacks: Any) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        hidden = factories.guide(title="Secretly unique")
        PageViewRestriction.objects.create(page=hidden, restriction_type="login")
        root = Page.objects.get(depth=1).add_child(instance=HomePage(title="Elsewhere", slug="elsewhere"))
        Site.objects.create(hostname="elsewhere.example.org", root_page=root)
        there = factories.guide(parent=factories.guide_index(root), title="Foreign wonders")
    for query in ("secretly", "secret", "secretlx", "unique", "foreign", "wonder"):
        assert suggested(client, query) == []
    (found,) = suggested(client, "foreign", host="elsewhere.example.org")
    assert found["url"] == there.full_url


def test_it_may_be_kept_for_a_minute_and_need_not_be_sent_again(client: Client) -> None:
    first = client.get("/search/suggestions/", {"query": "sleep"})
    assert first["Cache-Control"] == "public, max-age=60"
    known = client.get("/search/suggestions/", {"query": "sleep"}, headers={"if-none-match": first["ETag"]})
    assert known.status_code == 304


def test_the_form_says_where_suggestions_are_in_its_language(client: Client) -> None:
    spanish = Locale.objects.create(language_code="es")
    factories.site().root_page.copy_for_translation(spanish).save_revision().publish()
    assert b'data-suggestions="/search/suggestions/"' in client.get("/search/").content
    assert b'data-suggestions="/es/search/suggestions/"' in client.get("/es/search/").content
