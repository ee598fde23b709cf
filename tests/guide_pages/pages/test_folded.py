"""A form of folded sections, as it is sent when nobody opened them: they stay what they are, and none costs more."""

from __future__ import annotations

import json
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from guide_pages.models import GuidePage
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(get_user_model().objects.create_superuser("boss", "boss@example.com", "boss"))
    return client


def sections(many: int, picture: int) -> list[dict[str, Any]]:
    """Sections with a text, a callout and a picture each."""
    callout = {"tone": "tip", "heading": "A tip", "text": "<p>Rest.</p>"}
    image = {"image": picture, "alt_text": "A moon", "decorative": False}
    return [
        factories.section(
            f"Part {n}",
            factories.text(f"Words &amp; <b>more</b> of {n}."),
            factories.block("callout", callout),
            factories.block("image", {"image": image, "wanted": "", "caption": "", "credit": ""}),
        )
        for n in range(many)
    ]


def states(response: Any) -> list[dict[str, Any]]:
    """The blocks that a form is opened with."""
    field = BeautifulSoup(response.content, "html.parser").select_one("[data-w-block-arguments-value]")
    return list(json.loads(field["data-w-block-arguments-value"])[0])


def unopened(page: GuidePage, blocks: list[dict[str, Any]], **more: str) -> dict[str, str]:
    """What is sent of blocks that nobody opened."""
    fields = {
        "title": page.title,
        "slug": page.slug,
        "summary": page.summary,
        "hero": "",
        "hero_alt": "",
        "guide_topics": inline_formset([]),
        "guide_authors": inline_formset([]),
        "guide_reviewers": inline_formset([]),
        "comments": inline_formset([]),
    }
    body = {"body-count": str(len(blocks))}
    for n, block in enumerate(blocks):
        own = {"deleted": "", "order": str(n), "type": block["type"], "id": block["id"], "value": block["stored"]}
        body |= {f"body-{n}-{name}": value for name, value in own.items()}
    return nested_form_data(fields) | body | more


def edit(page: GuidePage) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


@pytest.fixture
def picture() -> int:
    return int(factories.ImageFactory().pk)


def test_a_guide_of_a_hundred_sections_is_saved_to_the_letter(editor, picture):
    page = factories.guide(*sections(100, picture), factories.faq(factories.question("Why?")), live=False)
    before = page.body.get_prep_value()
    response = editor.post(edit(page), unopened(page, states(editor.get(edit(page)))))
    assert response.status_code == 302
    page.refresh_from_db()
    assert page.get_latest_revision_as_object().body.get_prep_value() == before


def test_a_refused_form_is_sent_again_what_is_stored_of_each_section(editor, picture):
    page = factories.guide(*sections(3, picture), live=False)
    sent = unopened(page, states(editor.get(edit(page))), **{"title": "", "action-publish": "1"})
    response = editor.post(edit(page), sent)
    assert response.status_code == 200
    assert [json.loads(state["stored"])["heading"] for state in states(response)] == ["Part 0", "Part 1", "Part 2"]


def test_opening_and_saving_cost_the_same_queries_for_any_number_of_sections(editor, picture):
    def queries(many: int) -> tuple[int, int]:
        page = factories.guide(*sections(many, picture), live=False)
        with CaptureQueriesContext(
            connection,
        ) as opening:
            response = editor.get(edit(page))
        sent = unopened(page, states(response))
        with CaptureQueriesContext(connection) as saving:
            editor.post(edit(page), sent)
        return len(opening), len(saving)

    queries(1)  # what is asked for once in a process
    few, many = queries(3), queries(30)
    assert many == few
