"""Editions in the admin: any two are compared, and one is read as it was."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from guide_pages.models import Edition, GlossaryTerm, GuidePage
from guide_pages.publishing.withdrawing import withdraw
from tests import factories
from tests.guide_pages.admin.roles import signed_in, somebody
from tests.guide_pages.admin.test_in_use import said

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("roles")]


@pytest.fixture
def page() -> GuidePage:
    """A guide of three editions."""
    person = factories.ContributorFactory(name="Ada Example")
    words = factories.text("Wait one hour.", "wait")
    page = factories.guide(factories.section("Doses", words, block_id="doses"), title="Sleep", authors=[person])
    for number, changed in ((2, "Wait two hours."), (3, "Wait two hours.")):
        text = factories.text(changed, "wait")
        more = [factories.faq(factories.question("Is it safe?", "<p>Yes.</p>"))] if number == 3 else []
        body = factories.body(factories.section("Doses", text, block_id="doses"), *more)
        page = factories.publish(page, body=body, change_note=f"Note {number}")
    return page


def compared(client: Client, page: GuidePage, before: object, after: object) -> str:
    url = reverse("guidepost_compare_editions", args=[page.pk])
    response = client.get(url, {"from": before, "to": after})
    assert response.status_code == 200
    return str(response.content.decode())


def test_any_two_are_compared_the_earlier_first(page: GuidePage, admin_client: Client) -> None:
    for pair in ((1, 2), (2, 1)):
        html = compared(admin_client, page, *pair)
        assert "Doses" in html
        assert "<del>one hour.</del>" in html
        assert "<ins>two hours.</ins>" in html
    html = compared(admin_client, page, 2, 3)
    assert "<ins>Is it safe?</ins>" in html
    assert "<del>" not in html
    assert "Note 3" in html
    assert "Both say the same." in compared(admin_client, page, 2, 2)


def test_another_definition_of_a_word_is_compared(admin_client: Client) -> None:
    term = factories.GlossaryTermFactory(term="dose", also="portion", definition="How much of it is taken.")
    aside = factories.GlossaryTermFactory(term="pill", definition="A dose in a shell.")
    words = factories.text(f"A {factories.marked(term)} is a {factories.marked(aside)}.", "words")
    page = factories.guide(factories.section("Doses", words, block_id="doses"))
    GlossaryTerm.objects.filter(pk=term.pk).update(term="serving", definition="How much is taken at once.")
    factories.publish(page)
    html = compared(admin_client, page, 1, 2)
    assert "Words explained" in html
    assert "<del>dose" in html
    assert "<ins>serving" in html
    assert "once" in html
    assert "A dose in a shell." not in html
    assert "another order" not in html


@pytest.mark.parametrize("asked", [{"from": "1"}, {"from": "x", "to": "2"}, {"from": "1", "to": "9"}])
def test_what_is_no_pair_is_not_found(page: GuidePage, admin_client: Client, asked: dict[str, str]) -> None:
    assert admin_client.get(reverse("guidepost_compare_editions", args=[page.pk]), asked).status_code == 404


def test_one_is_read_as_it_was(page: GuidePage, admin_client: Client) -> None:
    response = admin_client.get(reverse("guidepost_read_edition", args=[page.pk, 1]))
    assert "Wait one hour." in said(response)
    assert "Is it safe?" not in said(response)
    assert "no-store" in response["Cache-Control"]


def test_withdrawn_words_are_neither_read_nor_compared(page: GuidePage, admin_client: Client) -> None:
    withdraw(Edition.objects.get(number=1), "The dose was wrong.")
    response = admin_client.get(reverse("guidepost_read_edition", args=[page.pk, 1]))
    assert (response.status_code, "The dose was wrong." in said(response)) == (410, True)
    html = compared(admin_client, page, 1, 3)
    assert "The dose was wrong." in html
    assert "one hour" not in html + said(response)


def chosen(client: Client, page: GuidePage) -> dict[str, str]:
    """The pair that is compared unless somebody says otherwise."""
    html = BeautifulSoup(client.get(reverse("guidepost_editions", args=[page.pk])).content, "html.parser")
    return {str(field["name"]): str(field["value"]) for field in html.select("input[type=radio][checked]")}


def test_the_pair_that_is_offered_has_words_to_compare(page: GuidePage, admin_client: Client) -> None:
    factories.publish(page, title="Sleeping")
    withdraw(Edition.objects.get(number=3), "The dose was wrong.")
    assert chosen(admin_client, page) == {"from": "2", "to": "4"}


def test_the_list_leads_to_each_and_offers_to_compare(page: GuidePage, admin_client: Client) -> None:
    html = admin_client.get(reverse("guidepost_editions", args=[page.pk])).content.decode()
    assert reverse("guidepost_read_edition", args=[page.pk, 2]) in html
    assert html.count('name="from"') == html.count('name="to"') == 3
    assert chosen(admin_client, page) == {"from": "2", "to": "3"}
    once = factories.guide()
    assert 'name="from"' not in admin_client.get(reverse("guidepost_editions", args=[once.pk])).content.decode()


@pytest.mark.usefixtures("roles")
@pytest.mark.parametrize(("role", "may"), [("Writers", True), ("Editors", True), ("Moderators", False)])
def test_who_may_edit_the_guide_may_see_them(page: GuidePage, role: str, may: bool) -> None:
    client = signed_in(somebody(role))
    for url in (
        reverse("guidepost_read_edition", args=[page.pk, 1]),
        f"{reverse('guidepost_compare_editions', args=[page.pk])}?from=1&to=2",
    ):
        assert (client.get(url).status_code == 200) is may
