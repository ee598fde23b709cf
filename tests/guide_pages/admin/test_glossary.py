"""How editors mark words: what is stored, what the chooser proposes, who may keep terms."""

from __future__ import annotations

import json
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter
from wagtail.models import ReferenceIndex
from wagtail.rich_text import expand_db_html

from faq_blocks.rich_text import FEATURES, FEATURES_WITHOUT_TERMS
from guide_pages.admin.glossary import CHOOSER
from guide_pages.importing.pasting import pasted
from guide_pages.models import GlossaryTerm
from tests import factories
from tests.factories import marked

pytestmark = pytest.mark.django_db


@pytest.fixture
def term() -> GlossaryTerm:
    return factories.GlossaryTermFactory(term="electrocardiogram", also="ECG, EKG", definition="A picture.")


def entity_of(state: str) -> dict[str, Any]:
    [entity] = json.loads(state)["entityMap"].values()
    return dict(entity)


def test_a_marked_word_is_read_and_stored_by_the_key_of_its_term(term: GlossaryTerm) -> None:
    converter = ContentstateConverter(FEATURES)
    stored = f'<p data-block-key="a">An {marked(term, "ECG")}.</p>'
    state = converter.from_database_format(stored)
    assert entity_of(state)["type"] == "TERM"
    assert entity_of(state)["data"] == {"id": term.pk, "string": "electrocardiogram"}
    again = converter.to_database_format(state)
    assert 'linktype="term"' in again
    assert f'id="{term.pk}"' in again


def test_a_marked_word_whose_term_is_gone_stays_marked(term: GlossaryTerm) -> None:
    state = ContentstateConverter(FEATURES).from_database_format(f"<p>{marked(term)}</p>")
    factories.lose(term)
    gone = ContentstateConverter(FEATURES).from_database_format(f"<p>{marked(term)}</p>")
    assert entity_of(gone)["data"] == {"id": str(term.pk)}
    assert entity_of(state)["data"]["id"] == term.pk


def test_where_no_word_can_be_marked_a_mark_is_only_words(term: GlossaryTerm) -> None:
    state = ContentstateConverter(FEATURES_WITHOUT_TERMS).from_database_format(f"<p>An {marked(term)}.</p>")
    assert json.loads(state)["entityMap"] == {}
    assert expand_db_html(f"<p>An {marked(term)}.</p>") == "<p>An <a>electrocardiogram</a>.</p>"


def test_wagtail_knows_which_guides_and_answers_use_a_term(term: GlossaryTerm) -> None:
    page = factories.guide(factories.section("Heart", factories.text(marked(term))))
    entry = factories.FaqEntryFactory(answer=f"<p>{marked(term)}</p>")
    used = {str(each.object_id) for each in ReferenceIndex.get_references_to(term)}
    assert used == {str(page.pk), str(entry.pk)}


@pytest.mark.parametrize("word", ["electrocardiogram", "Electrocardiogram", "EKG", "ecg"])
def test_the_term_that_the_word_is_stands_first(admin_client: Client, term: GlossaryTerm, word: str) -> None:
    for other in ("age", "zinc"):
        factories.GlossaryTermFactory(term=other)
    answer = admin_client.get(reverse(f"{CHOOSER}:choose"), {"word": word})
    rows = BeautifulSoup(answer.json()["html"], "html.parser").select("a[data-chooser-modal-choice]")
    assert [row.text.strip() for row in rows] == ["electrocardiogram", "age", "zinc"]


def test_a_pasted_mark_is_only_words(term: GlossaryTerm) -> None:
    stored = str(pasted(f"<p>An {marked(term)} is <a href='term:{term.pk}'>drawn</a>.</p>").content)
    assert "An electrocardiogram is drawn." in stored
    assert "term" not in stored
