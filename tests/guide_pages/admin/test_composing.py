"""A guide begins with an outline: the form of a new guide."""

from __future__ import annotations

import json
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.urls import reverse
from wagtail.models import Locale

from guide_pages.models import GuidePage, Outline
from tests import factories
from tests.guide_pages.pages.test_forms import form, section

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client):
    client.force_login(get_user_model().objects.create_superuser("editor", "editor@example.org", "x"))
    return client


@pytest.fixture
def address() -> str:
    return reverse("wagtailadmin_pages:add", args=["guide_pages", "guidepage", factories.guide_index().pk])


def outline(name: str, heading: str, **fields: Any) -> Outline:
    parts = json.dumps([{"type": "section", "value": heading}])
    return Outline.objects.create(**{"locale": Locale.get_default(), "name": name, "parts": parts} | fields)


def headings(response: Any) -> list[str]:
    """What the form of a new guide opens with."""
    field = BeautifulSoup(response.content, "html.parser").select_one("[data-w-block-arguments-value]")
    return [block["value"]["heading"] for block in json.loads(field["data-w-block-arguments-value"])[0]]


def test_a_new_guide_opens_with_the_only_outline(editor, address):
    assert headings(editor.get(address)) == ["Introduction", "Conclusion", "Frequently asked questions"]


def test_which_of_several_outlines_is_asked_first(editor, address):
    medicine = outline("A medicine", "Doses", description="For what is swallowed.")
    asked = BeautifulSoup(editor.get(address).content, "html.parser")
    assert [card.a.text for card in asked.select(".outlines__outline")] == ["Guide", "A medicine"]
    assert "For what is swallowed." in asked.text
    chosen = asked.find("a", string="A medicine")["href"]
    assert chosen == f"?outline={medicine.pk}"
    assert headings(editor.get(address + chosen)) == ["Doses"]


def test_an_outline_that_is_not_there_is_asked_for_again(editor, address):
    outline("A medicine", "Doses")
    assert "Choose an outline" in editor.get(f"{address}?outline=nonsense").content.decode()


def test_a_language_has_outlines_of_its_own(editor, address):
    outline("Un medicamento", "Dosis", locale=Locale.objects.create(language_code="es"))
    assert headings(editor.get(address))[0] == "Introduction"


def test_without_any_outline_a_guide_opens_with_the_one_that_is_shipped(editor, address):
    Outline.objects.all().delete()
    assert headings(editor.get(address)) == ["Introduction", "Conclusion", "Frequently asked questions"]


def test_a_part_that_nobody_touched_does_not_keep_a_guide_from_being_published(editor, address):
    untouched = outline("A medicine", "Doses").body()[0]
    empty = section("Doses", ("text", "null", "t2"), block_id=untouched["id"])
    editor.post(address, form(section("What it is"), empty, publish=True))
    page = GuidePage.objects.get()
    assert page.live
    assert [part.heading for part in page.guide.delivery.edition.compiled.body] == ["What it is"]
