"""Searching as readers do: a typing error, a whole question, nothing, Spanish; by keyboard, and without a script."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect
from wagtail.models import Locale

from tests import factories
from tests.browser.accessibility import violations


@pytest.fixture
def guides():
    guide = factories.guide(
        factories.section("Doses of paracetamol", factories.text("It depends on the weight of a child.")),
        factories.faq(
            factories.question("How much paracetamol may my child have?", "<p>15 milligrams per kilo.</p>"),
            factories.question("When should I call a doctor?", "<p>After three days of fever.</p>"),
        ),
        title="Children with a fever",
    )
    spanish = Locale.objects.create(language_code="es")
    index = guide.get_parent().copy_for_translation(spanish, copy_parents=True)
    index.save_revision().publish()
    factories.guide(
        factories.section("Tomar la temperatura", factories.text("La presión no se toma así, y menos embarazada.")),
        title="Niños con fiebre",
        parent=index,
        locale=spanish,
    )


@pytest.fixture(params=[True, False], ids=["with a script", "without"])
def reader(guides, new_page, request):
    page = new_page(java_script_enabled=request.param)
    page.goto("/search/")
    return page


def search(page, words: str):
    """Type words and press Enter, as somebody does without a mouse; return what is shown."""
    box = page.locator("main input[type=search]")
    box.focus()
    page.keyboard.type(words)
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"\?query="))
    return page.get_by_role("main")


def test_who_mistypes_is_asked_what_was_meant_and_shown_it(reader):
    found = search(reader, "paracetmol")
    expect(found.get_by_role("status").last).to_contain_text("Did you mean paracetamol?")
    expect(found.locator("h2 mark").first).to_have_text("paracetamol")
    found.get_by_role("link", name="paracetamol", exact=True).press("Enter")
    expect(reader.get_by_role("main")).to_contain_text("Found for “paracetamol”")


def test_a_whole_question_leads_to_its_open_answer(reader):
    found = search(reader, "how much paracetamol for a 3 year old?")
    first = found.locator("ol h2 a").first
    expect(first).to_have_text("How much paracetamol may my child have?")
    first.press("Enter")
    expect(reader).to_have_url(re.compile("#how-much-paracetamol-may-my-child-have$"))
    expect(reader.get_by_text("15 milligrams per kilo.")).to_be_visible()


def test_who_finds_nothing_is_told_so_and_where_all_guides_are(reader):
    found = search(reader, "bicycle repair")
    expect(found.get_by_role("heading", level=2)).to_have_text("Nothing found for “bicycle repair”")
    found.get_by_role("link", name="See all guides").press("Enter")
    expect(reader.get_by_role("heading", level=1)).to_have_text("Guides")


def test_spanish_is_searched_in_spanish_and_corrected_with_its_accents(guides, new_page):
    page = new_page(locale="es", java_script_enabled=False)
    page.goto("/es/search/")
    found = search(page, "presoin")
    expect(found.locator("a", has_text="presión")).to_have_count(1)
    expect(found.locator("ol h2").first).to_have_text("Tomar la temperatura")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_results_are_accessible_and_fit(guides, new_page, axe, scheme):
    page = new_page(color_scheme=scheme, viewport={"width": 320, "height": 800})
    page.goto("/search/?query=paracetmol+doctor")
    assert violations(page, axe) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
