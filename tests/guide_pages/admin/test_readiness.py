"""The readiness list, as the form asks for it: the same as publishing would say."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.urls import reverse
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from guide_pages.models import Edition, GuidePage, GuideSettings
from guide_pages.records.advice import Advice
from tests import factories
from tests.guide_pages.pages.test_forms import empty_section, faq, form, question, section

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client):
    client.force_login(get_user_model().objects.create_superuser("editor", "editor@example.org", "x"))
    return client


def listed(client: Any, address: str, data: dict[str, str]) -> BeautifulSoup:
    client.post(address, data)
    return BeautifulSoup(client.get(f"{address}?mode=readiness").content, "html.parser")


def problems(found: BeautifulSoup) -> list[str]:
    return [" ".join(line.get_text(" ").split()) for line in found.select(".readiness__lines--problems li")]


def new(index: int) -> str:
    return reverse("wagtailadmin_pages:preview_on_add", args=["guide_pages", "guidepage", index])


def test_all_that_refuses_publication_is_said_in_one_round_and_nothing_is_saved(editor):
    address = new(factories.guide_index().pk)
    parts = (empty_section("Doses"), faq(question("Is it safe?", "")))
    found = listed(editor, address, form(*parts, summary=""))
    assert problems(found) == [
        "The guide has no summary.",
        "The section “Doses” is empty.",
        "“Questions” The question “Is it safe?” has no answer.",
    ]
    assert not GuidePage.objects.exists()


def test_a_line_knows_the_way_to_its_block_and_field(editor):
    found = listed(editor, new(factories.guide_index().pk), form(section(), faq(question("Is it safe?", ""))))
    line = found.select_one(".readiness__lines--problems button")
    assert line["data-readiness-trail"] == "f1 q1"
    assert line["data-readiness-field"] == "answer"


def test_a_guide_that_is_whole_says_so_and_is_advised(editor):
    found = listed(editor, new(factories.guide_index().pk), form(section()))
    assert problems(found) == []
    assert "Nothing keeps it from being published." in found.text
    assert "No source is named" in found.text


def test_the_list_of_a_guide_says_what_is_in_its_form_and_makes_no_edition(editor):
    page = factories.guide()
    address = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])
    found = listed(editor, address, form(section("Other", block_id="s9"), title="", slug=page.slug))
    assert problems(found) == ["Title: This field is required."]
    assert Edition.objects.count() == 1


def test_nobody_reads_the_list_of_a_guide_that_they_may_not_edit(client):
    page = factories.guide()
    user = get_user_model().objects.create_user("reader", "reader@example.org", "x")
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(user)
    address = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])
    assert client.get(f"{address}?mode=readiness").status_code in (302, 403)


def test_a_site_says_in_its_settings_what_is_a_condition(editor):
    address = reverse("wagtailsettings:edit", args=["guide_pages", "guidesettings", factories.site().pk])
    written = form(section())
    settings_form = BeautifulSoup(editor.get(address).content, "html.parser")
    assert [box["value"] for box in settings_form.select("[name=conditions]")] == Advice.values
    nothing = dict.fromkeys(("urgent_help_contacts", "urgent_help_countries", "translations"), streamfield([]))
    contacts = {**nothing, "disclaimer": rich_text(""), "urgent_help_text": rich_text("")}
    data = {"conditions": ["source", "reviewer"], "readability_target": "40", "replies": "open", "replies_days": "90"}
    sent = {**nested_form_data(contacts), **data, "urgent_help_heading": ""}
    assert editor.post(address, sent).status_code == 302
    settings = GuideSettings.for_site(factories.site())
    assert (settings.conditions, settings.readability_target) == (["source", "reviewer"], 40)
    found = listed(editor, new(factories.guide_index().pk), written)
    assert "Nobody is named who checked the guide." in problems(found)
