"""Words that a guide explains: marked by their term, said in the guide's language, followed when they change."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client, TestCase
from wagtail.models import Locale

from guide_pages.compiling.advice.links import Places
from guide_pages.compiling.compiler import compile_guide
from guide_pages.document.terms import Term
from guide_pages.models import Edition, GlossaryTerm, GuidePage, Passage
from guide_pages.publishing.inputs import inputs_of
from guide_pages.publishing.working_off import work_off_everything
from guide_pages.records.editions import Cause
from tests import factories
from tests.factories import marked

pytestmark = pytest.mark.django_db


@pytest.fixture
def term() -> GlossaryTerm:
    return factories.GlossaryTermFactory(
        term="half-life", also="t½, half life", definition="How long it takes until half of a drug is gone."
    )


def committed(act: Callable[[], Any]) -> None:
    """Do it, with all that follows a commit."""
    with TestCase.captureOnCommitCallbacks(execute=True):
        act()
    work_off_everything()


def guide(words: str, **fields: Any) -> GuidePage:
    return factories.guide(factories.section("Doses", factories.text(words)), **fields)


def text_of(page: GuidePage) -> str:
    return compile_guide(page).guide.body[0].nodes[0].text.html  # type: ignore[attr-defined]


def test_a_marked_word_leads_to_what_the_guide_says_it_means(term: GlossaryTerm) -> None:
    page = guide(f"A short {marked(term, '<b>half</b>-life')}.")
    compiled = compile_guide(page).guide
    assert text_of(page) == (
        f'<p>A short <a href="#term_{term.pk}" data-term="{term.pk}"><strong>half</strong>-life</a>.</p>'
    )
    assert compiled.glossary == [
        Term(
            id=term.pk,
            anchor=f"term_{term.pk}",
            locale="en",
            term="half-life",
            also=["t½", "half life"],
            definition="How long it takes until half of a drug is gone.",
        )
    ]


def test_terms_stand_once_each_in_the_order_of_the_alphabet(term: GlossaryTerm) -> None:
    other = factories.GlossaryTermFactory(term="Dose")
    page = guide(f"{marked(term)}, {marked(other)}, {marked(term, 'this')}.")
    assert [each.term for each in compile_guide(page).guide.glossary] == ["Dose", "half-life"]


def test_a_guide_without_terms_has_no_glossary_and_the_words_it_had(page: GuidePage) -> None:
    guide = compile_guide(page).guide
    assert guide.glossary == []
    assert "glossary" not in guide.words()


def test_answers_of_the_library_explain_words_too(term: GlossaryTerm) -> None:
    entry = factories.FaqEntryFactory(answer=f"<p>By {marked(term)}.</p>")
    page = factories.guide(factories.faq(factories.from_library(entry)))
    assert [each.term for each in compile_guide(page).guide.glossary] == ["half-life"]
    factories.publish(page)
    entry.live = False
    entry.save()
    kept = compile_guide(page).guide
    assert [each.term for each in kept.glossary] == ["half-life"]
    assert next(kept.questions()).answer[0].text.html.count(f'data-term="{term.pk}"') == 1


def test_a_term_that_is_gone_is_only_words(term: GlossaryTerm) -> None:
    page = guide(f"A short {marked(term)}.")
    committed(lambda: factories.lose(term))
    assert text_of(page) == "<p>A short half-life.</p>"
    assert page.guide.delivery.edition.compiled.glossary == []


@pytest.mark.parametrize("stored", ['<a linktype="term" id="999999">word</a>', '<a href="term:999999">word</a>'])
@pytest.mark.parametrize("beside", [True, False])
def test_what_names_no_term_is_only_words(client: Client, term: GlossaryTerm, stored: str, beside: bool) -> None:
    page = guide(f"{marked(term) if beside else 'Here'} is a {stored}.")
    assert "is a word." in client.get(page.url).content.decode()


def test_a_guide_explains_in_its_own_language_what_is_translated(term: GlossaryTerm) -> None:
    spanish = Locale.objects.create(language_code="es")
    page = guide(f"A short {marked(term)}.")
    page.get_parent().copy_for_translation(spanish, copy_parents=True)
    translated = page.copy_for_translation(spanish)
    untranslated = compile_guide(translated).guide.glossary
    assert [(each.term, each.locale) for each in untranslated] == [("half-life", "en")]
    committed(lambda: factories.publish(translated, live=True))
    theirs = term.copy_for_translation(spanish)
    theirs.term, theirs.definition = "semivida", "El tiempo hasta que queda la mitad de un medicamento."
    committed(theirs.save)
    guide_in_spanish = GuidePage.objects.get(pk=translated.pk).guide
    explained = guide_in_spanish.delivery.edition.compiled.glossary
    assert [(each.term, each.locale) for each in explained] == [("semivida", "es")]
    assert f'data-term="{theirs.pk}"' in text_of(translated)
    assert [each.term for each in page.guide.delivery.edition.compiled.glossary] == ["half-life"]


def test_a_changed_definition_makes_a_new_edition_of_guides_that_show_it(term: GlossaryTerm) -> None:
    page, other = guide(f"A short {marked(term)}."), guide("Nothing.")
    work_off_everything()
    before = inputs_of([page.pk, other.pk])
    term.definition = "Another meaning."
    committed(term.save)
    latest = Edition.objects.filter(guide=page.guide).latest("number")
    assert (latest.number, latest.cause) == (2, Cause.TERM)
    assert latest.compiled.glossary[0].definition == "Another meaning."
    after = inputs_of([page.pk, other.pk])
    assert after[page.pk] != before[page.pk]
    assert after[other.pk] == before[other.pk]
    assert other.guide.editions.count() == 1


def test_definitions_are_no_passages_of_the_guide(term: GlossaryTerm) -> None:
    page = guide(f"A short {marked(term)}.")
    found = " ".join(Passage.objects.filter(guide=page.guide).values_list("text", flat=True))
    assert "A short half-life." in found
    assert "half of a drug" not in found


def test_links_to_what_is_explained_lead_somewhere(term: GlossaryTerm) -> None:
    compiled = compile_guide(guide(f"A short {marked(term)}."))
    places = Places(compiled.guide, compiled.references)
    assert list(places.lost(f'<a href="#term_{term.pk}">x</a>')) == []
