"""How editors mark words: what is stored, what the chooser proposes, who may keep terms."""

from __future__ import annotations

import json
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter
from wagtail.models import Locale, ReferenceIndex
from wagtail.rich_text import expand_db_html

from faq_blocks.rich_text import FEATURES, FEATURES_WITHOUT_TERMS
from guide_pages.admin.glossary import CHOOSER
from guide_pages.importing.pasting import pasted
from guide_pages.models import GlossaryTerm, Topic
from tests import factories
from tests.factories import marked
from tests.guide_pages.admin.roles import signed_in, somebody

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("roles")]


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


def add_url(model: Any) -> str:
    return reverse(model.snippet_viewset.get_url_name("add"))


def test_a_term_that_is_explained_already_is_refused_where_it_was_written(
    admin_client: Client, term: GlossaryTerm
) -> None:
    answer = admin_client.post(add_url(GlossaryTerm), {"term": term.term, "also": "", "definition": "Another."})
    assert "Glossary term with this Term already exists." in answer.content.decode()
    assert GlossaryTerm.objects.count() == 1


@pytest.mark.parametrize("again", [{"name": "Sleep", "slug": "rest"}, {"name": "Rest", "slug": "sleep"}])
def test_a_topic_that_is_there_already_is_refused_where_it_was_written(
    admin_client: Client, again: dict[str, str]
) -> None:
    topic = factories.TopicFactory(name="Sleep", slug="sleep")
    answer = admin_client.post(add_url(Topic), {**again, "introduction": "null"})
    assert "already exists" in answer.content.decode()
    url = reverse(Topic.snippet_viewset.get_url_name("edit"), args=[topic.pk])
    assert admin_client.post(url, {"name": "Sleep", "slug": "sleep", "introduction": "null"}).status_code == 302


def written(client: Client, word: str = "", locale: str = "en", **fields: Any) -> Any:
    """What the dialog says of a term that was written in it."""
    fields = {"locale": Locale.objects.get(language_code=locale).pk, **fields}
    return client.post(f"{reverse(f'{CHOOSER}:create')}?word={word}", fields).json()


def test_a_term_is_made_where_a_word_is_marked(admin_client: Client) -> None:
    Locale.objects.create(language_code="es")
    made = written(admin_client, term="vena", also="", definition="Por donde corre la sangre.", locale="es")
    term = GlossaryTerm.objects.get()
    assert made["step"] == "chosen"
    assert (made["result"]["id"], made["result"]["string"]) == (str(term.pk), "vena")
    assert term.locale.language_code == "es"


def test_the_dialog_begins_with_the_marked_word_in_the_language_of_the_page(admin_client: Client) -> None:
    spanish = Locale.objects.create(language_code="es")
    answer = admin_client.get(reverse(f"{CHOOSER}:choose"), {"word": " vena  cava", "locale": "es"}).json()
    form = BeautifulSoup(answer["html"], "html.parser").find("form", {"data-chooser-modal-creation-form": True})
    assert form.find("input", {"name": "term"})["value"] == "vena cava"
    assert form.select_one("option[selected]")["value"] == str(spanish.pk)


def test_what_is_wrong_with_a_new_term_is_said_in_the_dialog(admin_client: Client, term: GlossaryTerm) -> None:
    said = written(admin_client, term=term.term, also="", definition="")
    assert said["step"] == "reshow_creation_form"
    assert "Glossary term with this Term already exists." in said["htmlFragment"]
    assert "This field is required." in said["htmlFragment"]
    assert GlossaryTerm.objects.count() == 1


@pytest.mark.usefixtures("roles")
@pytest.mark.parametrize(("role", "offered"), [("Editors", True), ("Writers", False)])
def test_who_keeps_terms_makes_them_while_writing(role: str, offered: bool) -> None:
    client = signed_in(somebody(role))
    answer = client.get(reverse(f"{CHOOSER}:choose")).json()["html"]
    assert ("data-chooser-modal-creation-form" in answer) is offered
